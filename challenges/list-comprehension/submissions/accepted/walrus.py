"""Reports of a small shop."""


def paid_totals(orders):
    """The totals of the orders that are paid."""
    return [order["total"] for order in orders if order["paid"]]


def order_lines(orders):
    """Every line of every order, with the number of its order. Some orders have no lines yet."""
    return [(order["number"], line) for order in orders if order.get("lines") is not None for line in order["lines"]]


def seating_plan(rows, seats):
    """A list for each row, with None for each free seat in it."""
    return [[None] * seats for _ in range(rows)]


def names_by_number(customers):
    """The names of customers by their number, from pairs of number and name."""
    return {number: name.strip() for number, name in customers}


def article_codes(lines):
    """The codes of all articles, in capital letters."""
    return {line["code"].upper() for line in lines}


def good_matches(texts, score):
    """The texts that score more than zero, with their scores."""
    return [(text, points) for text in texts if (points := score(text)) > 0]


def numbered_lines(lines):
    """The lines that are not blank, with their numbers, counted from one."""
    return [(number, line) for number, line in enumerate(lines, start=1) if line.strip()]


def any_overdue(invoices, is_overdue):
    """Whether any of the invoices is overdue."""
    return any(is_overdue(invoice) for invoice in invoices)


def total_weight(parcels):
    """The weight of all parcels together. None is a parcel that was not weighed."""
    return sum(weight for weight in parcels if weight is not None)


def clean_lines(lines):
    """The lines without the space around them, without comments and without those that are then empty."""
    return (clean for line in lines if (clean := line.strip()) and not clean.startswith("#"))


def remind(customers, send):
    """Send a reminder to every customer who has an e-mail address."""
    for customer in customers:
        if customer["email"]:
            send(customer["email"])

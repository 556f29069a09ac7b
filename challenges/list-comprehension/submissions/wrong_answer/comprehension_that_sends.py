# Fails: test_no_comprehension_only_does_something
# Mistake: writes the reminders as a list comprehension, for its side effect.


def paid_totals(orders):
    return [order["total"] for order in orders if order["paid"]]


def order_lines(orders):
    return [(order["number"], line) for order in orders if order.get("lines") is not None for line in order["lines"]]


def seating_plan(rows, seats):
    return [[None] * seats for _ in range(rows)]


def names_by_number(customers):
    return {number: name.strip() for number, name in customers}


def article_codes(lines):
    return {line["code"].upper() for line in lines}


def good_matches(texts, score):
    return [(text, points) for text in texts if (points := score(text)) > 0]


def numbered_lines(lines):
    return [(number, line) for number, line in enumerate(lines, start=1) if line.strip()]


def any_overdue(invoices, is_overdue):
    return any(is_overdue(invoice) for invoice in invoices)


def total_weight(parcels):
    return sum(weight for weight in parcels if weight is not None)


def clean_lines(lines):
    return (clean for line in lines if (clean := line.strip()) and not clean.startswith("#"))


def remind(customers, send):
    [send(customer["email"]) for customer in customers if customer["email"]]

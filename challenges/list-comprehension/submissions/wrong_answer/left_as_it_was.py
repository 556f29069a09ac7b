# Fails: test_no_loop_statement_is_left, test_nothing_is_collected_step_by_step,
#   test_every_function_uses_the_form_that_fits, test_paid_totals_is_a_comprehension
# Mistake: hands the loops in as they were.

"""Reports of a small shop."""


def paid_totals(orders):
    """The totals of the orders that are paid."""
    totals = []
    for order in orders:
        if not order["paid"]:
            continue
        totals.append(order["total"])
    return totals


def order_lines(orders):
    """Every line of every order, with the number of its order. Some orders have no lines yet."""
    lines = []
    for order in orders:
        if order.get("lines") is None:
            continue
        for line in order["lines"]:
            lines.append((order["number"], line))
    return lines


def seating_plan(rows, seats):
    """A list for each row, with None for each free seat in it."""
    plan = []
    for _ in range(rows):
        row = []
        for _ in range(seats):
            row.append(None)
        plan.append(row)
    return plan


def names_by_number(customers):
    """The names of customers by their number, from pairs of number and name."""
    names = {}
    for number, name in customers:
        names[number] = name.strip()
    return names


def article_codes(lines):
    """The codes of all articles, in capital letters."""
    codes = set()
    for line in lines:
        codes.add(line["code"].upper())
    return codes


def good_matches(texts, score):
    """The texts that score more than zero, with their scores."""
    matches = []
    for text in texts:
        points = score(text)
        if points > 0:
            matches.append((text, points))
    return matches


def numbered_lines(lines):
    """The lines that are not blank, with their numbers, counted from one."""
    numbered = []
    number = 0
    for line in lines:
        number += 1
        if line.strip():
            numbered.append((number, line))
    return numbered


def any_overdue(invoices, is_overdue):
    """Whether any of the invoices is overdue."""
    for invoice in invoices:
        if is_overdue(invoice):
            return True
    return False


def total_weight(parcels):
    """The weight of all parcels together. None is a parcel that was not weighed."""
    total = 0
    for weight in parcels:
        if weight is not None:
            total += weight
    return total


def clean_lines(lines):
    """The lines without the space around them, without comments and without those that are then empty."""
    for line in lines:
        line = line.strip()
        if line and not line.startswith("#"):
            yield line


def remind(customers, send):
    """Send a reminder to every customer who has an e-mail address."""
    for customer in customers:
        if customer["email"]:
            send(customer["email"])

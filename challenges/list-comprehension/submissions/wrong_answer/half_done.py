# Fails: test_no_loop_statement_is_left, test_nothing_is_collected_step_by_step,
#   test_every_function_uses_the_form_that_fits
# Mistake: refactors the easy half and leaves the rest as it was.


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
    matches = []
    for text in texts:
        points = score(text)
        if points > 0:
            matches.append((text, points))
    return matches


def numbered_lines(lines):
    numbered = []
    number = 0
    for line in lines:
        number += 1
        if line.strip():
            numbered.append((number, line))
    return numbered


def any_overdue(invoices, is_overdue):
    return any(is_overdue(invoice) for invoice in invoices)


def total_weight(parcels):
    return sum(weight for weight in parcels if weight is not None)


def clean_lines(lines):
    return (clean for line in lines if (clean := line.strip()) and not clean.startswith("#"))


def remind(customers, send):
    for customer in customers:
        if customer["email"]:
            send(customer["email"])

"""Reports of a small shop, without assignment expressions: inner generator expressions name what is used twice."""

from operator import itemgetter


def paid_totals(orders):
    paid = (order for order in orders if order["paid"])
    return [order["total"] for order in paid]


def order_lines(orders):
    return [(order["number"], line) for order in orders for line in lines_of(order)]


def lines_of(order):
    lines = order.get("lines")
    return () if lines is None else lines


def seating_plan(rows, seats):
    return [[None for _ in range(seats)] for _ in range(rows)]


def names_by_number(customers):
    return {customer[0]: customer[1].strip() for customer in customers}


def article_codes(lines):
    return {code.upper() for code in map(itemgetter("code"), lines)}


def good_matches(texts, score):
    scored = ((text, score(text)) for text in texts)
    return [(text, points) for text, points in scored if points > 0]


def numbered_lines(lines):
    return [pair for pair in enumerate(lines, 1) if pair[1].strip()]


def any_overdue(invoices, is_overdue):
    return any(True for invoice in invoices if is_overdue(invoice))


def total_weight(parcels):
    return sum((0 if weight is None else weight) for weight in parcels)


def clean_lines(lines):
    stripped = map(str.strip, lines)
    return (line for line in stripped if line and not line.startswith("#"))


def remind(customers, send):
    for customer in customers:
        if email := customer["email"]:
            send(email)

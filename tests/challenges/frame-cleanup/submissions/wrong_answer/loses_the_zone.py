# Fails: test_rows_without_a_price_are_dropped_and_the_rest_is_sorted, test_the_time_zone_is_kept,
#   test_no_rows_are_no_trouble
# Mistake: takes the time zone off to sort.

def clean(orders):
    orders = orders.dropna(subset="price").assign(name=lambda found: found["name"].str.lower())
    return orders.tz_localize(None).sort_index()


def discount(orders, share):
    orders["price"] *= 1 - share

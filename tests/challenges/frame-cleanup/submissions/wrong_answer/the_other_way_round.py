# Fails: test_the_argument_is_left_alone, test_a_discount_happens_in_place,
#   test_a_discount_sees_what_changed_since
# Mistake: cleans in place and gives the discount to a copy.

def clean(orders):
    orders.dropna(subset="price", inplace=True)
    orders["name"] = orders["name"].str.lower()
    orders.sort_index(inplace=True)
    return orders


def discount(orders, share):
    orders = orders.assign(price=orders["price"] * (1 - share))

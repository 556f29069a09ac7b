"""A package whose parts do not know each other."""

from .basket import Basket
from .errors import ShopError


class EmptyBasket(Exception):
    pass


currency = "USD"

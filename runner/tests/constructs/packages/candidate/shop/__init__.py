"""A package with relative imports."""

from .basket import Basket
from .errors import EmptyBasket, ShopError

__all__ = ["Basket", "EmptyBasket", "ShopError", "currency"]

currency = "EUR"

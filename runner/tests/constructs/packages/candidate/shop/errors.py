class ShopError(Exception):
    pass


class EmptyBasket(ShopError):
    pass

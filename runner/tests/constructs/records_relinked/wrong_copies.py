"""Leaves the nodes as they were."""


def reverse(node):
    return node


def mirror(tree):
    return tree


def drop(node):
    return node.next


def sort_values(node):
    pass


def has_cycle(node):
    return node is not None


def move(point, by):
    return point.x + by

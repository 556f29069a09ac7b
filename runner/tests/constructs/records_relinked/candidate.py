"""Works in place on nodes that somebody else made."""


def reverse(node):
    before = None
    while node is not None:
        node.next, before, node = before, node, node.next
    return before


def mirror(tree):
    if tree is not None:
        tree.left, tree.right = mirror(tree.right), mirror(tree.left)
    return tree


def drop(node):
    node.value, node.next = node.next.value, node.next.next


def sort_values(node):
    values, at = [], node
    while at is not None:
        values.append(at.value)
        at = at.next
    for value in sorted(values):
        node.value = value
        node = node.next


def has_cycle(node):
    seen = set()
    while node is not None:
        if node in seen:
            return True
        seen.add(node)
        node = node.next
    return False


def move(point, by):
    point.x += by

"""The rules of the statement, checked on the syntax tree of the submission."""

import ast

COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
KINDS = {
    "paid_totals": ast.ListComp,
    "order_lines": ast.ListComp,
    "seating_plan": ast.ListComp,
    "names_by_number": ast.DictComp,
    "article_codes": ast.SetComp,
    "good_matches": ast.ListComp,
    "numbered_lines": ast.ListComp,
    "any_overdue": ast.GeneratorExp,
    "total_weight": ast.GeneratorExp,
    "clean_lines": ast.GeneratorExp,
}


def lines(nodes):
    """The lines at which the nodes stand, for messages."""
    return sorted({node.lineno for node in nodes})


def called(node):
    """The name of what a call calls, without what stands before a dot."""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return getattr(node.func, "id", None)


def test_no_loop_statement_is_left(shape):
    """Leaves no loop statement where something is made.

    Area: shape
    Tells: Whether every loop was recognised as one of the four forms of comprehension.
    Advises: Look for the loops that are left, and ask what each of them makes.
    """
    loops = [node for node in shape.outside_remind() if isinstance(node, (ast.For, ast.AsyncFor, ast.While))]
    assert lines(loops) == [], "loop statements are left at these lines"


def test_nothing_is_collected_step_by_step(shape):
    """Collects and adds up nothing step by step.

    Area: shape
    Tells: Whether the result is said in one expression, or still put together by hand.
    Advises: Look for calls and assignments that change a collection or a sum.
    """
    changing = {"append", "extend", "insert", "add", "update", "setdefault", "appendleft", "__setitem__", "__iadd__"}
    nodes = shape.outside_remind()
    steps = [node for node in nodes if isinstance(node, ast.Call) and called(node) in changing]
    steps += [node for node in nodes if isinstance(node, ast.AugAssign)]
    steps += [node for node in nodes if isinstance(node, ast.Subscript) and not isinstance(node.ctx, ast.Load)]
    assert lines(steps) == [], "something is changed step by step at these lines"


def test_every_function_uses_the_form_that_fits(shape):
    """Uses the form of comprehension that fits, in every function.

    Area: shape
    Tells: Whether the candidate chooses between the four forms, and knows what each of them makes.
    Advises: Ask what the function gives back: a list, a set, a dict, or something that is gone through only once.
    """
    without = [
        f"{name} has no {kind.__name__}"
        for name, kind in KINDS.items()
        if not any(isinstance(node, kind) for node in ast.walk(shape.function(name)))
    ]
    assert without == []


def test_no_collection_is_made_only_to_be_thrown_away(shape):
    """Makes no list only to throw it away.

    Area: shape
    Tells: Whether square brackets inside another call are a habit; with large input they cost memory and time.
    Advises: Look at what stands inside the parentheses of sum(), any(), set(), dict() and list().
    """
    through = {"sum", "any", "all", "min", "max", "sorted", "list", "tuple", "set", "frozenset", "dict", "iter", "fsum"}
    makers = {"list", "set", "dict"}
    thrown = []
    for node in ast.walk(shape.tree):
        if isinstance(node, ast.Call) and node.args:
            name, argument = called(node), node.args[0]
            if name in through and isinstance(argument, (ast.ListComp, ast.SetComp)):
                thrown.append(node)
            if name in makers and isinstance(argument, COMPREHENSIONS):
                thrown.append(node)
        if isinstance(node, ast.YieldFrom) and isinstance(node.value, (ast.ListComp, ast.SetComp)):
            thrown.append(node)
        if isinstance(node, ast.comprehension) and isinstance(node.iter, ast.ListComp):
            thrown.append(node.iter)
    assert lines(thrown) == [], "a collection is made at these lines, gone through once and thrown away"


def test_map_and_filter_take_no_lambda(shape):
    """Gives map and filter no lambda.

    Area: shape
    Tells: Whether the loops became comprehensions, or only another thing that is hard to read.
    Advises: Read a map with a lambda aloud, and then the comprehension that says the same.
    """
    functional = {"map", "filter", "reduce", "starmap", "filterfalse", "takewhile", "dropwhile"}
    calls = [node for node in ast.walk(shape.tree) if isinstance(node, ast.Call) and called(node) in functional]
    with_lambda = [node for node in calls if any(isinstance(argument, ast.Lambda) for argument in node.args)]
    assert lines(with_lambda) == [], "a lambda is passed at these lines"


def test_no_comprehension_only_does_something(shape):
    """Keeps the loop where something is only done.

    Area: shape
    Tells: Whether the candidate knows when a comprehension is the wrong tool; this is what reviewers argue about.
    Advises: Ask of each comprehension who uses what it makes.
    """
    remind = shape.function("remind")
    statements = [node for node in ast.walk(shape.tree) if isinstance(node, ast.Expr)]
    unused = [node for node in statements if isinstance(node.value, COMPREHENSIONS)]
    unused += [node for node in ast.walk(remind) if isinstance(node, COMPREHENSIONS) and "send" in ast.dump(node)]
    assert lines(unused) == [], "a comprehension at these lines makes something that nobody uses"
    assert any(isinstance(node, ast.For) for node in ast.walk(remind)), "remind has lost its loop"


def test_comprehensions_can_be_read(shape):
    """Keeps every comprehension small enough to be read.

    Area: shape
    Tells: Whether the candidate stops in time; a comprehension that needs a second look is worse than the loop.
    Advises: Split a comprehension that has three loops in it, or give its parts a name.
    """
    found = [node for node in ast.walk(shape.tree) if isinstance(node, COMPREHENSIONS)]
    too_long = [node for node in found if len(node.generators) > 2]
    too_deep = [node for node in found if depth(node) > 2]
    assert lines(too_long) == [], "comprehensions at these lines have more than two for"
    assert lines(too_deep) == [], "comprehensions at these lines are nested more than once"


def depth(comprehension):
    """How many comprehensions stand in each other, the outermost included."""
    inner = [
        depth(node)
        for node in ast.walk(comprehension)
        if isinstance(node, COMPREHENSIONS) and node is not comprehension
    ]
    return 1 + max(inner, default=0)

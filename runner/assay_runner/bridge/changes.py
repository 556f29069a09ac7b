"""How one replicated value differs from what it was at the last crossing, and how the other side's difference is carried over."""

from __future__ import annotations

import itertools
import operator
from collections.abc import Callable, Iterable
from typing import Any

from .replicas import BASES, BY_TAG, NAMESPACES, SEQUENCES, Share, contents

_is_not = operator.is_not


def difference(share: Share, encode: Callable[[Any], Any]) -> list[Any] | None:
    """What a value holds now and did not at the last crossing, ready to send; None when nothing of it crosses."""
    form = BY_TAG.get(share.tag)
    if form is not None:
        told = form.difference(share.thing, share.before, encode)
        return None if told is None else ["=", *told]
    thing, before, tag = contents(share.thing), share.before, share.tag
    if tag == "B":
        return ["=", bytes(thing).decode("latin-1")]
    if tag in SEQUENCES:
        old, new = before, (thing if tag == "l" else list(thing))
        shorter = min(len(old), len(new))
        start = _first_different(old, new, shorter)
        end = _first_different(reversed(old), reversed(new), shorter - start)
        return ["~", start, len(old) - end, [encode(item) for item in new[start : len(new) - end]]]
    if tag == "S":
        now = {id(item) for item in thing}
        gone = [encode(item) for number, item in before.items() if number not in now]
        come = [encode(item) for item in thing if id(item) not in before]
        return ["+", gone, come]
    gone_keys = [key for key in before if key not in thing]
    kept = [key for key in before if key in thing]
    changed = [key for key in thing if key not in share.hidden and (key not in before or before[key] is not thing[key])]
    new_keys = [key for key in thing if key not in before]
    if [*kept, *new_keys] != list(thing):
        # The order itself changed (``move_to_end``, a key taken out and put in again): everything is sent.
        visible = [key for key in thing if key not in share.hidden]
        return ["=", [encode(part) for key in visible for part in (key, thing[key])]]
    if not gone_keys and not changed:
        return None
    return [
        "+",
        [encode(key) for key in gone_keys if key not in share.hidden],
        [encode(part) for key in changed for part in (key, thing[key])],
    ]


def _first_different(old: Iterable[Any], new: Iterable[Any], most: int) -> int:
    """The first place where the two do not hold the very same object, at most ``most``. Found by loops in C."""
    return next(itertools.compress(itertools.count(), map(_is_not, itertools.islice(old, most), new)), most)


def apply(share: Share, kind: str, parts: list[Any], decode: Callable[[Any], Any]) -> None:
    """Carries over one change from the other side."""
    tag = share.tag
    form = BY_TAG.get(tag)
    if form is not None:
        form.apply(share.thing, parts, decode)
        return
    # The builtin's own methods, past what a subclass overrides.
    base: Any = BASES[tag]
    thing = share.thing
    if base in NAMESPACES:
        base, thing = dict, vars(thing)
    if tag == "B":
        base.__setitem__(thing, slice(None), parts[0].encode("latin-1"))
    elif tag == "l":
        start, stop, items = parts
        base.__setitem__(thing, slice(start, stop), [decode(item) for item in items])
    elif tag == "D":
        start, stop, items = parts
        whole = list(base.__iter__(thing))
        whole[start:stop] = [decode(item) for item in items]
        base.clear(thing)
        base.extend(thing, whole)
    elif tag == "S":
        for item in parts[0]:
            base.discard(thing, decode(item))
        base.update(thing, [decode(item) for item in parts[1]])
    else:
        pairs = parts[-1]
        fresh = [(decode(pairs[i]), decode(pairs[i + 1])) for i in range(0, len(pairs), 2)]
        if kind == "=":
            kept = [(key, dict.__getitem__(thing, key)) for key in share.hidden if dict.__contains__(thing, key)]
            base.clear(thing)
            fresh = kept + fresh
        else:
            for key in parts[0]:
                base.pop(thing, decode(key), None)
        for key, value in fresh:
            if kind == "=" or key not in share.hidden:
                base.__setitem__(thing, key, value)

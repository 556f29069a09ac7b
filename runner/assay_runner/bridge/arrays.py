"""NumPy's arrays, scalars and dtypes across the bridge: dtype, shape and bytes, never pickled.

An array that both sides hold is a replica like a list: what one side writes into it the other sees after the next
crossing. A view crosses as its place in the array whose memory it shows, so that both sides agree on what shares memory.
Imported only where NumPy is (see ``libraries``).
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from . import dtypes, parts, replicas
from .dtypes import count, sizes
from .values import is_flat
from .wire import Malformed

if TYPE_CHECKING:
    from .decoding import Decoder
    from .encoding import Encoder

#: What a view may seem to hold, in bytes: one item can be shown as if it were a million.
MAX_VIEW = 64 << 20
#: A view of something that only the message holds crosses alone when it is this much smaller.
_MUCH_SMALLER = 4
_ndarray = np.ndarray


def owner_of(array: Any) -> Any:
    """The array whose memory this one shows, or None when it is its own (or belongs to something that is no array)."""
    base = array.base
    while type(base) is _ndarray and base.base is not None:
        base = base.base
    return base if type(base) is _ndarray else None


def _order(array: Any) -> list[int]:
    """The axes in the order in which they lie in memory."""
    return sorted(range(array.ndim), key=lambda axis: (-abs(array.strides[axis]), axis))


def _flat(array: Any) -> Any:
    """A one-dimensional view of an array's memory, or None when there are gaps in it."""
    if array.flags.c_contiguous:
        return array.reshape(-1)
    laid = array.T if array.flags.f_contiguous else array.transpose(_order(array))
    return laid.reshape(-1) if laid.flags.c_contiguous else None


def _bytes(array: Any) -> bytes:
    flat = _flat(array)
    return bytes((array if flat is None else flat).tobytes())


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _read(coded: Any, dtype: Any) -> Any:
    """The items that the other side told, in memory of their own."""
    if type(coded) is not str:
        raise Malformed("not the bytes of an array")
    try:
        data = base64.b64decode(coded, validate=True)
    except binascii.Error:
        raise Malformed("not the bytes of an array") from None
    if not dtype.itemsize or len(data) % dtype.itemsize:
        if data:
            raise Malformed("not as many bytes as the array needs")
        return np.empty(0, dtype)
    items = np.frombuffer(bytearray(data), dtype) if data else np.empty(0, dtype)
    dtypes.check_bits(items)
    return items


class ArrayForm(replicas.Form):
    """How arrays are kept in step."""

    tag = "n"

    def children(self, thing: Any) -> list[Any]:
        owner = owner_of(thing)
        if owner is not None:
            return [owner]
        return list(thing.reshape(-1)) if thing.dtype.hasobject else []

    def is_nested(self, thing: Any) -> bool:
        return owner_of(thing) is not None or bool(thing.dtype.hasobject)

    def remember(self, thing: Any) -> Any:
        flags = [thing.shape, thing.dtype, thing.flags.writeable]
        if owner_of(thing) is not None:
            return flags, None
        return flags, list(thing.reshape(-1)) if thing.dtype.hasobject else _bytes(thing)

    def held_by(self, before: Any) -> list[Any]:
        return before[1] if type(before[1]) is list else []

    def is_same(self, thing: Any, before: Any) -> bool:
        flags, content = before
        if bool(flags != [thing.shape, thing.dtype, thing.flags.writeable]):
            return False
        if content is None:
            return True
        if type(content) is list:
            return all(item is old for item, old in zip(thing.reshape(-1), content, strict=True))
        return bool(_bytes(thing) == content)

    def difference(self, thing: Any, before: Any, encode: Callable[[Any], Any]) -> list[Any] | None:
        flags, content = before
        told: list[Any] = [list(thing.shape), _dtype(thing.dtype), thing.flags.writeable]
        if count(list(flags[0])) * flags[1].itemsize != thing.nbytes:
            # Resized in place: memory that views of the other side show is never given back there.
            return None
        if content is None:
            return [*told, None]
        if type(content) is list:
            return [*told, [encode(item) for item in thing.reshape(-1)]]
        now = _bytes(thing)
        if now == content or not thing.size:
            return [*told, None]
        apart = np.flatnonzero(np.frombuffer(now, np.uint8) != np.frombuffer(content, np.uint8))
        size = thing.dtype.itemsize
        start, stop = int(apart[0]) // size, int(apart[-1]) // size + 1
        return [*told, [start, _text(now[start * size : stop * size])]]

    def apply(self, thing: Any, parts: list[Any], decode: Callable[[Any], Any]) -> None:
        shape, coded_dtype, writeable, content = parts
        dtype = np.dtype(object) if coded_dtype == "O" else dtypes.decode(coded_dtype)
        sizes(shape)
        if count(shape) * dtype.itemsize != thing.nbytes or dtype.hasobject != thing.dtype.hasobject:
            raise Malformed("an array changed its size")
        if thing.dtype != dtype:
            if not dtypes.takes_any_bits(dtype):
                raise Malformed("an array changed into what its bytes may not mean")
            thing.dtype = dtype
        if list(thing.shape) != shape:
            thing.shape = tuple(shape)
        if content is not None:
            if not thing.flags.writeable:
                thing.flags.writeable = True
            _write(thing, content, decode)
        if thing.flags.writeable and writeable is False:
            thing.flags.writeable = False
        elif writeable is True and not thing.flags.writeable and (thing.base is None or thing.base.flags.writeable):
            thing.flags.writeable = True

    # ---- whole arrays ------------------------------------------------------------------------------------------

    def contents(self, encoder: Encoder, thing: Any) -> Any:
        owner = owner_of(thing)
        if owner is not None:
            place = _place(thing, owner)
            if place is not None and (
                encoder.is_shared(owner) or owner.nbytes <= _MUCH_SMALLER * max(thing.nbytes, 64)
            ):
                return ["v", encoder.encode(owner), *place, thing.flags.writeable]
        return whole(encoder, thing)

    def build(self, decoder: Decoder, content: Any) -> Any:
        if content[0] == "v":
            return _build_view(decoder, content)
        return build_whole(decoder, content)


def _dtype(dtype: Any) -> Any:
    return "O" if dtype.kind == "O" else dtypes.encode(dtype)


def whole(encoder: Encoder, array: Any) -> Any:
    """An array by its own items, whatever memory it shows."""
    flags = [list(array.shape), _order(array), array.flags.writeable]
    if array.dtype.kind == "O":
        items = (
            list(array.reshape(-1)) if array.flags.c_contiguous else list(array.transpose(_order(array)).reshape(-1))
        )
        return ["o", *flags, items if is_flat(items) else [encoder.encode(item) for item in items]]
    if type(array.dtype).__name__ == "StringDType":
        return ["t", *flags, [encoder.encode(item) for item in array.transpose(_order(array)).reshape(-1).tolist()]]
    laid = array.transpose(_order(array))
    return ["b", *flags, dtypes.encode(array.dtype), _text(laid.tobytes())]


def build_whole(decoder: Decoder, content: Any) -> Any:
    """The array that ``whole`` told, in memory of its own."""
    kind, shape, order, writeable, *rest = content
    sizes(shape)
    if sorted(order) != list(range(len(shape))):
        raise Malformed("not an order of axes")
    items: Any
    if kind == "b":
        items = _read(rest[1], dtypes.decode(rest[0]))
        if items.dtype.itemsize == 0:
            items = np.empty(min(count(shape), 1 << 20), items.dtype)
    else:
        told = decoder.items(rest[0])
        if kind == "t":
            items = np.array([_string(item) for item in told], dtype=np.dtypes.StringDType())
        else:
            items = np.empty(len(told), object)
            for index, item in enumerate(told):
                items[index] = item
    if items.size != count(shape):
        raise Malformed("not as many items as the array needs")
    made = _laid(items, shape, order)
    if writeable is False:
        made.flags.writeable = False
    return made


def _string(item: Any) -> str:
    if type(item) is not str:
        raise Malformed("not a text")
    return item


def _laid(items: Any, shape: list[int], order: list[int]) -> Any:
    """An array that owns its memory, with its axes in this order."""
    if order == list(range(len(shape))):
        made = np.empty(shape, items.dtype)
    elif order == list(range(len(shape)))[::-1]:
        made = np.empty(shape, items.dtype, order="F")
    else:
        made = np.empty([shape[axis] for axis in order], items.dtype).transpose(np.argsort(order)).copy(order="K")
    laid = made.transpose(order)
    laid[...] = items.reshape(laid.shape)
    return made


def _write(thing: Any, content: Any, decode: Callable[[Any], Any]) -> None:
    flat = _flat(thing)
    if thing.dtype.hasobject:
        if len(content) != thing.size:
            raise Malformed("not as many items as the array has")
        into = thing.reshape(-1)
        for index, item in enumerate(content):
            into[index] = decode(item)
        if flat is None:
            thing[...] = into.reshape(thing.shape)
        return
    start, coded = content
    items = _read(coded, thing.dtype)
    if type(start) is not int or not 0 <= start <= start + items.size <= thing.size:
        raise Malformed("a change outside of the array")
    if flat is not None:
        flat[start : start + items.size] = items
    else:
        copied = np.ascontiguousarray(thing).reshape(-1)
        copied[start : start + items.size] = items
        thing[...] = copied.reshape(thing.shape)


# ---- views ---------------------------------------------------------------------------------------------------------


def _address(array: Any) -> int:
    return int(array.__array_interface__["data"][0])


def _may_show(dtype: Any, owner: Any, offset: int, strides: list[int]) -> bool:
    """Whether bytes of the owner's items are values of this dtype wherever the view looks."""
    if dtype.hasobject or owner.dtype.hasobject:
        return bool(dtype.kind == owner.dtype.kind == "O" and not any(step % 8 for step in (offset, *strides)))
    if dtypes.takes_any_bits(dtype):
        return True
    return bool(dtype == owner.dtype) and not any(step % max(dtype.itemsize, 1) for step in (offset, *strides))


def _place(view: Any, owner: Any) -> list[Any] | None:
    """Offset, shape, strides and dtype of a view in its owner's memory; None when it has to cross as a copy."""
    if not view.size or not owner.nbytes or _flat(owner) is None or count(list(view.shape)) * view.itemsize > MAX_VIEW:
        return None
    offset, strides = _address(view) - _address(owner), list(view.strides)
    if offset < 0 or not _may_show(view.dtype, owner, offset, strides):
        return None
    return [offset, list(view.shape), strides, _dtype(view.dtype)]


def _build_view(decoder: Decoder, content: Any) -> Any:
    _, coded_owner, offset, shape, strides, coded_dtype, writeable = content
    owner = decoder.decode(coded_owner)
    if type(owner) is not _ndarray or owner.base is not None:
        raise Malformed("a view of what is no array")
    dtype = np.dtype(object) if coded_dtype == "O" else dtypes.decode(coded_dtype)
    sizes(shape)
    if len(strides) != len(shape) or any(type(step) is not int or abs(step) >= 1 << 48 for step in strides):
        raise Malformed("not the strides of a view")
    if type(offset) is not int or offset < 0 or count(shape) * dtype.itemsize > MAX_VIEW:
        raise Malformed("a view is over the bridge's limit")
    if not _may_show(dtype, owner, offset, strides):
        raise Malformed("a view that its owner's bytes do not allow")
    # NumPy itself refuses what would reach outside of the owner's memory.
    made = _shown(owner, offset, shape, strides, dtype)
    if made.flags.writeable and writeable is False:
        made.flags.writeable = False
    return made


def _shown(owner: Any, offset: int, shape: list[int], strides: list[int], dtype: Any) -> Any:
    flat = _flat(owner)
    if flat is None:
        raise Malformed("a view of memory with gaps")
    if dtype.hasobject:
        return _shown_objects(owner, flat, offset, shape, strides)
    return _ndarray(tuple(shape), dtype, flat.view(np.uint8), offset, tuple(strides))


def _shown_objects(owner: Any, flat: Any, offset: int, shape: list[int], strides: list[int]) -> Any:
    """A view of objects: NumPy makes none from a buffer, so it is taken by strides from the item where it begins."""
    size = flat.itemsize
    lowest = offset + sum((length - 1) * step for length, step in zip(shape, strides, strict=True) if step < 0)
    highest = offset + sum((length - 1) * step for length, step in zip(shape, strides, strict=True) if step > 0)
    if not 0 <= lowest <= highest <= owner.nbytes - size:
        raise Malformed("a view outside of its array")
    return np.lib.stride_tricks.as_strided(flat[offset // size :], tuple(shape), tuple(strides))


# ---- what crosses by its parts -------------------------------------------------------------------------------------


def encode_scalar(_: Encoder, value: Any) -> Any:
    """A NumPy scalar, a structured one too."""
    return ["np.scalar", dtypes.encode(value.dtype), _text(value.tobytes())]


def decode_scalar(_: Decoder, coded: list[Any]) -> Any:
    dtype = dtypes.decode(coded[1])
    items = _read(coded[2], dtype)
    if dtype.itemsize == 0:
        return np.zeros(1, dtype)[0]
    if items.size != 1:
        raise Malformed("not one scalar")
    return items[0]


def encode_dtype(_: Encoder, value: Any) -> Any:
    """A dtype itself."""
    return ["np.dtype", "T" if type(value).__name__ == "StringDType" else _dtype(value)]


def decode_dtype(_: Decoder, coded: list[Any]) -> Any:
    if coded[1] == "T":
        return np.dtypes.StringDType()
    return np.dtype(object) if coded[1] == "O" else dtypes.decode(coded[1])


def encode_masked(encoder: Encoder, value: Any) -> Any:
    """A masked array as data, mask and fill value."""
    mask = None if value.mask is np.ma.nomask else whole(encoder, np.asarray(value.mask))
    fill = encoder.encode(value.dtype.type(value.fill_value)) if value.dtype.names is None else None
    return ["np.masked", whole(encoder, np.asarray(value.data)), mask, fill, bool(value.hardmask)]


def decode_masked(decoder: Decoder, coded: list[Any]) -> Any:
    data = build_whole(decoder, coded[1])
    mask = np.ma.nomask if coded[2] is None else build_whole(decoder, coded[2])
    made = np.ma.MaskedArray(data, mask=mask, hard_mask=bool(coded[4]))
    if coded[3] is not None:
        made.fill_value = decoder.decode(coded[3])
    return made


def encode_kind(encoder: Encoder, value: Any) -> Any:
    """One of NumPy's own subclasses of an array."""
    return ["np.kind", type(value).__name__, whole(encoder, np.asarray(value))]


def decode_kind(decoder: Decoder, coded: list[Any]) -> Any:
    kind = {"matrix": np.matrix, "recarray": np.recarray}[coded[1]]
    made = build_whole(decoder, coded[2])
    if kind is np.recarray and made.dtype.names is not None:
        made = made.view(np.dtype((np.record, made.dtype)))
    return made.view(kind)


def _scalar_kinds() -> list[type]:
    """NumPy's own concrete scalar classes."""
    found = {np.dtype(code).type for code in np.typecodes["All"] if code != "O"}
    return sorted(found, key=lambda kind: kind.__name__)


def _dtype_kinds() -> list[type]:
    """The classes of NumPy's dtypes."""
    found = {type(np.dtype(code)) for code in np.typecodes["All"]}
    return [*found, np.dtypes.StringDType] if hasattr(np.dtypes, "StringDType") else [*found]


def register() -> None:
    """Has NumPy's values cross from now on."""
    replicas.add_form(np.ndarray, ArrayForm())
    parts.ENCODERS |= {
        **dict.fromkeys(_scalar_kinds(), encode_scalar),
        **dict.fromkeys(_dtype_kinds(), encode_dtype),
        np.ma.MaskedArray: encode_masked,
        np.matrix: encode_kind,
        np.recarray: encode_kind,
    }
    parts.DECODERS |= {
        "np.scalar": decode_scalar,
        "np.dtype": decode_dtype,
        "np.masked": decode_masked,
        "np.kind": decode_kind,
    }

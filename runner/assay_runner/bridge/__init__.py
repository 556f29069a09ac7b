"""Calls and values between two Python processes, one of which may be hostile.

Rooms, from the wire up: ``wire`` moves frames, ``values`` turns plain values into JSON and back, ``replicas`` keeps
mutable values on both sides in step, ``functions`` and ``mirrors`` make local stand-ins for the other side's
functions, classes
and objects, ``aio`` lets coroutines of one side await the other's, ``peer`` ties them together.
"""

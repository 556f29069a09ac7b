"""Challenges in which the candidate writes the tests: each edge case is an implementation that those tests shall judge.

The implementation runs here, in the examiner; the candidate's tests run in the sandbox, where what they import is a
stand-in for it. So the bridge is used the other way round, and nothing of an implementation is in the sandbox.
"""

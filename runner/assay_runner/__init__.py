"""The Python side of Assay.

``bridge`` is what both sides share, ``agent`` is the sandbox's side and ``examiner`` the trusted one.
"""

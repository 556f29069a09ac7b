"""Measures the bridge on suites that others wrote: packages of PyPI, across the bridge and in one plain process.

``python -m fidelity`` (or ``make fidelity``) writes ``docs/fidelity.md``. Rooms: ``manifest`` says which packages and what
of them, ``sdists`` fetches their sources, ``comparison`` runs one both ways, ``table`` writes it down.
"""

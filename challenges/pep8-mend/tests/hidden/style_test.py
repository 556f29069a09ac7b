"""What the tools find, in families."""


def test_indentation(findings):
    """Is indented by four spaces, without tabs.

    Area: style
    Tells: Whether the editor was set up, or the eye trusted.
    Advises: Show the white space in your editor.
    """
    assert findings.of("E1", "W1", "E9") == []


def test_spaces(findings):
    """Has spaces where PEP 8 wants them, and nowhere else.

    Area: style
    Tells: Whether PEP 8's pet peeves are a habit by now.
    Advises: Read PEP 8's section on white space in expressions.
    """
    assert findings.of("E2", "W2") == []


def test_blank_lines(findings):
    """Has blank lines between its functions, and a line's end at its end.

    Area: style
    Tells: Whether the module can be read at a glance.
    Advises: Count the blank lines around each function.
    """
    assert findings.of("E3", "W3") == []


def test_statements(findings):
    """Has one statement and one import a line, and no name for a lambda.

    Area: style
    Tells: Whether control flow is to be seen.
    Advises: Look for colons and semicolons that something stands behind.
    """
    assert findings.of("E4", "E70", "E731") == []


def test_long_lines(findings):
    """Has no line that is too long.

    Area: style
    Tells: Whether a long text is broken with care.
    Advises: How does Python put together texts that stand beside each other?
    """
    assert findings.of("E5", "W5") == []


def test_comparisons(findings):
    """Compares with None, True and types as PEP 8 wants it.

    Area: style
    Tells: Whether the candidate knows the programming recommendations of PEP 8.
    Advises: Look at every == and at every not.
    """
    assert findings.of("E71", "E72") == []


def test_names_and_escapes(findings):
    """Has neither names that look like numbers nor escapes that are none.

    Area: style
    Tells: Whether the candidate knows what a backslash means in a text.
    Advises: Which of the names and texts could be read in two ways?
    """
    assert findings.of("E74", "W6") == []


def test_pyflakes(findings):
    """Imports and keeps what is used, by its name.

    Area: style
    Tells: Whether it can be seen where each name comes from.
    Advises: Run pyflakes.
    """
    assert findings.flakes == []


def test_no_check_is_switched_off(findings):
    """Switches no check off.

    Area: style
    Tells: Whether the finding was mended, or its messenger silenced.
    Advises: Look through your comments.
    """
    assert "noqa" not in findings.source.lower()

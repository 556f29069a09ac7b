def greet(name):
    name = name.strip()
    if not name:
        raise ValueError("a greeting needs a name")
    return f"Hello, {name}!"

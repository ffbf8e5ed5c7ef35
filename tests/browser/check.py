"""How tests say what they found: equal and true raise what the test fails with, comment tells something beside it."""


class Skip(Exception):
    """The test cannot run here."""


def equal(name, found, expected):
    if found != expected:
        raise AssertionError(f"{name}: found {found!r}, expected {expected!r}"[:4000])


def true(name, holds):
    if not holds:
        raise AssertionError(name)


def comment(text):
    print(f"# {text}", flush=True)

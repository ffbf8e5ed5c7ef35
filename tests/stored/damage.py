"""Takes a stored result apart: for each kind of member, a result without it, with a value of another type, and with a
member beside it that nobody knows, each with a digest that is right. What the schema refuses, `junshu report` must
refuse with a message; it may read what the schema accepts, such as null for what may be missing.

usage: damage.py JUNSHU RESULT SCHEMA
"""

import copy
import hashlib
import json
import subprocess
import sys
from jsonschema.validators import validator_for

OTHERS = [None, True, -1, "\u0000", {}]


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def seal(result):
    text = json.dumps({k: v for k, v in result.items() if k != "digest"}, ensure_ascii=False, indent=1)
    content = text[: -len("\n}")].encode("utf-8")
    digest = hashlib.sha256(content).hexdigest()
    return content + f',\n "digest": "{digest}"\n}}\n'.encode("ascii")


def members(value, kind=(), path=()):
    """One place of each kind, as (path, key): places that differ only in indexes of arrays are of one kind."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield kind + (key,), path, key
            yield from members(inner, kind + (key,), path + (key,))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from members(inner, kind + ("*",), path + (index,))


def changed(result, path, change):
    """A copy in which `change` was made to the object at the path; all else is shared."""
    if not path:
        copied = copy.copy(result)
        return change(copied) or copied
    copied = copy.copy(result)
    copied[path[0]] = changed(result[path[0]], path[1:], change)
    return copied


def variants(result):
    # Conditions nest: three levels of them show all kinds.
    places = {k: (p, key) for k, p, key in reversed(list(members(result))) if k.count("children") < 2}
    joined = set()
    for path, key in places.values():
        if key == "digest" and not path:
            continue
        if path not in joined:
            yield path, key, "joined", changed(result, path, lambda o: {**o, "unknown": 1})
            joined.add(path)
        yield path, key, "removed", changed(result, path, lambda o, k=key: {n: v for n, v in o.items() if n != k})
        for other in OTHERS:
            yield path, key, f"made {other!r}", changed(result, path, lambda o, k=key, x=other: {**o, k: x})


def report(program, result):
    command = [program, "report", "-", "-f", "tap", "--lang", "en"]
    return subprocess.run(command, input=seal(result), capture_output=True, check=False)


def main():
    program, result, schema = sys.argv[1], load(sys.argv[2]), load(sys.argv[3])
    validator = validator_for(schema)(schema)
    faults, refused, accepted = 0, 0, 0
    if report(program, result).stdout == b"":
        sys.exit("the result itself is refused")
    for path, key, what, variant in variants(result):
        run = report(program, variant)
        is_read = run.stdout != b""
        refused += not is_read
        accepted += is_read
        wrong = is_read and not validator.is_valid(variant)
        if wrong or run.returncode not in (0, 1, 2, 3) or (not is_read and b"error: " not in run.stderr):
            print(f"{'/'.join(map(str, path))}/{key} {what}: {'read' if is_read else run.stderr}")
            faults += 1
    print(f"{refused} refused, {accepted} read")
    sys.exit(1 if faults > 0 or refused == 0 or accepted * 10 > refused else 0)


main()

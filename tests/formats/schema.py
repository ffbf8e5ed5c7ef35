"""Holds documents against the published schemas in tests/schemas."""
import os
import sys

from jsonschema import validators

from results import load

SCHEMAS = os.path.join(os.path.dirname(__file__), "..", "schemas")


def translate(item):
    """Regular expressions with ECMA-262's letters and numbers, for which Python has other words."""
    if isinstance(item, dict):
        return {name: value.replace(r"\p{L}", r"[^\W\d_]").replace(r"\p{N}", r"\d")
                if name == "pattern" and isinstance(value, str) else translate(value) for name, value in item.items()}
    return [translate(part) for part in item] if isinstance(item, list) else item


def validate(document, name):
    """Ends the program where the document does not follow the schema."""
    schema = translate(load(os.path.join(SCHEMAS, name)))
    kind = validators.validator_for(schema)
    kind.check_schema(schema)
    errors = list(kind(schema).iter_errors(document))
    for error in errors[:20]:
        print(f"{error.json_path}: {error.message[:300]}", file=sys.stderr)
    if errors:
        sys.exit(f"{len(errors)} errors against {name}")

"""Holds documents against the published schemas in tests/schemas."""
import os
import re
import sys

from jsonschema import ValidationError, validators

from results import load

SCHEMAS = os.path.join(os.path.dirname(__file__), "..", "schemas")


def find_pattern(validator, pattern, instance, schema):
    """The keyword "pattern" for expressions with ECMA-262's letters and numbers, for which Python has other words."""
    python = pattern.replace(r"\p{L}", r"[^\W\d_]").replace(r"\p{N}", r"\d")
    if validator.is_type(instance, "string") and not re.search(python, instance):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


def validate(document, name):
    """Ends the program where the document does not follow the schema."""
    schema = load(os.path.join(SCHEMAS, name))
    kind = validators.extend(validators.validator_for(schema), {"pattern": find_pattern})
    kind.check_schema(schema)
    errors = list(kind(schema).iter_errors(document))
    for error in errors[:20]:
        print(f"{error.json_path}: {error.message[:300]}", file=sys.stderr)
    if errors:
        sys.exit(f"{len(errors)} errors against {name}")

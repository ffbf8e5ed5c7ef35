#!/bin/sh
# Holds what junshu reads and writes against the schemas that it publishes.
#
# usage: schema.sh
#
# BUILD names the build directory. TAP 14 on standard output; exit status 0 unless a test fails.

# The tests are called through run, which shellcheck does not follow.
# shellcheck disable=SC2317

set -u
cd "$(dirname -- "$0")/.." || exit 1
BUILD=${BUILD:-build}
. tests/environment.sh
. tests/tap.sh
. tests/scratch.sh
xsd=$scratch/facts.xsd

writes_xsd() {
  junshu schema --xsd >"$xsd" && xmllint --nonet --noout "$xsd"
}

facts_are_valid() {
  documents=$(grep -l 'urn:junshu:facts:1' "samples/$1"/*.xml) || return 1
  # shellcheck disable=SC2086 # file names that the generator chose
  xmllint --nonet --noout --stream --schema "$xsd" $documents
}

# check_json SCHEMA [DOCUMENT]: the schema is one, and the document follows it.
check_json() {
  python3 - "$@" <<'PYTHON'
import json, sys
from jsonschema.validators import validator_for

def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)

schema = load(sys.argv[1])
validator = validator_for(schema)
validator.check_schema(schema)
broken = False
for path in sys.argv[2:]:
    for error in validator(schema).iter_errors(load(path)):
        print(f"{path}: {error.json_path}: {error.message[:200]}")
        broken = True
sys.exit(broken)
PYTHON
}

# A schema that accepts everything proves nothing: the result without any one of its members is not valid.
refuses_less() {
  python3 - "$1" "$2" <<'PYTHON'
import json, sys
from jsonschema.validators import validator_for

schema, result = (json.load(open(path, encoding="utf-8")) for path in sys.argv[1:])
validator = validator_for(schema)(schema)
kept = [name for name in result if validator.is_valid({k: v for k, v in result.items() if k != name})]
if not result or kept or validator.is_valid({**result, "no such member": 1}):
    sys.exit(f"still valid without: {kept}")
PYTHON
}

audits_to_json() {
  junshu audit "samples/$1" --period 2025-04-01/2026-03-31 --as-of 2026-04-30 -f json -o "$scratch/$1.json"
  status=$?
  case $status in
  0 | 2 | 3) check_json schema/result.schema.json "$scratch/$1.json" ;;
  *) echo "exit status $status" && return 1 ;;
  esac
}

run 'schema --xsd writes a schema' writes_xsd
run 'result.schema.json is a JSON schema' check_json schema/result.schema.json
for set in hofu-2025 hofu-2025-compliant hofu-2025-partial; do
  run "the records of $set are valid" facts_are_valid "$set"
  run "the result of $set is valid" audits_to_json "$set"
done
run 'a result without one of its members is not' refuses_less schema/result.schema.json "$scratch/hofu-2025.json"
finish

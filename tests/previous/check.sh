#!/bin/sh
# Audits with --previous: what is said to be new, to remain, to be resolved or not to have been judged, and how little
# else says that something is resolved.
#
# usage: check.sh
#
# BUILD names the build directory. TAP 14 on standard output; exit status 0 unless a test fails.

# The tests are called through run, which shellcheck does not follow.
# shellcheck disable=SC2317

set -u
cd "$(dirname -- "$0")/../.." || exit 1
BUILD=${BUILD:-build}
. tests/environment.sh
. tests/tap.sh
. tests/scratch.sh
small=tests/golden/formats

# audits NAME ARGUMENT...: $scratch/NAME.json and so on.
audits() {
  name=$1
  shift
  junshu audit --period 2025-04-01/2026-03-31 --as-of 2026-04-30 "$@" -f text,html,json -o "$scratch/$name"
  [ -s "$scratch/$name/report.json" ]
}

# says NAME EXPRESSION: what Python makes of the result `r`, its comparison `c` and `gone`, the reasons by identity.
says() {
  python3 - "$scratch/$1/report.json" "$2" <<'PY'
import json, sys
r = json.load(open(sys.argv[1], encoding="utf-8"))
c = r["comparison"]
gone = {g["identity"]: g["why"] for g in c["gone"]}
remaining = {f["identity"]: f["result"] for f in c["remaining"]}
identities = {f["identity"] for rule in r["rules"] for f in rule["findings"]}
assert remaining.keys() <= identities and not gone.keys() & identities
results = {rule["id"]: rule["result"] for rule in r["rules"]}
held = eval(f"({sys.argv[2]})")
if not held:
    print(gone, remaining, identities, results, sep="\n")
sys.exit(not held)
PY
}

# since NAME CHANGE [PACK]: the small audit of changed records, against the first.
since() {
  sed "$2" "$small/facts.xml" >"$scratch/$1.xml" && ! cmp -s "$scratch/$1.xml" "$small/facts.xml" &&
    audits "$1" --pack "${3:-$small/pack}" "$scratch/$1.xml" --previous "$scratch/first/report.json"
}

nothing_changes_without() {
  audits first --pack "$small/pack" "$small/facts.xml" && ! grep -q 'comparison\|前回' "$scratch/first"/*
}

remains_where_nothing_changed() {
  audits again --pack "$small/pack" "$small/facts.xml" --previous "$scratch/first/report.json" &&
    says again 'remaining.keys() == identities and not gone' &&
    grep -q '［継続］' "$scratch/again/report.txt" && grep -q '［継続］' "$scratch/again/report.html" &&
    ! grep -q '［新規］' "$scratch/again/report.txt" && grep -q '前回と同じ' "$scratch/again/report.html"
}

# The permission came too late for E2 by a second.
is_resolved_when_judged_and_passed() {
  since decided 's/2025-06-02T09:00:01/2025-06-02T08:59:59/; s/"E3" room/"E3" person="P1" room/' &&
    says decided 'gone["2-1.permitted/=E2"] == "resolved" and gone["2-1.permitted/E3"] == "resolved"' &&
    grep -q '解消: 2' "$scratch/decided/report.txt"
}

is_not_resolved_while_the_rule_is_open() {
  since open 's/2025-06-02T09:00:01/2025-06-02T08:59:59/' &&
    says open 'gone == {"2-1.permitted/=E2": "rule-undecided"} and results["2-1.permitted"] == "unknown"' &&
    grep -q '解消: 0' "$scratch/open/report.txt"
}

# The entry is gone, or its day lies outside the period, while the rule is decided.
is_not_resolved_by_leaving_the_records() {
  since left '/id="=E2"/d; s/"E3" room/"E3" person="P1" room/' &&
    says left 'gone["2-1.permitted/=E2"] == "not-judged" and gone["2-1.permitted/E3"] == "resolved"' &&
    since moved '/id="=E2"/s/2025-06-02/2024-06-02/g; s/"E3" room/"E3" person="P1" room/' &&
    says moved 'gone["2-1.permitted/=E2"] == "not-judged"'
}

# The municipality as a subject.
is_resolved_for_the_municipality() {
  since met 's|<meetings covers="2025-04-01/2026-03-31"/>|<meetings covers="2025-04-01/2026-03-31"><meeting id="ME1" title="会議" held_at="2025-06-02T09:00:00" form="in-person"/></meetings>|' &&
    says met 'gone == {"3.yearly/municipality": "resolved"} and results["3.yearly"] == "pass"'
}

# An entry of nobody becomes one without permission.
remains_with_another_result() {
  since worse 's/"E3" room/"E3" person="P2" room/' &&
    says worse 'remaining["2-1.permitted/E3"] == "unknown" and not gone' &&
    grep -q '［継続、前回は判定不能］' "$scratch/worse/report.txt" &&
    grep -q '［継続、前回は判定不能］' "$scratch/worse/report.html"
}

# edits_pack NAME CHANGE: a copy of the small pack with other rules.
edits_pack() {
  cp -r "$small/pack" "$scratch/$1.pack" && sed -i "$2" "$scratch/$1.pack/rules.xml"
}

tells_new_rules_from_gone_ones() {
  edits_pack renamed 's/id="2-1.permitted"/id="2-1.prior"/' &&
    audits renamed --pack "$scratch/renamed.pack" "$small/facts.xml" --previous "$scratch/first/report.json" &&
    says renamed 'set(gone.values()) == {"rule-gone"} and all(i.startswith("2-1.permitted/") for i in gone) and
      "2-1.prior" not in {x["id"] for x in c["rules"]} and "2-1.permitted" not in results' &&
    grep -q '2-1.prior: なし（新しい規則）' "$scratch/renamed/report.txt" &&
    grep -q '2-1.permitted: .*なし（なくなった規則）' "$scratch/renamed/report.txt" &&
    grep -q '規則集が前回から変わっている' "$scratch/renamed/report.html"
}

is_not_resolved_by_a_stale_rule() {
  edits_pack stale 's/digest="d47287f3208d5105"/digest="0000000000000000"/' &&
    since stale 's/2025-06-02T09:00:01/2025-06-02T08:59:59/; s/"E3" room/"E3" person="P1" room/' "$scratch/stale.pack" &&
    says stale 'gone["2-1.permitted/=E2"] == gone["2-1.permitted/E3"] == "rule-undecided"'
}

reports_the_same() {
  for name in again decided left renamed years; do
    for format in text html json; do
      extension=$format
      [ "$format" != text ] || extension=txt
      junshu report "$scratch/$name/report.json" -f "$format" | cmp - "$scratch/$name/report.$extension" || return 1
    done
  done
}

compares_sample_years() {
  audits partial samples/hofu-2025-partial && audits years samples/hofu-2025 --previous "$scratch/partial/report.json" &&
    says years '{"resolved", "not-judged"} <= set(gone.values()) and
      all(results[g["rule"]] not in ("unknown", "error") for g in c["gone"] if g["why"] == "resolved")' &&
    audits threads samples/hofu-2025 --previous "$scratch/partial/report.json" --threads 1 &&
    diff -r "$scratch/years" "$scratch/threads"
}

# refuses WORD ARGUMENT...
refuses() {
  word=$1
  shift
  junshu audit --as-of 2026-04-30 --lang en "$@" >"$scratch/out" 2>"$scratch/err"
  if [ "$?" -ne 1 ] || [ -s "$scratch/out" ] || ! grep -q -- "$word" "$scratch/err"; then
    cat "$scratch/err"
    return 1
  fi
}

refuses_what_cannot_be_compared() {
  first=$scratch/first/report.json
  sed 's/: "fail"/: "pass"/' "$first" >"$scratch/edited.json"
  refuses 'damaged or was edited' --pack "$small/pack" "$small/facts.xml" --previous "$scratch/edited.json" &&
    refuses 'no such file' --pack "$small/pack" "$small/facts.xml" --previous "$scratch/none.json" &&
    refuses 'this is not JSON' --pack "$small/pack" "$small/facts.xml" --previous "$small/facts.xml" &&
    refuses 'municipality "999999"' samples/hofu-2025-partial --previous "$first" &&
    refuses 'is later' --pack "$small/pack" "$small/facts.xml" --previous "$first" --period 2024-04-01/2025-03-31 &&
    refuses 'is later' --pack "$small/pack" "$small/facts.xml" --previous "$first" --as-of 2026-04-29 &&
    edits_pack other '' && sed -i 's/id="sample"/id="other"/' "$scratch/other.pack/pack.xml" &&
    refuses 'by the pack "sample"' --pack "$scratch/other.pack" "$small/facts.xml" --previous "$first"
}

# reseals NAME FROM TO: an edited result with a digest that is right.
reseals() {
  head -c -82 "$scratch/$1/report.json" | sed "s/\"why\": \"$2\"/\"why\": \"$3\"/" >"$scratch/resealed.json"
  printf ',\n "digest": "%s"\n}\n' "$(sha256sum "$scratch/resealed.json" | cut -c 1-64)" >>"$scratch/resealed.json"
}

# believes: whether a report is made of what was resealed.
believes() {
  junshu report "$scratch/resealed.json" --lang en -f tap >"$scratch/out" 2>"$scratch/err"
  [ -s "$scratch/out" ] || ! grep -q 'contradicts the rest' "$scratch/err"
}

refuses_what_the_rules_contradict() {
  reseals open none none && believes &&
    reseals open rule-undecided resolved && ! believes &&
    reseals open rule-undecided not-judged && ! believes &&
    reseals decided resolved rule-undecided && ! believes &&
    reseals renamed rule-gone resolved && ! believes
}

follows_its_schema() {
  python3 -m jsonschema -i "$scratch/left/report.json" schema/result.schema.json &&
    python3 tests/stored/damage.py "$BUILD/junshu" "$scratch/left/report.json" schema/result.schema.json
}

run 'without an earlier result nothing is said of one' nothing_changes_without
run 'what has not changed remains' remains_where_nothing_changed
run 'what is judged again and passed is resolved' is_resolved_when_judged_and_passed
run 'what an undecided rule no longer finds is not resolved' is_not_resolved_while_the_rule_is_open
run 'what is not among the records any more is not resolved' is_not_resolved_by_leaving_the_records
run 'a finding about the municipality is resolved' is_resolved_for_the_municipality
run 'what has another result remains' remains_with_another_result
run 'new rules and rules that are gone are told' tells_new_rules_from_gone_ones
run 'a stale rule resolves nothing' is_not_resolved_by_a_stale_rule
run 'the incomplete sample is compared with the whole one, on any number of threads' compares_sample_years
run 'stored results give the same reports' reports_the_same
run 'what cannot be compared is refused' refuses_what_cannot_be_compared
run 'what the rules contradict is refused' refuses_what_the_rules_contradict
run 'the comparison follows its schema, and damaged ones are refused' follows_its_schema
finish

#!/bin/sh
# The profile of an audit: a table on standard error and a file of JSON, beside a report that does not change.
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
case=tests/golden/formats

# audits OPTION...: a small case, as JSON. It has a rule that cannot run, so that the exit status is 1.
audits() {
  junshu audit --pack "$case/pack" "$case/facts.xml" --period 2025-04-01/2026-03-31 --as-of 2026-04-30 -f json "$@"
  [ $? -eq 1 ]
}

audits -o "$scratch/plain.json" >"$scratch/said" 2>&1
report $? 'an audit without a profile'
audits -o "$scratch/profiled.json" --profile "$scratch/profile.json" 2>"$scratch/table" >/dev/null
report $? 'an audit with one'
run 'the report is the same' cmp "$scratch/plain.json" "$scratch/profiled.json"
run 'without the option nothing is said' test ! -s "$scratch/said"

# holds CONDITION: of the profile's rows and the report's rules.
holds() {
  python3 - "$scratch/profile.json" "$scratch/profiled.json" "$1" <<'END'
import json
import sys

profile, report = (json.load(open(path, encoding="utf-8")) for path in sys.argv[1:3])
rows, rules = profile["rows"], report["rules"]
of_rules = [row for row in rows if row["stage"] == "rule"]
sys.exit(not eval(sys.argv[3]))
END
}

run 'every stage has a row' \
  holds '{row["stage"] for row in rows} == {"pack", "read", "link", "rule", "pictures", "report"}'
run 'every rule has a row, with the subjects of the report' \
  holds '{(row["rule"], row["items"]) for row in of_rules} == {(rule["id"], rule["population"]) for rule in rules}'
run 'related records are counted' holds 'any(row["candidates"] > 0 for row in of_rules)'
run 'the table has the same rows' holds "len(rows) + 1 == $(wc -l <"$scratch/table")"

# is_written REPORT FORMAT: whether the profile has one row of that format, with its bytes and the time it took.
is_written() {
  python3 - "$scratch/profile.json" "$1" "$2" <<'END'
import json
import os
import sys

path, format = sys.argv[2:]
with open(sys.argv[1], encoding="utf-8") as file:
    written = [row for row in json.load(file)["rows"] if row.get("format") == format]
sys.exit([(row["stage"], row["items"]) for row in written] != [("report", os.path.getsize(path))]
         or written[0]["microseconds"] == 0)
END
}

run 'a report has a row, with its bytes' is_written "$scratch/profiled.json" json
audits -o - --profile "$scratch/profile.json" >"$scratch/streamed.json" 2>/dev/null
run 'so has one on standard output' is_written "$scratch/streamed.json" json
audits -f json,html,xlsx -o "$scratch/reports" --profile "$scratch/profile.json" >/dev/null 2>&1
for extension in json html xlsx; do
  run "so has each of several: $extension" is_written "$scratch/reports/report.$extension" "$extension"
done

# A WeasyPrint that does nothing for much longer than it takes to write the page.
mkdir "$scratch/bin"
cat >"$scratch/bin/weasyprint" <<'END'
#!/bin/sh
for i in $(seq 200000); do :; done
echo %PDF-
END
chmod +x "$scratch/bin/weasyprint"

counts_programs() {
  (PATH=$scratch/bin:$PATH && audits -f html,pdf -o "$scratch/reports" --profile "$scratch/profile.json") 2>/dev/null
  python3 - "$scratch/profile.json" <<'END'
import json
import sys

with open(sys.argv[1], encoding="utf-8") as file:
    spent = {row["format"]: row["microseconds"] for row in json.load(file)["rows"]}
sys.exit(spent["pdf"] < 10 * spent["html"])
END
}

run 'the time of a program that makes a report is part of it' counts_programs

audits -o "$scratch/other.json" --profile "$scratch/none/profile.json" >/dev/null 2>&1
report "$([ -s "$scratch/other.json" ]; echo $?)" 'a profile that cannot be written leaves the report'
junshu audit --data-dir . samples/hofu-2025-compliant --profile "$scratch/none/profile.json" >/dev/null 2>&1
report "$([ $? -eq 1 ]; echo $?)" 'and exits with 1'

finish

#!/bin/sh
# Takes the pictures of the report that the documentation shows: its beginning as it is printed, without the table of
# contents (report.png), and smaller, a finding, a form to fill in and a timeline.
#
# usage: picture.sh REPORT.html DIRECTORY
#
# CHROMIUM names the browser (Debian: chromium), which runs as root only without its sandbox; the report lets no script
# run but its own and names nothing outside itself.

set -u

report=$1
directory=$2
browser=${CHROMIUM:-chromium}

command -v "$browser" >/dev/null || {
  echo 'junshu: a picture needs chromium (apt-get install chromium)' >&2
  exit 1
}
[ -r "$report" ] || {
  echo "junshu: there is no $report: run make audit" >&2
  exit 1
}

scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT

# take NAME HEIGHT SCALE: takes the picture of the page on standard input.
take() {
  cat >"$scratch/page.html"
  "$browser" --headless --no-sandbox --disable-gpu --hide-scrollbars --user-data-dir="$scratch/profile" \
    --window-size="900,$2" --force-device-scale-factor="$3" --screenshot="$scratch/$1" \
    "file://$scratch/page.html" >"$scratch/log" 2>&1
  if [ ! -s "$scratch/$1" ]; then
    cat "$scratch/log" >&2
    echo "junshu: the browser took no picture $1" >&2
    exit 1
  fi
  cp "$scratch/$1" "$directory/$1" || exit 1
}

# cut FROM UNTIL: the page with nothing but the lines from the one that has FROM to the one before UNTIL, and what its
# pictures are filled with.
cut() {
  awk -v from="$1" -v until="$2" '
    /^<body/ { body = 1 }
    /<defs>/ { pattern = 1 }
    index($0, from) { shown = found = 1 }
    index($0, until) { shown = 0 }
    !body || shown || pattern
    /<\/defs>/ { pattern = 0 }
    END { if (!found) print "junshu: the report has no " from >"/dev/stderr" }' "$report"
}

sed -e 's|<nav |<nav hidden |' -e '/^<script>/,$d' "$report" | take report.png 1362 0.75
cut 'id="fail-6-4.heard"' 'id="fail-8-1' | take report-finding.png 800 0.8
cut 'id="review-6-4.heard"' 'id="review-8-1' | take report-review.png 710 0.8
cut '<h3>委託契約ごとの' '<h3>日及び' | take report-timeline.png 690 0.8

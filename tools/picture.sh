#!/bin/sh
# Takes the picture of the report's first page that README.md shows, without the table of contents.
#
# usage: picture.sh REPORT.html PICTURE.png
#
# CHROMIUM names the browser (Debian: chromium), which runs as root only without its sandbox; the report lets no script
# run but its own and names nothing outside itself.

set -u

report=$1
picture=$2
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
sed 's|<nav |<nav hidden |' "$report" >"$scratch/report.html" || exit 1

"$browser" --headless --no-sandbox --disable-gpu --hide-scrollbars --user-data-dir="$scratch/profile" \
  --window-size=900,1138 --screenshot="$scratch/report.png" "file://$scratch/report.html" >"$scratch/log" 2>&1
if [ ! -s "$scratch/report.png" ]; then
  cat "$scratch/log" >&2
  echo 'junshu: the browser took no picture' >&2
  exit 1
fi
cp "$scratch/report.png" "$picture"

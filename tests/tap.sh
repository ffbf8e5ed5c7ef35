# Writes TAP from a shell test: report or run for each test, finish at the end. To be sourced.
# shellcheck shell=sh

echo 'TAP version 14'
count=0
failed=0

# report STATUS NAME [OUTPUT]: one test; the output of a failed one follows as comments.
report() {
  count=$((count + 1))
  if [ "$1" -eq 0 ]; then
    printf 'ok %d - %s\n' "$count" "$2"
    return
  fi
  failed=1
  printf 'not ok %d - %s\n' "$count" "$2"
  [ -z "${3:-}" ] || printf '%s\n' "$3" | tail -n 100 | sed 's/^/# /'
}

# run NAME COMMAND...: a test that passes when the command exits 0.
run() {
  name=$1
  shift
  output=$("$@" 2>&1)
  report "$?" "$name" "$output"
}

finish() {
  printf '1..%d\n' "$count"
  exit "$failed"
}

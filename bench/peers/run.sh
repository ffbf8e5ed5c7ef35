#!/bin/sh
# Runs one job, the ids of the entries without prior permission (rule 9-1.permitted), with junshu and with what else one
# would do it with: bench/peers/README.md. Each run is one process from its start to the ids, which must be those that
# the generator lists. Prints tables of what the runs took and writes peers.json into the build directory.
#
# BUILD          the build directory, with junshu, bench/audit and bench/spend
# PEERS          which peers, by default all; the parse that ratios are to is always run
# PEERS_SIZES    numbers of entries, by default 100000 1000000 10000000; empty: only the cases are run, to see that all agree
# PEERS_MOST     the most entries that the slow peers are given, by default 1000000
# PEERS_RUNS     runs of each peer, by default 7, interleaved
# PEERS_SECONDS  after so many seconds a peer is not run again, by default 15
# PEERS_LIMIT    after so many seconds a run is ended, by default 300
# DUCKDB, SQLITE, SWIPL, XSLTPROC, OPA, REGORUS   programs, by default those of these names (REGORUS: regorus-peer)
# SQLITE_CSV     SQLite's csv extension (csv.so); SAXON: the class path of Saxon-HE. By default none

set -eu
here=$(cd "$(dirname -- "$0")" && pwd)
cd "$here/../.."
mkdir -p "${BUILD:-build}/peers"
build=$(cd "${BUILD:-build}" && pwd)
peers=${PEERS:-'digest-2 junshu-rule-1 junshu-rule-2 junshu-pack-1 junshu-pack-2 junshu-loaded duckdb-csv duckdb-parquet sqlite-csv sqlite-import
  sqlite-loaded swipl saxon xsltproc regorus opa'}
sizes=${PEERS_SIZES-'100000 1000000 10000000'}
most=${PEERS_MOST:-1000000}
runs=${PEERS_RUNS:-7}
seconds=${PEERS_SECONDS:-15}
limit=${PEERS_LIMIT:-300}
: "${DUCKDB:=duckdb}" "${SQLITE:=sqlite3}" "${SQLITE_CSV:=}" "${SWIPL:=swipl}" "${SAXON:=}" "${XSLTPROC:=xsltproc}"
: "${OPA:=opa}" "${REGORUS:=regorus-peer}"
unset JUNSHU_CACHE_DIR
failed=0

say() {
  printf 'peers: %s\n' "$*" >&2
}

# The version of a peer; false if it is not there.
version_of() {
  case $1 in
    parse | junshu-*) "$build/junshu" --version ;;
    digest-2) openssl version ;;
    duckdb-*) "$DUCKDB" --version ;;
    sqlite-csv) [ -n "$SQLITE_CSV" ] && "$SQLITE" --version ;;
    sqlite-*) "$SQLITE" --version ;;
    swipl) "$SWIPL" --version ;;
    saxon) [ -n "$SAXON" ] && java -cp "$SAXON" net.sf.saxon.Transform -? 2>&1 ;;
    xsltproc) "$XSLTPROC" --version ;;
    regorus) "$REGORUS" --version ;;
    opa) "$OPA" version ;;
  esac 2>/dev/null | head -n 1 | grep .
}

is_slow() {
  case $1 in
    swipl | saxon | xsltproc | regorus | opa) return 0 ;;
  esac
  return 1
}

# ---- Data ----

# The pack with rule 9-1.permitted alone.
make_pack() {
  rm -rf "$build/peers/pack"
  cp -r rules/hofu-juki "$build/peers/pack"
  awk '{ print } /<\/rule>/ { print "</rules>"; exit }' rules/hofu-juki/rules/09.xml >"$build/peers/pack/rules/09.xml"
  sed -e '/<tests /d' -e '/<patterns /d' -e '/<ledger /d' -e '/<pictures /d' \
    -e '/<rules /{/common\.xml/!{/09\.xml/!d;};}' rules/hofu-juki/pack.xml >"$build/peers/pack/pack.xml"
}

make_log() {
  [ ! -e "$data/complete" ] || return 0
  say "making $data"
  rm -rf "$data"
  lua5.4 samples/generate.lua bench "$1" "$data" 12 2500
  touch "$data/complete"
}

# What the commands of SQLite that name the documents are: it knows no patterns.
write_sqlite() {
  union=
  {
    cat "$here/sqlite.sql"
    printf '.load %s\n' "${SQLITE_CSV%.so}"
    for csv in 31-*.csv; do
      table=${csv%.csv}
      table=entry_${table##*-}
      printf "CREATE VIRTUAL TABLE temp.%s USING csv(filename='%s', header=yes, schema='CREATE TABLE x(%s)');\n" "$table" \
        "$csv" 'id TEXT, person TEXT, room TEXT, entered TEXT, "left" TEXT, shared_card TEXT'
      union="$union${union:+ UNION ALL }SELECT id, person, room, entered FROM $table"
    done
    printf 'CREATE TEMP VIEW entry AS %s;\n' "$union"
    cat "$here/sqlite-judge.sql"
  } >sqlite-csv.sql
  {
    cat "$here/sqlite.sql"
    echo 'CREATE TABLE entry(id TEXT, person TEXT, room TEXT, entered TEXT, "left" TEXT, shared_card TEXT);'
    printf '.import --csv --skip 1 %s entry\n' 31-*.csv
  } >sqlite-tables.sql
  cat sqlite-tables.sql "$here/sqlite-judge.sql" >sqlite-import.sql
  {
    cat sqlite-tables.sql
    echo 'ALTER TABLE entry RENAME TO imported;'
    echo 'CREATE TABLE entry(id, person, room, entered, "left", shared_card, PRIMARY KEY (person, room, entered, id)) WITHOUT ROWID;'
    echo 'INSERT INTO entry SELECT * FROM imported ORDER BY person, room, entered, id;'
    echo 'DROP TABLE imported;'
    echo 'VACUUM;'
  } >sqlite-load.sql
}

# Notes in the file $log, under $name, what a command took.
spend() {
  "$build/bench/spend" "$log" "$name" timeout "$limit" "$@" >out 2>err
}

# audit PACK THREADS OPTION...
audit() {
  pack=$1
  threads=$2
  shift 2
  code=0
  spend "$build/junshu" audit --pack "$pack" --threads "$threads" --period 2025-04-01/2026-03-31 --as-of 2026-04-30 -f csv \
    "$@" "$data" || code=$?
  [ "$code" -eq 2 ]
}

# convert NAME COMMAND...: makes once, in the directory $work, what a peer starts from.
convert() {
  name=$1
  log=conversions
  shift
  [ ! -e "$name.made" ] || return 0
  say "converting to $name"
  "$@" && touch "$name.made"
}

prepare() {
  case $1 in
    duckdb-* | sqlite-*) convert csv spend awk -f "$here/convert.awk" -v to=csv -v out=. "$data"/[0-9]*.xml ;;
    swipl) convert facts spend awk -f "$here/convert.awk" -v to=facts -v out=. "$data"/[0-9]*.xml ;;
    regorus | opa) convert json spend awk -f "$here/convert.awk" -v to=json -v out=. "$data"/[0-9]*.xml ;;
  esac
  case $1 in
    junshu-loaded) convert tables audit "$build/peers/pack" 2 --cache-dir "$work/cache" ;;
    duckdb-parquet) convert parquet spend "$DUCKDB" -f "$here/duckdb-csv.sql" -f "$here/duckdb-convert.sql" ;;
    sqlite-loaded) write_sqlite && convert sqlite spend "$SQLITE" -batch loaded.db '.read sqlite-load.sql' ;;
    sqlite-*) write_sqlite ;;
    swipl) convert fast spend "$SWIPL" -g convert -t halt "$here/audit.pl" ;;
    opa) mkdir -p bundle && cp "$here/audit.rego" data.json bundle ;;
  esac
}

# ---- Runs ----

run_peer() {
  case $peer in
    parse) spend "$build/bench/audit" parse "$data"/[0-9]*.xml ;;
    digest-2) printf '%s\n' "$data"/[0-9]*.xml | spend xargs -P 2 -n 1 openssl dgst -sha256 ;;
    junshu-rule-*) audit "$build/peers/pack" "${peer##*-}" ;;
    junshu-pack-*) audit "$here/../../rules/hofu-juki" "${peer##*-}" ;;
    junshu-loaded) audit "$build/peers/pack" 2 --cache-dir "$work/cache" ;;
    duckdb-*) spend "$DUCKDB" -f "$here/$peer.sql" -f "$here/duckdb.sql" ;;
    sqlite-loaded) spend "$SQLITE" -batch -readonly loaded.db ".read '$here/sqlite-judge.sql'" ;;
    sqlite-*) spend "$SQLITE" -batch :memory: ".read $peer.sql" ;;
    swipl) spend "$SWIPL" -g main -t halt "$here/audit.pl" ;;
    saxon) spend java -XX:+UseSerialGC -Xmx4g -cp "$SAXON" net.sf.saxon.Transform "-xsl:$here/saxon.xsl" -it "data=file://$data" ;;
    xsltproc)
      spend "$XSLTPROC" --stringparam people "$data/10-people.xml" --stringparam rooms "$data/30-rooms.xml" \
        "$here/xsltproc.xsl" "$data"/31-*.xml
      ;;
    regorus) spend "$REGORUS" "$here/audit.rego" data.json 31-*.json ;;
    opa) spend "$OPA" exec --bundle bundle --decision audit/breaches 31-*.json ;;
  esac
}

# The ids that the run found, from what it printed.
read_ids() {
  case $peer in
    parse | digest-2) cat expected ;;
    junshu-*) grep -o '"9-1\.permitted/E[0-9]*"' out | grep -o 'E[0-9]*' ;;
    opa) grep -o '"E[0-9]*"' out | tr -d '"' ;;
    *) tr -d '\r' <out ;;
  esac | sort
}

# Takes a peer that fails out of the rest.
check_run() {
  name=$peer
  log=spent
  if ! run_peer; then
    say "$peer: failed or took more than $limit s"
    tail -n 3 err >&2
  elif ! read_ids | cmp -s - expected; then
    say "$peer: the ids are not the expected ones"
  else
    return 0
  fi
  failed=1
  sed "/^$peer /d" spent >spent.new
  mv spent.new spent
  return 1
}

has_time() {
  awk -v peer="$peer" -v most="$seconds" '$1 == peer { sum += $2 } END { exit sum > most }' spent
}

# measure NAME RUNS: all peers on the records in $data. Sets left to those that did not fail.
measure() {
  work=$build/peers/$1
  mkdir -p "$work"
  cd "$work"
  : >spent
  sed -n 's/.*rule="9-1\.permitted" subject="\([^"]*\)".*/\1/p' "$data/expected/findings.xml" | sort >expected
  there=parse
  for peer in $peers; do
    [ "$1" = cases ] || [ "$1" -le "$most" ] || ! is_slow "$peer" || continue
    version_of "$peer" >/dev/null || continue
    if prepare "$peer"; then
      there="$there $peer"
    else
      say "$peer: cannot make what it starts from"
      tail -n 3 err >&2
      failed=1
    fi
  done
  round=1
  while [ "$round" -le "$2" ]; do
    left=
    for peer in $there; do
      if ! has_time; then
        left="$left $peer"
      elif check_run; then
        left="$left $peer"
      fi
    done
    there=$left
    round=$((round + 1))
  done
  cd "$here/../.."
}

for peer in parse $peers; do
  version=$(version_of "$peer") || say "$peer: not there: skipped"
  printf '%s\t%s\n' "$peer" "$version"
done >"$build/peers/versions"
make_pack
data=$here/cases
rm -rf "$build/peers/cases"
measure cases 1
peers=${left# parse}
for size in $sizes; do
  data=$build/bench-data/bench-$size-12-2500
  make_log "$size"
  say "measuring $size entries"
  measure "$size" "$runs"
done
# shellcheck disable=SC2086
[ -z "$sizes" ] || lua5.4 bench/peers/table.lua "$build/peers" "$build/peers.json" $sizes
exit "$failed"

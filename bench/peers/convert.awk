# Writes a log of samples/generate.lua bench as CSV, Prolog facts or JSON: one document for each document, one for each
# list of a register. Reads lines with one record each, its attributes in the order in which the generator writes them.
#
# Variables: to (csv, facts or json), out (a directory).

BEGIN {
  FS = "\""
  if (to == "csv") {
    head(out "/rooms.csv", "id,computer_room,media_storage,in_use_from,in_use_to")
    head(out "/roles.csv", "id,role,person,period_from,period_to")
    head(out "/permissions.csv", "id,person,room,granted_by,valid_from,valid_to,granted_at,proxy")
  }
}

function head(path, line) { print line >path }

# Sets first and last to the days of a period; an open end is the last day that there is.
function split_period(period) {
  split(period, days, "/")
  first = days[1]
  last = days[2] == ".." ? "9999-12-31" : days[2]
}

function digits(time) {
  gsub(/[-:T]/, "", time)
  return time
}

FNR == 1 {
  name = FILENAME
  sub(/.*\//, "", name)
  sub(/\.xml$/, "", name)
  log_path = out "/" name "." (to == "facts" ? "pl" : to)
  is_log = name ~ /^31-/
  if (is_log && to == "csv") head(log_path, "id,person,room,entered,left,shared_card")
  if (is_log && to == "json") head(log_path, "{\"entries\":[")
  before = " "
}

/<room-entry / && to == "csv" { print $2 "," $4 "," $6 "," $8 "," $10 "," $12 >log_path }
/<room-entry / && to == "facts" {
  print "entry('" $2 "','" $4 "','" $6 "'," digits($8) "," digits($10) "," $12 ")." >log_path
}
/<room-entry / && to == "json" {
  print before "{\"id\":\"" $2 "\",\"person\":\"" $4 "\",\"room\":\"" $6 "\",\"entered\":\"" $8 "\",\"left\":\"" $10 \
    "\",\"shared_card\":" $12 "}" >log_path
  before = ","
}
/<\/room-entries>/ && to == "json" { print "]}" >log_path }
/<\/room-entries>/ { close(log_path) }

/<room / {
  split_period($10)
  if (to == "csv") print $2 "," $6 "," $8 "," first "," last >(out "/rooms.csv")
  if (to == "facts")
    rooms = rooms "room('" $2 "'," $6 "," $8 "," digits(first) "000000," digits(last) "235959).\n"
  if (to == "json")
    rooms = rooms "," "{\"id\":\"" $2 "\",\"computer_room\":" $6 ",\"media_storage\":" $8 ",\"in_use\":" json_period() "}\n"
}

/<role-assignment / {
  split_period($8)
  if (to == "csv") print $2 "," $4 "," $6 "," first "," last >(out "/roles.csv")
  if (to == "facts")
    roles = roles "role('" $2 "','" $4 "','" $6 "'," digits(first) "000000," digits(last) "235959).\n"
  if (to == "json")
    roles = roles "," "{\"id\":\"" $2 "\",\"role\":\"" $4 "\",\"person\":\"" $6 "\",\"period\":" json_period() "}\n"
}

/<room-permission / {
  split_period($10)
  if (to == "csv") print $2 "," $4 "," $6 "," $8 "," first "," last "," $12 "," $14 >(out "/permissions.csv")
  if (to == "facts")
    permissions[++count] = "permission('" $2 "','" $4 "','" $6 "','" $8 "'," digits(first) "000000," digits(last) \
      "235959," digits($12) "," $14 ")."
  if (to == "json") {
    pair = $4 "/" $6
    permissions[pair] = permissions[pair] ",{\"id\":\"" $2 "\",\"person\":\"" $4 "\",\"room\":\"" $6 \
      "\",\"granted_by\":\"" $8 "\",\"valid\":" json_period() ",\"granted_at\":\"" $12 "\",\"proxy\":" $14 "}\n"
  }
}

function json_period() { return "{\"from\":\"" first "\",\"to\":\"" last "\"}" }

END {
  if (to == "facts") {
    printf "%s%s", rooms, roles >(out "/register.pl")
    for (i = 1; i <= count; i++) print permissions[i] >(out "/register.pl")
  }
  if (to == "json") {
    path = out "/data.json"
    print "{\"rooms\":[" substr(rooms, 2) "],\"roles\":[" substr(roles, 2) "],\"permissions\":{" >path
    for (pair in permissions) {
      print (done++ ? "," : "") "\"" pair "\":[" substr(permissions[pair], 2) "]" >path
    }
    print "}}" >path
  }
}

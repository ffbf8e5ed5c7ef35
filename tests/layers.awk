# Holds C, Lua and shell files against the shape of the code; one line for each fault: CHECK, a tab, place and message.
# At the end one line for each check with what it looked at: "#", a tab, CHECK, a tab, the count.

BEGIN {
  MAX_FILE = 600
  MAX_FUNCTION = 60

  layers = split("base xml model facts text rules result eval report api cmd", names, " ")
  for (i = 1; i <= layers; i++)
    rank[names[i]] = i

  # A layer that may use fewer than all those below it.
  only["text"] = " text base xml "
  # What is said of a pack in a result or a report is plain data: nothing compiled, and no facts.
  only["result"] = " result base model rules/clause.h rules/regulation.h rules/words.h "
  only["report"] = " report result base model rules/clause.h rules/regulation.h rules/words.h "

  # The module that makes a third-party header visible: a file, or a directory below which one .c file may.
  module["libxml/"] = "engine/xml/xml_reader.c"
  module["openssl/"] = "engine/base/digest.c"
  module["jansson.h"] = "engine/base/json_reader.c"
  module["utf8proc.h"] = "engine/text/normalise.c"
  module["unzip.h"] = "engine/report/archive.c"
  module["xlsxwriter.h"] = "engine/report/sheet.c"
  module["pcre2.h"] = "engine/text/pattern.c"
  module["lua.h"] = module["lauxlib.h"] = module["lualib.h"] = "engine/eval/"

  count = split("assert ctype errno fenv float inttypes limits locale math setjmp signal stdalign stdarg stdatomic " \
    "stdbool stddef stdint stdio stdlib stdnoreturn string tgmath threads time uchar wchar wctype " \
    "dirent endian fcntl getopt glob langinfo libgen poll pthread sched semaphore spawn strings termios unistd", list, " ")
  for (i = 1; i <= count; i++)
    standard[list[i] ".h"] = 1
}

function fault(check, line, message) {
  printf "%s\t%s:%d: %s\n", check, path, line, message
}

function finish_file() {
  if (path == "")
    return
  looked["file-size"]++
  if (lines > MAX_FILE)
    fault("file-size", lines, "the file has more than " MAX_FILE " lines")
}

FNR == 1 {
  finish_file()
  path = substr(FILENAME, length(root) + 2)
  split(path, part, "/")
  in_engine = part[1] == "engine"
  layer = part[2]
  opened = 0
  if (in_engine && !(layer in rank))
    fault("direction", 1, "\"" layer "\" is not a layer")
}

{ lines = FNR }

in_engine && /^[ \t]*#[ \t]*include[ \t]*"/ {
  split($0, quoted, "\"")
  check_own(quoted[2])
}

in_engine && /^[ \t]*#[ \t]*include[ \t]*</ {
  name = $0
  sub(/^[^<]*</, "", name)
  sub(/>.*/, "", name)
  check_foreign(name)
}

function check_own(name,    target) {
  looked["direction"]++
  target = name
  sub(/\/.*/, "", target)
  if (name ~ /\.\./ || !(target in rank)) {
    fault("direction", FNR, "\"" name "\" does not name its layer")
    return
  }
  if (rank[target] > rank[layer])
    fault("direction", FNR, layer " includes \"" name "\" from above")
  else if (layer in only && index(only[layer], " " target " ") == 0 && index(only[layer], " " name " ") == 0)
    fault("direction", FNR, layer " may not use " name)
  if (layer == "cmd") {
    looked["command"]++
    if (target != "cmd" && name != "api/junshu.h")
      fault("command", FNR, "the command includes \"" name "\": it may use api/junshu.h alone")
  }
  if (path == "engine/api/junshu.h")
    fault("command", FNR, "the public header includes \"" name "\", which is not installed")
}

function check_foreign(name,    key, place) {
  looked["third-party"]++
  if (name in standard || name ~ /^(sys|linux)\//)
    return
  key = name
  if (!(key in module))
    sub(/\/.*/, "/", key)
  if (!(key in module)) {
    fault("third-party", FNR, "<" name "> has no module of its own: name one in tests/layers.awk")
    return
  }
  place = module[key]
  if (place ~ /\.c$/ ? path != place : index(path, place) != 1)
    fault("third-party", FNR, "<" name "> outside " place)
  else if (path !~ /\.c$/)
    fault("third-party", FNR, "<" name "> in a header")
  else if (place in owner && owner[place] != path)
    fault("third-party", FNR, "<" name "> belongs to " owner[place])
  else
    owner[place] = path
}

# Functions begin and end in the first column: clang-format sees to that in C.
path ~ /\.[ch]$/ && (/^\{/ || /^[A-Za-z].*\) \{$/) { opened = FNR }
path ~ /\.lua$/ && /^(local )?function / { opened = FNR }
opened && ((path ~ /\.[ch]$/ && /^\}/) || (path ~ /\.lua$/ && /^end/)) {
  looked["function-size"]++
  if (FNR - opened + 1 > MAX_FUNCTION)
    fault("function-size", opened, "a function of " FNR - opened + 1 " lines, more than " MAX_FUNCTION)
  opened = 0
}

END {
  finish_file()
  count = split("direction command third-party file-size function-size", list, " ")
  for (i = 1; i <= count; i++)
    printf "#\t%s\t%d\n", list[i], looked[list[i]]
}

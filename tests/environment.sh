# The surroundings in which tests run the program, whoever calls them. To be sourced in the root of the repository,
# with BUILD set; the program is then found as `junshu`, and its data are those of this tree.
# shellcheck shell=sh

unset LC_ALL LC_MESSAGES LC_CTYPE LANGUAGE NO_COLOR SOURCE_DATE_EPOCH JUNSHU_CACHE_DIR MAKEFLAGS MFLAGS MAKELEVEL
build_path=$(cd -- "$BUILD" && pwd) || exit 1
mkdir -p "$build_path/path" && ln -sf ../junshu "$build_path/path/junshu" || exit 1
PATH=$build_path/path:$PATH
LANG=ja_JP.UTF-8
TZ=UTC
JUNSHU_DATA_DIR=.
PYTHONDONTWRITEBYTECODE=1
export LANG TZ PATH JUNSHU_DATA_DIR PYTHONDONTWRITEBYTECODE

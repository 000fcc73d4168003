#!/bin/sh
# The calendar of a dossier in the hands of another program's parser: it reads the steps that the timeline shows.
# usage: calendar.sh BUILD_DIR SANDBOX_JSON
set -eu
sandbox=$2
name=calendar
# shellcheck source=tests/openapi/tools.sh
. "$(dirname "$0")/tools.sh"
cp "$source/tests/openapi/calendar.mjs" .
node calendar.mjs "$sandbox" || fail "the calendar is not what it should be"

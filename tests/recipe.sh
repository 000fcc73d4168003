#!/bin/sh
# Follows CONTRIBUTING's "To add an operation" on a copy of the sources: adds one, builds, lets the tests look, and calls it on a
# real server. What it has to change must be what CONTRIBUTING names.
set -eu
source=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
work=$(mktemp -d /tmp/tnw-recipe.XXXXXX)
copy=$work/tnwd
sandbox=

# Where CONTRIBUTING says that each thing stands.
table=server/service/operations.c
functions=server/service/dossier/op_greet.c
sources=server/service/CMakeLists.txt
declarations=server/service/operations.h
bodies=server/json/CMakeLists.txt
records=server/audit/record_rules.c
# What tells what was forgotten.
tests="test_service_operations test_http_route test_http_openapi test_json_openapi test_json_examples test_service_words"
tests="$tests test_fault_story"

# shellcheck disable=SC2317 # called by the trap
clean_up() {
    [ -z "$sandbox" ] || kill -TERM "$sandbox" 2>/dev/null || :
    [ -z "$sandbox" ] || wait "$sandbox" || :
    rm -rf "$work"
}
trap clean_up EXIT

fail() {
    echo "not true: $*" >&2
    [ ! -f "$work/said" ] || tail -n 40 "$work/said" >&2
    exit 1
}

# edit FILE PROGRAM SCRIPT: as sed and jq do it; a script that changes nothing is a mistake.
edit() {
    "$2" "$3" "$copy/$1" >"$work/edited"
    ! cmp -s "$copy/$1" "$work/edited" || fail "$1 is as the recipe takes it"
    cp "$work/edited" "$copy/$1"
}

# The row, the function and its name.
add_operation() {
    edit $table sed '/\.run = op_dossier_close},/a\
    {"dossier.greet", POST, "/v1/dossiers/{dossier}/greet", READ, DOSSIER, COST_READ,\
     .roles = CARE | PATIENT, .schema = "body/greeting", SMALL, RECORD, .prepare = op_dossier_greet_prepare,\
     .run = op_dossier_greet},'
    edit $declarations sed 's/X(dossier_close)/& X(dossier_greet)/; s/X(dossier_search) X(participant_add)/X(dossier_greet) &/'
    edit $records sed '/\.name = "dossier\.close"/a\
    {.name = "dossier.greet", .in_dossier = true},'
    edit $sources sed 's,dossier/op_dossier\.c,& dossier/op_greet.c,'
    cat >"$copy/$functions" <<'EOF'
#include "rules/field.h"
#include "service/core/access.h"
#include "service/core/answer.h"
#include "service/operations.h"

enum tnw_err
op_dossier_greet_prepare(struct call *call)
{
    const char **greeting = call_draft(call, sizeof *greeting, NULL);
    if (greeting == NULL) {
        return TNW_E_NO_MEMORY;
    }
    *greeting = field_text(call->ready.body, "greeting");
    return TNW_OK;
}

enum tnw_err
op_dossier_greet(struct call *call, struct txn *txn)
{
    struct access access;
    const char *const *greeting = call->ready.draft;
    enum tnw_err err = access_open(call, txn, &call->in->path_id[0], &access);
    if (err != TNW_OK) {
        goto out;
    }
    access_note_sight(call, &access);
    struct json_writer jw = answer_open(call);
    jw_open(&jw, NULL);
    jw_str(&jw, "greeting", *greeting);
    jw_close(&jw);
    answer_shown(call);
out:
    access_close(&access);
    return err;
}
EOF
}

# The schema of the body, and examples of it.
add_body() {
    edit $bodies sed 's,body/fragment$,& body/greeting,'
    cat >"$copy/schemas/body/greeting.schema.json" <<'EOF'
{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "A greeting",
  "description": "Body of POST /v1/dossiers/{dossier}/greet.",
  "type": "object",
  "properties": {"greeting": {"description": "What to say.", "type": "string", "minLength": 1, "maxLength": 100}},
  "required": ["greeting"],
  "additionalProperties": false
}
EOF
    examples=$copy/schemas/examples/body/greeting
    mkdir "$examples"
    echo '{"greeting": "Goedendag"}' >"$examples/valid-greeting.json"
    echo '{}' >"$examples/invalid-empty.json"
    echo '{"greeting": ""}' >"$examples/invalid-blank.json"
    cat >"$examples/expected.json" <<'EOF'
{"invalid-empty.json": {"pointer": "/greeting", "code": "required"},
 "invalid-blank.json": {"pointer": "/greeting", "code": "minLength"}}
EOF
}

# Like its neighbour that closes a dossier, but for what differs.
# shellcheck disable=SC2016 # references of JSON, backticks of Markdown
add_description() {
    edit schemas/openapi.json jq '.paths["/v1/dossiers/{dossier}/greet"] = (.paths["/v1/dossiers/{dossier}/close"]
        | .post.operationId = "dossier.greet" | .post.summary = "Say something kind" | .post["x-tnw-schema"] = "body/greeting"
        | .post.requestBody = {required: true,
            content: {"application/json": {schema: {"$ref": "body/greeting.schema.json"}}}}
        | .post.responses["200"].content["application/json"].schema = {"$ref": "body/greeting.schema.json"})
        | .paths["/v1/dossiers/{dossier}/greet"].post["x-tnw-roles"] =
            .paths["/v1/dossiers/{dossier}"].get["x-tnw-roles"]'
    edit docs/protocol.md sed '/^| `POST \/v1\/dossiers\/{dossier}\/close` /a\
| `POST /v1/dossiers/{dossier}/greet` | care roles, patient | `{"greeting"}` → the same |'
}

add_words() {
    for language in nl fr de en; do
        edit schemas/words/$language.json jq '.did["dossier.greet"] = "…" | .do["dossier.greet"] = "…"'
    done
}

add_story() {
    edit tests/fault/fault_steps.c sed '/{"dossier.read", HUISARTS, /a\
    {"dossier.greet", HUISARTS, "POST /v1/dossiers/<dossier>/greet", "{\\"greeting\\":\\"Goedendag\\"}", .status = 200},'
}

# Every file that differs has its name in CONTRIBUTING's list, and every name there was needed. NAME and * stand for anything.
check_recipe() {
    # shellcheck disable=SC2016 # backticks of Markdown
    sed -n '/^### To add an operation/,/^##/p' "$source/CONTRIBUTING.md" | grep -o '`[a-z]*/[^` ]*`' | tr -d '`' |
        sed 's/NAME/*/g' | sort -u >"$work/names"
    [ -s "$work/names" ] || fail "CONTRIBUTING says how to add an operation"
    (cd "$copy" && find . -type f ! -path './build/*') | sed 's,^\./,,' | sort | while read -r file; do
        cmp -s "$source/$file" "$copy/$file" || echo "$file"
    done >"$work/changed"
    while read -r file; do
        known=no
        while read -r name; do
            # shellcheck disable=SC2254 # a pattern
            case $file in
            $name) known=yes && echo "$name" >>"$work/used" ;;
            esac
        done <"$work/names"
        [ $known = yes ] || fail "CONTRIBUTING's recipe names $file"
    done <"$work/changed"
    sort -u "$work/used" | cmp -s - "$work/names" || fail "each place that CONTRIBUTING names is needed"
}

# Without optimisation or debug information: it is built once.
build() {
    cmake -S "$copy" -B "$copy/build" -G Ninja -DCMAKE_BUILD_TYPE=None -DCMAKE_C_FLAGS=-O0 >"$work/said" 2>&1 ||
        fail "the copy configures"
    # shellcheck disable=SC2086 # a list of words
    cmake --build "$copy/build" --target tnwd $tests >"$work/said" 2>&1 || fail "the copy builds"
    ctest --test-dir "$copy/build" -R "^($(echo "$tests" | tr ' ' '|'))\$" --no-tests=error --output-on-failure \
        >"$work/said" 2>&1 || fail "the tests agree"
}

start() {
    TNW_BIN_DIR=$copy/build "$copy/tests/sandbox.sh" "$work/sandbox" 2>"$work/said" &
    sandbox=$!
    until [ -f "$work/sandbox/sandbox.json" ]; do
        kill -0 "$sandbox" 2>/dev/null || fail "the server starts"
        sleep 0.05
    done
}

field() {
    jq -er "$1" "$work/sandbox/sandbox.json"
}

# post KEY PATH BODY: as the doctor; the answer is in answer.json.
post() {
    curl -fsS -o "$work/answer.json" --cacert "$(field .ca)" --cert "$(field .actors.huisarts.cert)" \
        --key "$(field .actors.huisarts.key)" -H 'Content-Type: application/json' -H "Idempotency-Key: $1" \
        -d "$3" "$(field .url)$2" 2>"$work/said" || fail "POST $2 works"
}

call() {
    post open /v1/dossiers '{"patient": {"niss": "85021595110", "name": "Jan Willems"}, "start": "2025-01-06",
        "employment": "employed"}'
    post greet "/v1/dossiers/$(jq -er .id "$work/answer.json")/greet" '{"greeting": "Goedendag"}'
    [ "$(jq -er .greeting "$work/answer.json")" = Goedendag ] || fail "the new operation answers"
}

mkdir "$copy"
tar -C "$source" --exclude=./.git --exclude='./build*' --exclude='./sandbox*' -cf - . | tar -C "$copy" -xf -
add_operation
add_body
add_description
add_words
add_story
check_recipe
build
start
call

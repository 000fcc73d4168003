/*
 * Cases of JSON Schema in the layout of the public suite, github.com/json-schema-org/JSON-Schema-Test-Suite: files of
 * groups, each a schema and values that fit it or do not. Our own are in tests/vectors/schema; those of the public
 * suite, of the dialect that we claim, in tests/vectors/schema/public, as they are published.
 *
 *   test_json_suite [FOLDER LIST]
 *
 * LIST says what we refuse or see otherwise on purpose, one a line: "FILE#3,5" schemas that do not load, "FILE#3.1" a
 * value that we do not take or judge otherwise, "FILE#*" all schemas of a file; behind it what the refusal says, or
 * why. What is not listed must hold, and what is listed must be so. Its line "total" says how many files, schemas and
 * values there are, and how many of the values were judged: one fewer is a fault. A keyword that we claim must have
 * been tried by the file of its name. Another commit of the suite is tried by its folder:
 *
 *   test_json_suite …/tests/draft2020-12 tests/vectors/schema/public/expected.txt
 */
#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "json/json.h"
#include "json/schema.h"

#define TODAY 20500 /* 2026-02-16 */
#define ROW 256

struct suite {
    const char *folder;
    char (*rows)[ROW]; /* of the list */
    bool *used;
    size_t row_count;
    unsigned files;
    unsigned groups;
    unsigned values;
    unsigned judged;
    unsigned faults;
};

#define TOTAL "total "

static bool
read_list(struct suite *suite, const char *path)
{
    FILE *file = fopen(path, "r");
    char line[ROW];
    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        line[strcspn(line, "\n")] = 0;
        if (line[0] == 0 || line[0] == '#') {
            continue;
        }
        void *rows = realloc(suite->rows, (suite->row_count + 1) * sizeof *suite->rows);
        if (rows == NULL) {
            break;
        }
        suite->rows = rows;
        memcpy(suite->rows[suite->row_count++], line, sizeof line);
    }
    bool whole = file != NULL && feof(file) != 0;
    if (file != NULL) {
        fclose(file);
    }
    suite->used = calloc(suite->row_count + 1, sizeof *suite->used);
    return whole && suite->used != NULL;
}

/* Whether "1,4,7.2 text" or "* text" names the number. */
static bool
names(const char *numbers, const char *number)
{
    size_t len = strlen(number);
    if (numbers[0] == '*') {
        return true;
    }
    for (;;) {
        size_t step = strcspn(numbers, ", ");
        if (step == len && strncmp(numbers, number, len) == 0) {
            return true;
        }
        if (numbers[step] != ',') {
            return false;
        }
        numbers += step + 1;
    }
}

/* What the list says of a place, or NULL. */
static const char *
listed(struct suite *suite, const char *place)
{
    size_t file = strcspn(place, "#") + 1;
    for (size_t i = 0; i < suite->row_count; i++) {
        const char *row = suite->rows[i];
        if (strncmp(row, place, file) == 0 && names(row + file, place + file)) {
            suite->used[i] = true;
            return row + strcspn(row, " ") + 1;
        }
    }
    return NULL;
}

static void
fault(struct suite *suite, const char *place, const char *text, const json_t *about)
{
    const char *more = json_string_value(json_object_get(about, "description"));
    printf("%s: %s %s\n", place, text, more == NULL ? "" : more);
    suite->faults++;
}

/* Bounds that our loader asks for, where the case has none: they change no verdict on values of the suite's size. */
static void
add_bounds(json_t *schema)
{
    const char *key;
    json_t *value;
    size_t index;
    json_array_foreach(schema, index, value)
    {
        add_bounds(value);
    }
    json_object_foreach(schema, key, value)
    {
        add_bounds(value);
    }
    if (json_is_boolean(json_object_get(schema, "uniqueItems")) && json_object_get(schema, "maxItems") == NULL) {
        json_object_set_new(schema, "maxItems", json_integer(256));
    }
    if (json_is_string(json_object_get(schema, "pattern")) && json_object_get(schema, "maxLength") == NULL) {
        json_object_set_new(schema, "maxLength", json_integer(4096));
    }
}

static enum tnw_err
load_schema(const json_t *group, struct schema_set **set, char where[256])
{
    json_t *schema = json_deep_copy(json_object_get(group, "schema"));
    add_bounds(schema);
    char *text = json_dumps(schema, JSON_ENCODE_ANY);
    const struct schema_source sources[] = {{"s", text, strlen(text)}, {NULL, NULL, 0}};
    enum tnw_err err = schema_set_load(set, sources, where);
    free(text);
    json_decref(schema);
    return err;
}

/* Values stand below a member, since only objects are loaded. */
static enum tnw_err
judge(const struct schema_set *set, const json_t *data)
{
    char *text = json_dumps(data, JSON_ENCODE_ANY);
    struct buf body = {0};
    struct buf errors = {0};
    json_t *value;
    buf_printf(&body, "{\"v\":%s}", text);
    enum tnw_err err = json_load_strict(&value, buf_slice(&body), NULL);
    if (err == TNW_OK) {
        err = schema_validate(schema_find(set, "s"), json_object_get(value, "v"), "", TODAY, &errors);
    }
    json_decref(value);
    buf_free(&errors);
    buf_free(&body);
    free(text);
    return err;
}

static void
play_value(struct suite *suite, const struct schema_set *set, const json_t *test, const char *place)
{
    enum tnw_err wanted = json_is_true(json_object_get(test, "valid")) ? TNW_OK : TNW_E_INVALID_BODY;
    enum tnw_err got = judge(set, json_object_get(test, "data"));
    bool on_list = listed(suite, place) != NULL;
    suite->judged++;
    if ((got == wanted) == on_list) {
        fault(suite, place, on_list ? "is listed, and comes out as the case says" : tnw_error_info(got)->code, test);
    }
}

static void
play_group(struct suite *suite, const json_t *group, const char *place)
{
    struct schema_set *set;
    char where[256];
    size_t index;
    json_t *test;
    const char *reason = listed(suite, place);
    enum tnw_err err = load_schema(group, &set, where);
    suite->groups++;
    if ((err != TNW_OK) != (reason != NULL) || (reason != NULL && strstr(where, reason) == NULL)) {
        fault(suite, place, err == TNW_OK ? "is listed, and loads" : where, group);
    }
    json_array_foreach(json_object_get(group, "tests"), index, test)
    {
        char value_place[ROW + 64];
        (void)snprintf(value_place, sizeof value_place, "%s.%zu", place, index);
        suite->values++;
        if (err == TNW_OK) {
            play_value(suite, set, test, value_place);
        }
    }
    schema_set_free(set);
}

/* Whether the loader knows this keyword, whatever it says of its operand. */
static bool
is_claimed(const char *keyword)
{
    struct schema_set *set;
    char where[256];
    char text[ROW + 16];
    (void)snprintf(text, sizeof text, "{\"%s\": null}", keyword);
    const struct schema_source sources[] = {{"s", text, strlen(text)}, {NULL, NULL, 0}};
    enum tnw_err err = schema_set_load(&set, sources, where);
    schema_set_free(set);
    return err == TNW_OK || strstr(where, "is not a keyword") == NULL;
}

static void
play_file(struct suite *suite, const char *name)
{
    char path[4096];
    char keyword[ROW];
    size_t index;
    json_t *group;
    unsigned judged = suite->judged;
    suite->files++;
    (void)snprintf(path, sizeof path, "%s/%s", suite->folder, name);
    json_t *groups = json_load_file(path, JSON_ALLOW_NUL | JSON_REJECT_DUPLICATES, NULL);
    if (json_array_size(groups) == 0) {
        fault(suite, name, "holds no groups", NULL);
    }
    json_array_foreach(groups, index, group)
    {
        char place[ROW + 32];
        (void)snprintf(place, sizeof place, "%s#%zu", name, index);
        play_group(suite, group, place);
    }
    json_decref(groups);
    (void)snprintf(keyword, sizeof keyword, "%.*s", (int)strcspn(name, "."), name);
    if (suite->judged == judged && is_claimed(keyword)) {
        fault(suite, name, "judges nothing, of a keyword that is claimed", NULL);
    }
}

static int
is_case_file(const struct dirent *entry)
{
    const char *end = strrchr(entry->d_name, '.');
    return end != NULL && strcmp(end, ".json") == 0;
}

static int
play_folder(struct suite *suite, const char *below)
{
    char path[4096];
    struct dirent **entries;
    (void)snprintf(path, sizeof path, "%s/%s", suite->folder, below);
    int count = scandir(path, &entries, is_case_file, alphasort);
    for (int i = 0; i < count; i++) {
        char name[ROW];
        (void)snprintf(name, sizeof name, "%s%s", below, entries[i]->d_name);
        play_file(suite, name);
        free(entries[i]);
    }
    if (count >= 0) {
        free(entries);
    }
    return count;
}

/* What was played, against the line of the list that says it. */
static void
expect_total(struct suite *suite)
{
    char total[ROW];
    (void)snprintf(total, sizeof total, TOTAL "%u files, %u schemas, %u values, %u judged", suite->files, suite->groups,
                   suite->values, suite->judged);
    bool said = false;
    for (size_t i = 0; i < suite->row_count; i++) {
        suite->used[i] |= strncmp(suite->rows[i], TOTAL, strlen(TOTAL)) == 0;
        said |= strcmp(suite->rows[i], total) == 0;
    }
    if (!said) {
        fault(suite, total, "is not what the list says", NULL);
    }
}

/* Returns the number of faults. */
static unsigned
play_suite(const char *folder, const char *list)
{
    struct suite suite = {.folder = folder};
    if (!read_list(&suite, list)) {
        perror(list);
        suite.faults++;
        goto out;
    }
    if (play_folder(&suite, "") <= 0) {
        fault(&suite, suite.folder, "holds no cases", NULL);
    }
    (void)play_folder(&suite, "optional/format/");
    expect_total(&suite);
    for (size_t i = 0; i < suite.row_count; i++) {
        if (!suite.used[i]) {
            fault(&suite, suite.rows[i], "is listed, and not met", NULL);
        }
    }
    printf("%s: %u files, %u schemas, %u values, %u judged, %zu rows listed, %u faults\n", folder, suite.files,
           suite.groups, suite.values, suite.judged, suite.row_count, suite.faults);
out:
    free(suite.rows);
    free(suite.used);
    return suite.faults;
}

int
main(int argc, char **argv)
{
    unsigned faults;
    if (argc == 3) {
        faults = play_suite(argv[1], argv[2]);
    } else {
        faults = play_suite("tests/vectors/schema", "tests/vectors/schema/refused.txt");
        faults += play_suite("tests/vectors/schema/public", "tests/vectors/schema/public/expected.txt");
    }
    return faults == 0 ? 0 : 1;
}

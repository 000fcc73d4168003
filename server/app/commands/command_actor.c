/*
 * `tnwd actor …`: the actor registry from the machine itself, by the same audited operations as over the API. Works
 * while the server runs. What is printed stands on stdout: with --json the API's answer as it is, of a list the items
 * of all pages.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "app/commands/command_actor.h"
#include "base/text.h"
#include "json/json.h"
#include "service/core/local.h"

enum tnw_err
command_actor_open(struct runtime *runtime, const struct arguments_flag *flags, char where[CONFIG_WHERE])
{
    const struct config_sets sets = command_sets(&flags[FLAG_SET]);
    return runtime_open(runtime, flags[FLAG_CONFIG].values[0], &sets, where);
}

static const char *
member_text(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text == NULL ? "" : text;
}

/* A terminal obeys some characters, and others make one name look like another: those are shown by their number. */
static void
print_plain(const char *text)
{
    while (*text != 0) {
        const char *from = text;
        uint32_t point = text_next(&text);
        if (text_is_hidden(point)) {
            printf("\\u%04" PRIx32, point);
        } else {
            (void)fwrite(from, 1, (size_t)(text - from), stdout);
        }
    }
}

static enum tnw_err
problem_error(const json_t *problem, char where[CONFIG_WHERE])
{
    size_t index;
    json_t *error;
    const char *detail = member_text(problem, "detail");
    bool says_more = strcmp(detail, member_text(problem, "title")) != 0;
    size_t len = (size_t)snprintf(where, CONFIG_WHERE, "%.200s", says_more ? detail : "");
    json_array_foreach(json_object_get(problem, "errors"), index, error)
    {
        if (len < CONFIG_WHERE) {
            len += (size_t)snprintf(where + len, CONFIG_WHERE - len, "%s%s: %s", len == 0 ? "" : "; ",
                                    member_text(error, "pointer"), member_text(error, "detail"));
        }
    }
    return tnw_error_from_code(member_text(problem, "code"));
}

enum tnw_err
command_actor_run(const struct runtime *runtime, const char *op, json_t *body, const struct id *actor, json_t **answer,
                  char where[CONFIG_WHERE])
{
    struct buf text = {0};
    int status = 0;
    *answer = NULL;
    enum tnw_err err = local_run(&runtime->world, op, body, actor, &text, &status);
    if (err == TNW_OK) {
        err = json_load_strict(answer, buf_slice(&text), where);
    }
    buf_free(&text);
    if (err == TNW_OK && status >= 400) {
        err = problem_error(*answer, where);
        json_decref(*answer);
        *answer = NULL;
    }
    return err;
}

static void
print_answer(const json_t *answer)
{
    json_dumpf(answer, stdout, JSON_INDENT(2) | JSON_ENSURE_ASCII);
    putchar('\n');
}

void
command_actor_print(const json_t *answer, bool json)
{
    if (json) {
        print_answer(answer);
    } else {
        printf("%s\n", member_text(answer, "id"));
    }
}

static void
print_actor_row(const json_t *actor)
{
    size_t index;
    json_t *role;
    printf("%-31s %-9s ", member_text(actor, "id"), member_text(actor, "state"));
    json_array_foreach(json_object_get(actor, "roles"), index, role)
    {
        printf("%s%s", index == 0 ? "" : ",", json_string_value(role));
    }
    printf("  ");
    print_plain(member_text(actor, "name"));
    putchar('\n');
}

/* Adds the page after a cursor (NULL: the first) to items. Out: next, a new reference, NULL after the last page. */
static enum tnw_err
take_actor_page(const struct runtime *runtime, json_t *items, json_t **cursor, char where[CONFIG_WHERE])
{
    json_t *answer = NULL;
    json_t *body = *cursor == NULL ? NULL : json_pack("{s:O}", "after", *cursor);
    if (*cursor != NULL && body == NULL) {
        return TNW_E_NO_MEMORY;
    }
    enum tnw_err err = command_actor_run(runtime, "actor.list", body, NULL, &answer, where);
    json_t *next = json_object_get(answer, "next");
    if (err == TNW_OK && *cursor != NULL && json_equal(next, *cursor)) {
        snprintf(where, CONFIG_WHERE, "the list does not go on after %.40s", json_string_value(next));
        err = TNW_E_PROTOCOL;
    } else if (err == TNW_OK && json_array_extend(items, json_object_get(answer, "items")) != 0) {
        err = TNW_E_NO_MEMORY;
    }
    json_decref(*cursor);
    *cursor = json_is_string(next) ? json_incref(next) : NULL;
    json_decref(body);
    json_decref(answer);
    return err;
}

static void
print_actor_rows(const json_t *items, bool json)
{
    size_t index;
    json_t *actor;
    if (json) {
        print_answer(items);
        return;
    }
    json_array_foreach(items, index, actor)
    {
        print_actor_row(actor);
    }
}

/* A table: id, state, roles, name. */
static enum tnw_err
list_actors(const struct runtime *runtime, bool json, char where[CONFIG_WHERE])
{
    json_t *items = json_array();
    json_t *cursor = NULL;
    enum tnw_err err;
    if (items == NULL) {
        return TNW_E_NO_MEMORY;
    }
    do {
        err = take_actor_page(runtime, items, &cursor, where);
    } while (err == TNW_OK && cursor != NULL);
    print_actor_rows(items, json); /* what was read before a failure too */
    json_decref(cursor);
    json_decref(items);
    return err;
}

enum tnw_err
command_actor_list(int argc, char *const *argv, char where[CONFIG_WHERE])
{
    struct arguments_flag flags[] = {[FLAG_CONFIG] = command_flag_config,
                                     [FLAG_SET] = command_flag_set,
                                     [FLAG_JSON] = command_flag_json,
                                     {.name = NULL}};
    struct runtime runtime;
    enum tnw_err err = arguments_parse(argc, argv, flags, NULL, 0, where);
    if (err != TNW_OK) {
        return err;
    }
    err = command_actor_open(&runtime, flags, where);
    if (err == TNW_OK) {
        err = list_actors(&runtime, flags[FLAG_JSON].count > 0, where);
    }
    runtime_close(&runtime);
    return err;
}

/* Prints the actor's id. body: NULL for none. */
static enum tnw_err
change_actor(const struct runtime *runtime, const char *op, const char *actor, json_t *body, bool json,
             char where[CONFIG_WHERE])
{
    struct id id;
    json_t *answer = NULL;
    if (id_parse(&id, ID_ACTOR, actor) != TNW_OK) {
        snprintf(where, CONFIG_WHERE, "an actor's id is act_ and 26 characters");
        return TNW_E_USAGE;
    }
    enum tnw_err err = command_actor_run(runtime, op, body, &id, &answer, where);
    if (err == TNW_OK) {
        command_actor_print(answer, json);
    }
    json_decref(answer);
    return err;
}

enum tnw_err
command_actor_disable(int argc, char *const *argv, char where[CONFIG_WHERE])
{
    struct arguments_flag flags[] = {[FLAG_CONFIG] = command_flag_config,
                                     [FLAG_SET] = command_flag_set,
                                     [FLAG_JSON] = command_flag_json,
                                     {.name = NULL}};
    const char *actor = NULL;
    struct runtime runtime;
    enum tnw_err err = arguments_parse(argc, argv, flags, &actor, 1, where);
    if (err != TNW_OK) {
        return err;
    }
    err = command_actor_open(&runtime, flags, where);
    if (err == TNW_OK) {
        err = change_actor(&runtime, "actor.disable", actor, NULL, flags[FLAG_JSON].count > 0, where);
    }
    runtime_close(&runtime);
    return err;
}

/* Errors: USAGE: it is no number; NO_MEMORY. What numbers are taken the schema says. */
static enum tnw_err
make_quota_body(const char *factor, json_t **body, char where[CONFIG_WHERE])
{
    char *end;
    long number = strtol(factor, &end, 10);
    if (end == factor || *end != 0) {
        snprintf(where, CONFIG_WHERE, "the factor must be a number from 1 to 100");
        return TNW_E_USAGE;
    }
    *body = json_pack("{s:I}", "quota_factor", (json_int_t)number);
    return *body == NULL ? TNW_E_NO_MEMORY : TNW_OK;
}

enum tnw_err
command_actor_quota(int argc, char *const *argv, char where[CONFIG_WHERE])
{
    struct arguments_flag flags[] = {[FLAG_CONFIG] = command_flag_config,
                                     [FLAG_SET] = command_flag_set,
                                     [FLAG_JSON] = command_flag_json,
                                     {.name = NULL}};
    const char *words[2] = {NULL};
    json_t *body = NULL;
    struct runtime runtime;
    enum tnw_err err = arguments_parse(argc, argv, flags, words, 2, where);
    if (err == TNW_OK) {
        err = make_quota_body(words[1], &body, where);
    }
    if (err != TNW_OK) {
        return err;
    }
    err = command_actor_open(&runtime, flags, where);
    if (err == TNW_OK) {
        err = change_actor(&runtime, "actor.change", words[0], body, flags[FLAG_JSON].count > 0, where);
    }
    runtime_close(&runtime);
    json_decref(body);
    return err;
}

#include "app/enroll.h"

#include <stdio.h>
#include <string.h>

#include <jansson.h>

#include "json/json.h"
#include "service/core/local.h"

static const char *
member_text(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text == NULL ? "" : text;
}

/* A terminal obeys control characters: names are shown without. */
static void
print_plain(const char *text)
{
    for (; *text != 0; text++) {
        unsigned char c = (unsigned char)*text;
        putchar(c < 0x20 || c == 0x7f ? '?' : c);
    }
}

static enum tnw_err
tell_problem(const json_t *problem, char where[CONFIG_WHERE])
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

/* Runs one operation. Out: answer, a new reference, NULL unless TNW_OK. */
static enum tnw_err
run_local(const struct runtime *runtime, const char *op, json_t *body, const struct id *actor, json_t **answer,
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
        err = tell_problem(*answer, where);
        json_decref(*answer);
        *answer = NULL;
    }
    return err;
}

static void
print_json(const json_t *answer)
{
    json_dumpf(answer, stdout, JSON_INDENT(2));
    putchar('\n');
}

static void
print_id(const json_t *answer, bool json)
{
    if (json) {
        print_json(answer);
    } else {
        printf("%s\n", member_text(answer, "id"));
    }
}

static json_t *
list_of(const char *const *texts, size_t count)
{
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++) {
        json_array_append_new(list, json_string(texts[i]));
    }
    return list;
}

static void
set_member_text(json_t *object, const char *key, const char *text)
{
    if (text != NULL) {
        json_object_set_new(object, key, json_string(text));
    }
}

enum tnw_err
enroll_add(const struct runtime *runtime, const struct enroll_actor *actor, bool json, char where[CONFIG_WHERE])
{
    json_t *answer = NULL;
    json_t *identity = json_object();
    json_t *body = json_object();
    set_member_text(identity, actor->identity_kind, actor->identity);
    set_member_text(body, "name", actor->name);
    set_member_text(body, "nihii", actor->nihii);
    set_member_text(body, "organisation", actor->organisation);
    json_object_set_new(body, "roles", list_of(actor->roles, actor->role_count));
    enum tnw_err err = json_object_set_new(body, "identity", identity) == 0 ? TNW_OK : TNW_E_NO_MEMORY;
    if (err == TNW_OK) {
        err = run_local(runtime, "actor.add", body, NULL, &answer, where);
    }
    if (err == TNW_OK) {
        print_id(answer, json);
    }
    json_decref(answer);
    json_decref(body);
    return err;
}

static void
print_row(const json_t *actor)
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
take_page(const struct runtime *runtime, json_t *items, json_t **cursor, char where[CONFIG_WHERE])
{
    json_t *answer = NULL;
    json_t *body = *cursor == NULL ? NULL : json_pack("{s:O}", "after", *cursor);
    enum tnw_err err = run_local(runtime, "actor.list", body, NULL, &answer, where);
    json_t *next = json_object_get(answer, "next");
    if (err == TNW_OK && *cursor != NULL && json_equal(next, *cursor)) {
        snprintf(where, CONFIG_WHERE, "the list does not go on after %.40s", json_string_value(next));
        err = TNW_E_PROTOCOL;
    } else if (err == TNW_OK) {
        json_array_extend(items, json_object_get(answer, "items"));
    }
    json_decref(*cursor);
    *cursor = json_is_string(next) ? json_incref(next) : NULL;
    json_decref(body);
    json_decref(answer);
    return err;
}

static void
print_items(const json_t *items, bool json)
{
    size_t index;
    json_t *actor;
    if (json) {
        print_json(items);
        return;
    }
    json_array_foreach(items, index, actor)
    {
        print_row(actor);
    }
}

enum tnw_err
enroll_list(const struct runtime *runtime, bool json, char where[CONFIG_WHERE])
{
    json_t *items = json_array();
    json_t *cursor = NULL;
    enum tnw_err err;
    do {
        err = take_page(runtime, items, &cursor, where);
    } while (err == TNW_OK && cursor != NULL);
    print_items(items, json); /* what was read before a failure too */
    json_decref(cursor);
    json_decref(items);
    return err;
}

enum tnw_err
enroll_disable(const struct runtime *runtime, const char *actor, bool json, char where[CONFIG_WHERE])
{
    struct id id;
    json_t *answer = NULL;
    if (id_parse(&id, ID_ACTOR, actor) != TNW_OK) {
        snprintf(where, CONFIG_WHERE, "an actor's id is act_ and 26 characters");
        return TNW_E_USAGE;
    }
    enum tnw_err err = run_local(runtime, "actor.disable", NULL, &id, &answer, where);
    if (err == TNW_OK) {
        print_id(answer, json);
    }
    json_decref(answer);
    return err;
}

#include "proof/seen.h"

#include <stdlib.h>
#include <string.h>

#include "settings/remembered.h"
#include "settings/settings.h"

#define SEEN_MAX ((size_t)16 << 20)

/* Returns a member that is an object, made when it is missing; borrowed. */
static json_t *
child_object(json_t *object, const char *name)
{
    json_t *value = json_object_get(object, name);
    if (!json_is_object(value)) {
        json_object_set_new(object, name, json_object());
        value = json_object_get(object, name);
    }
    return value;
}

enum tnw_err
seen_open(struct cli *cli, struct seen *out)
{
    struct settings settings;
    *out = (struct seen){.path = remembered_path(cli, "seen.json")};
    if (out->path == NULL) {
        return TNW_E_CONFIGURATION;
    }
    enum tnw_err err = settings_gather(&settings, cli);
    if (err == TNW_OK) {
        err = remembered_read(cli, out->path, SEEN_MAX, TEXT_DAMAGED_PROVEN, &out->all);
    }
    if (err == TNW_OK) {
        out->server = child_object(out->all, settings.values[SETTING_URL]);
        err = out->server == NULL ? TNW_E_NO_MEMORY : TNW_OK;
    }
    settings_wipe(&settings);
    return err;
}

void
seen_close(struct seen *seen)
{
    json_decref(seen->all);
    free(seen->path);
    *seen = (struct seen){NULL, NULL, NULL};
}

const char *
seen_note(const struct seen *seen)
{
    return json_string_value(json_object_get(seen->server, "note"));
}

const char *
seen_key(const struct seen *seen)
{
    return json_string_value(json_object_get(seen->server, "key"));
}

const char *
seen_note_key(const struct seen *seen)
{
    const char *key = json_string_value(json_object_get(seen->server, "note_key"));
    return key == NULL ? seen_key(seen) : key;
}

const char *
seen_former(const struct seen *seen, size_t i)
{
    return json_string_value(json_array_get(json_object_get(seen->server, "former"), i));
}

static bool
is_former(const struct seen *seen, const char *key)
{
    bool found = false;
    for (size_t i = 0; seen_former(seen, i) != NULL; i++) {
        found = found || strcmp(seen_former(seen, i), key) == 0;
    }
    return found;
}

static bool
add_key(struct seen *seen, const char *list, const char *key)
{
    json_t *keys = json_object_get(seen->server, list);
    if (!json_is_array(keys)) {
        json_object_set_new(seen->server, list, json_array());
        keys = json_object_get(seen->server, list);
    }
    return json_array_append_new(keys, json_string(key)) == 0;
}

static bool
add_former(struct seen *seen, const char *key)
{
    return is_former(seen, key) || add_key(seen, "former", key);
}

bool
seen_knows_key(const struct seen *seen, const char *key)
{
    return (seen_key(seen) != NULL && strcmp(seen_key(seen), key) == 0) || is_former(seen, key);
}

size_t
seen_dossiers(const struct seen *seen)
{
    return json_object_size(json_object_get(seen->server, "dossiers"));
}

/* Puts `key` in the place of the one that counted, which is kept as a former one. */
static bool
set_key(struct seen *seen, const char *key)
{
    const char *before = seen_key(seen);
    bool set = true;
    if (before != NULL && strcmp(before, key) != 0) {
        set = add_former(seen, before);
    }
    return json_object_set_new(seen->server, "key", json_string(key)) == 0 && set;
}

bool
seen_head(const struct seen *seen, const char *dossier, struct tnw_access_head *out)
{
    const json_t *entry = json_object_get(json_object_get(seen->server, "dossiers"), dossier);
    const char *head = json_string_value(json_object_get(entry, "head"));
    json_int_t counter = json_integer_value(json_object_get(entry, "counter"));
    *out = (struct tnw_access_head){.counter = 0};
    if (head == NULL || strlen(head) >= sizeof out->head || counter <= 0) {
        return false;
    }
    out->counter = (uint64_t)counter;
    memcpy(out->head, head, strlen(head) + 1);
    return true;
}

enum tnw_err
seen_expect(struct cli *cli, const struct seen *seen, const char *dossier, struct tnw_access_check *check)
{
    const json_t *entry = json_object_get(json_object_get(seen->server, "dossiers"), dossier);
    json_t *pending = json_object_get(entry, "pending");
    const char *request;
    json_t *leaf;
    enum tnw_err err = TNW_OK;
    json_object_foreach(pending, request, leaf)
    {
        struct tnw_access_expected expected;
        const char *text = json_string_value(leaf);
        (void)snprintf(expected.request, sizeof expected.request, "%s", request);
        (void)snprintf(expected.leaf, sizeof expected.leaf, "%s", text == NULL ? "" : text);
        err = err == TNW_OK ? tnw_access_check_expect(check, &expected) : err;
    }
    return err == TNW_E_USAGE ? cli_wrong(cli, TNW_E_CONFIGURATION, seen->path, TEXT_DAMAGED_PROVEN) : err;
}

/* One less than a check expects: it expects a request of its own, too. */
#define PENDING_MAX 62

static json_t *
pending_of(const struct tnw_access_check *check, const char *last)
{
    json_t *all = json_object();
    struct tnw_access_expected pending;
    for (size_t i = 0; i < PENDING_MAX && tnw_access_check_pending(check, i, &pending); i++) {
        json_object_set_new(all, pending.request, json_string(pending.leaf));
    }
    if (json_object_size(all) < PENDING_MAX) {
        json_object_set_new(all, last, json_string(""));
    }
    return all;
}

enum tnw_err
seen_save(struct cli *cli, struct seen *seen, const char *note, const char *key, const char *dossier,
          const struct tnw_access_head *head, const struct tnw_access_check *check, const char *last)
{
    bool set = json_object_set_new(seen->server, "note", json_string(note)) == 0 &&
               json_object_set_new(seen->server, "note_key", json_string(key)) == 0 && set_key(seen, key);
    if (head->counter > 0) {
        json_t *entry = json_pack("{s:I, s:s, s:o}", "counter", (json_int_t)head->counter, "head", head->head,
                                  "pending", pending_of(check, last));
        set = json_object_set_new(child_object(seen->server, "dossiers"), dossier, entry) == 0 && set;
    }
    return set ? remembered_write(cli, seen->path, seen->all) : TNW_E_NO_MEMORY;
}

enum tnw_err
seen_accept(struct cli *cli, struct seen *seen, const char *other, const char *key)
{
    bool set =
        seen_note(seen) == NULL || json_object_set_new(seen->server, "note_key", json_string(seen_note_key(seen))) == 0;
    if (set && other != NULL && strcmp(other, key) != 0) {
        set = add_former(seen, other);
    }
    set = set && set_key(seen, key);
    return set ? remembered_write(cli, seen->path, seen->all) : TNW_E_NO_MEMORY;
}

const char *
seen_witness(const struct seen *seen, size_t i)
{
    return json_string_value(json_array_get(json_object_get(seen->server, "witnesses"), i));
}

enum tnw_err
seen_add_witness(struct cli *cli, struct seen *seen, const char *key)
{
    size_t count = 0;
    for (; seen_witness(seen, count) != NULL; count++) {
        if (strcmp(seen_witness(seen, count), key) == 0) {
            return TNW_OK;
        }
    }
    if (count == TNW_WITNESSES_MAX) {
        return cli_usage(cli, TEXT_WITNESSES_FULL, NULL);
    }
    return add_key(seen, "witnesses", key) ? remembered_write(cli, seen->path, seen->all) : TNW_E_NO_MEMORY;
}

enum tnw_err
seen_forget(struct cli *cli, struct seen *seen)
{
    return json_object_clear(seen->server) == 0 ? remembered_write(cli, seen->path, seen->all) : TNW_E_NO_MEMORY;
}

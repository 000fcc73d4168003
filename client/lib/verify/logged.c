#include "logged.h"

#include <string.h>

#include "audit/clock_reset.h"
#include "audit/record_rules.h"
#include "crypto/merkle.h"
#include "json/json.h"
#include "reading.h"

/* A record with each dossier of the longest list that a server can give. */
#define LISTED_MAX 4096

/* The leaf hash, and whether that text is a record by the server's own rules. */
static enum tnw_err
read_text(struct logged *out, const json_t *record)
{
    struct buf text = {0};
    struct record_view view;
    json_canonical(&text, record);
    enum tnw_err err = text.err;
    if (err == TNW_OK) {
        out->leaf = merkle_leaf(buf_slice(&text));
        bool formed = record_view_parse(&view, buf_slice(&text), out->seq) == TNW_OK;
        out->broken = formed ? record_rules_broken(&view) : "a member is missing, unknown, or of another form";
        out->time = formed ? view.time : 0;
    }
    buf_free(&text);
    return err;
}

/* What is shown to people, or decides what a record is about. */
static bool
is_whole(const json_t *record)
{
    static const char *const texts[] = {"action", "decision", "ground", "time"};
    static const char *const or_null[] = {"actor", "object", "organisation", "purpose", "role"};
    uint64_t status;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        if (!json_is_string(json_object_get(record, texts[i]))) {
            return false;
        }
    }
    for (size_t i = 0; i < sizeof or_null / sizeof or_null[0]; i++) {
        if (!reading_text_or_null(json_object_get(record, or_null[i]))) {
            return false;
        }
    }
    return reading_texts(json_object_get(record, "categories")) &&
           reading_count(json_object_get(record, "status"), &status);
}

static bool
read_listed(struct logged *out, const json_t *listed)
{
    struct hash hash;
    out->listed_count = json_array_size(listed);
    for (size_t i = 0; i < out->listed_count && i < LISTED_MAX; i++) {
        if (!reading_hash(json_array_get(listed, i), &hash)) {
            return false;
        }
    }
    return listed == NULL || (out->listed_count > 0 && out->listed_count <= LISTED_MAX);
}

bool
logged_read_link(const json_t *object, struct audit_link *out)
{
    struct hash none = {0};
    bool ok = reading_count(json_object_get(object, "counter"), &out->counter) && out->counter > 0 &&
              reading_hash(json_object_get(object, "previous"), &out->previous);
    return ok && (out->counter == 1) == hash_eq(&out->previous, &none);
}

/* Dossier, counter and previous are there together, or all null. */
static bool
read_own_link(struct logged *out, const json_t *record)
{
    const json_t *dossier = json_object_get(record, "dossier");
    out->is_linked = !json_is_null(dossier);
    if (out->is_linked) {
        return reading_id(dossier, ID_DOSSIER, &out->link.dossier) && logged_read_link(record, &out->link);
    }
    return json_is_null(json_object_get(record, "counter")) && json_is_null(json_object_get(record, "previous"));
}

/* Such a record, and no other, has the member: a map of records before it. */
static bool
read_map(struct logged *out, const json_t *record)
{
    static const char *const members[] = {"root", "size", NULL};
    const json_t *map = json_object_get(record, "map");
    out->names_map = strcmp(json_string_value(json_object_get(record, "action")), MAP_ROOT_ACTION) == 0;
    if (!out->names_map) {
        return map == NULL;
    }
    return reading_only(map, members) && reading_hash(json_object_get(map, "root"), &out->map.root) &&
           reading_count(json_object_get(map, "size"), &out->map.size) && out->map.size <= out->seq;
}

enum tnw_err
logged_read(struct logged *out, const json_t *record)
{
    *out = (struct logged){.json = record};
    if (!json_is_object(record) || !is_whole(record) || !reading_count(json_object_get(record, "seq"), &out->seq) ||
        !read_own_link(out, record) || !read_listed(out, json_object_get(record, "listed")) || !read_map(out, record)) {
        return TNW_E_CORRUPT;
    }
    return read_text(out, record);
}

struct hash
logged_listed(const struct logged *record, size_t i)
{
    struct hash hash;
    (void)reading_hash(json_array_get(json_object_get(record->json, "listed"), i), &hash);
    return hash;
}

bool
logged_lists(const struct logged *record, const struct audit_link *link)
{
    struct hash commitment = audit_link_commitment(link);
    for (size_t i = 0; i < record->listed_count; i++) {
        struct hash listed = logged_listed(record, i);
        if (hash_eq(&listed, &commitment)) {
            return true;
        }
    }
    return false;
}

bool
logged_explains_time(const struct logged *record, time_ms before)
{
    const char *action = json_string_value(json_object_get(record->json, "action"));
    const char *ground = json_string_value(json_object_get(record->json, "ground"));
    return record->time == 0 || before == 0 ||
           clock_reset_explains(slice_str(action), slice_str(ground), record->time, before);
}

#include "client_log_answer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "json/json.h"

json_t *
client_log_answer_record(const struct client_log *log, size_t seq)
{
    json_t *value = json_loadb((const char *)log->records[seq].text.ptr, log->records[seq].text.len, 0, NULL);
    assert_non_null(value);
    return value;
}

static json_t *
path_of(struct client_log *log, uint64_t seq)
{
    struct hash path[64];
    size_t count = evidence_naive_inclusion(log->tree, seq, 0, LOG_SEALED, path);
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++) {
        json_array_append_new(list, client_log_hash(&path[i]));
    }
    return list;
}

json_t *
client_log_answer_inclusion(struct client_log *log, uint64_t seq)
{
    struct hash root = evidence_naive_root(log->tree, 0, LOG_SEALED);
    return json_pack("{s:I, s:i, s:o, s:o, s:o}", "seq", (json_int_t)seq, "size", LOG_SEALED, "leaf",
                     client_log_hash(&log->records[seq].leaf), "root", client_log_hash(&root), "path",
                     path_of(log, seq));
}

/* The record's link for that dossier; NULL: it concerns others. */
static const struct audit_link *
link_for(const struct client_log *log, size_t seq, unsigned dossier)
{
    const struct client_log_record *record = &log->records[seq];
    struct id id = client_log_dossier(dossier);
    for (size_t i = 0; i < record->listed_count; i++) {
        if (id_eq(&record->listed[i].dossier, &id)) {
            return &record->listed[i];
        }
    }
    return id_eq(&record->link.dossier, &id) ? &record->link : NULL;
}

static json_t *
party(const json_t *id)
{
    return json_pack("{s:O, s:s}", "id", id, "name", "Somebody");
}

static json_t *
item(struct client_log *log, size_t seq, const struct audit_link *link)
{
    static const char *const same[] = {"seq",        "time",    "role",     "action", "object",
                                       "categories", "purpose", "decision", "ground", "status"};
    json_t *record = client_log_answer_record(log, seq);
    json_t *made = json_pack("{s:o, s:o, s:s, s:s, s:i, s:O, s:O}", "actor", party(json_object_get(record, "actor")),
                             "organisation", party(json_object_get(record, "organisation")), "reason", "Wrote it.",
                             "text", "Somebody read something.", "count", 1, "first", json_object_get(record, "time"),
                             "until", json_object_get(record, "time"));
    for (size_t i = 0; i < sizeof same / sizeof same[0]; i++) {
        json_object_set(made, same[i], json_object_get(record, same[i]));
    }
    json_object_set_new(made, "for", json_null());
    json_object_set_new(made, "record", record);
    json_object_set_new(made, "leaf", client_log_hash(&log->records[seq].leaf));
    json_object_set_new(
        made, "link",
        json_pack("{s:I, s:o}", "counter", (json_int_t)link->counter, "previous", client_log_hash(&link->previous)));
    json_object_set_new(made, "inclusion",
                        seq >= LOG_SEALED ? json_null()
                                          : json_pack("{s:i, s:o}", "size", LOG_SEALED, "path", path_of(log, seq)));
    return made;
}

static json_t *
map_of(struct client_log *log, unsigned dossier)
{
    struct id id = client_log_dossier(dossier);
    struct hash key = map_key(&id);
    struct map_store store = evidence_shelf_store(log->shelf);
    struct map_proof *proof = calloc(1, sizeof *proof);
    assert_non_null(proof);
    assert_int_equal(map_prove(&store, &log->map, &key, proof), TNW_OK);
    json_t *siblings = json_array();
    for (size_t i = 0; i < proof->count; i++) {
        json_array_append_new(siblings, client_log_hash(&proof->siblings[i]));
    }
    json_t *made = json_pack("{s:o, s:o, s:n, s:n, s:o, s:n}", "record", client_log_answer_record(log, LOG_SEALED - 1),
                             "path", path_of(log, LOG_SEALED - 1), "counter", "head", "siblings", siblings, "other");
    if (proof->end == MAP_LEAF) {
        bool own = hash_eq(&proof->leaf.key, &key);
        json_t *entry = own ? json_incref(made) : json_pack("{s:o}", "key", client_log_hash(&proof->leaf.key));
        json_object_set_new(entry, "counter", json_integer((json_int_t)proof->leaf.counter));
        json_object_set_new(entry, "head", client_log_hash(&proof->leaf.head));
        if (own) {
            json_decref(entry);
        } else {
            json_object_set_new(made, "other", entry);
        }
    }
    free(proof);
    return made;
}

json_t *
client_log_answer_page(struct client_log *log, unsigned dossier, int64_t after, size_t limit)
{
    json_t *items = json_array();
    json_t *next = json_null();
    for (size_t seq = after < 0 ? LOG_RECORDS : (size_t)after; seq-- > 0;) {
        const struct audit_link *link = link_for(log, seq, dossier);
        if (link != NULL && json_array_size(items) == limit) {
            next = json_string("cursor");
            break;
        }
        if (link != NULL) {
            json_array_append_new(items, item(log, seq, link));
        }
    }
    json_t *sealed = after >= 0 ? json_null()
                                : json_pack("{s:s, s:s, s:o}", "checkpoint", (const char *)log->note.ptr, "key",
                                            log->log_text, "map", map_of(log, dossier));
    return json_pack("{s:o, s:o, s:o}", "items", items, "next", next, "sealed", sealed);
}

json_t *
client_log_answer_receipt(struct client_log *log, bool withdrawn)
{
    json_t *given = json_pack("{s:o, s:o, s:o}", "record", client_log_answer_record(log, LOG_GIVE), "leaf",
                              client_log_hash(&log->records[LOG_GIVE].leaf), "inclusion",
                              client_log_answer_inclusion(log, LOG_GIVE));
    json_t *ended = json_null();
    if (withdrawn) {
        ended = json_pack("{s:o, s:o, s:o, s:o}", "record", client_log_answer_record(log, LOG_WITHDRAW), "leaf",
                          client_log_hash(&log->records[LOG_WITHDRAW].leaf), "inclusion",
                          client_log_answer_inclusion(log, LOG_WITHDRAW), "consent", client_log_terms(true));
    }
    return json_pack("{s:s, s:o, s:s, s:o, s:o, s:s, s:s}", "type", "tnw/receipt/v1", "consent",
                     client_log_terms(false), "salt", LOG_SALT, "given", given, "withdrawn", ended, "checkpoint",
                     (const char *)log->note.ptr, "key", log->log_text);
}

json_t *
client_log_answer_erasure(struct client_log *log, unsigned stages)
{
    static const char *const names[] = {"closed", "emptied", "complete"};
    static const size_t records[] = {LOG_ERASE, LOG_EMPTIED, LOG_ERASED};
    char dossier[ID_TEXT];
    json_t *receipt = json_pack("{s:s, s:s, s:s, s:s}", "type", "tnw/erasure/v1", "dossier",
                                client_log_id(dossier, ID_DOSSIER, client_log_dossier(0)), "checkpoint",
                                (const char *)log->note.ptr, "key", log->log_text);
    for (unsigned i = 0; i < 3; i++) {
        json_t *stage = json_null();
        if (i < stages) {
            stage = json_pack("{s:o, s:o, s:o}", "record", client_log_answer_record(log, records[i]), "leaf",
                              client_log_hash(&log->records[records[i]].leaf), "inclusion",
                              client_log_answer_inclusion(log, records[i]));
        }
        json_object_set_new(receipt, names[i], stage);
    }
    return receipt;
}

static void
put_line(struct buf *out, json_t *line)
{
    json_canonical(out, line);
    buf_put_u8(out, '\n');
    json_decref(line);
}

static void
put_hashes(struct buf *out, const struct client_log *log, size_t seq)
{
    json_t *hashes = json_array();
    for (uint8_t level = 0; level == 0 || ((seq + 1) & (((size_t)1 << level) - 1)) == 0; level++) {
        struct hash hash = evidence_naive_perfect(log->tree, level, seq + 1 - ((size_t)1 << level));
        json_array_append_new(hashes, client_log_hash(&hash));
    }
    put_line(out, json_pack("{s:o, s:I}", "hashes", hashes, "seq", (json_int_t)seq));
}

static void
put_links(struct buf *out, const struct client_log_record *record, size_t seq)
{
    json_t *links = json_array();
    for (size_t i = 0; i < record->listed_count; i++) {
        char dossier[ID_TEXT];
        json_array_append_new(links, json_pack("{s:I, s:s, s:o}", "counter", (json_int_t)record->listed[i].counter,
                                               "dossier", client_log_id(dossier, ID_DOSSIER, record->listed[i].dossier),
                                               "previous", client_log_hash(&record->listed[i].previous)));
    }
    put_line(out, json_pack("{s:o, s:I}", "links", links, "seq", (json_int_t)seq));
}

struct buf
client_log_answer_export(const struct client_log *log, size_t size, const struct buf *note)
{
    struct buf out = {0};
    for (size_t seq = 0; seq < size; seq++) {
        buf_put_slice(&out, buf_slice(&log->records[seq].text));
        buf_put_u8(&out, '\n');
        put_hashes(&out, log, seq);
        if (log->records[seq].listed_count > 0) {
            put_links(&out, &log->records[seq], seq);
        }
    }
    put_line(&out, json_pack("{s:s, s:s}", "checkpoint", (const char *)note->ptr, "key", log->log_text));
    return out;
}

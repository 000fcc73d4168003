/* Known answers for third parties (tests/vectors/evidence): what this project makes is what was published. With
 * --write FOLDER it makes the files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "audit/proof.h"
#include "client_access.h"
#include "client_log_answer.h"

#define FOLDER "tests/vectors/evidence"
#define BEHIND 16 /* of the records in the sealed log, that many are in the map of the second one */

static json_t *
bytes_json(const void *bytes, size_t len)
{
    char hex[2 * HASH_SIZE + 1];
    hex_encode(hex, bytes, len);
    return json_string(hex);
}

static json_t *
id_json(enum id_kind kind, struct id id)
{
    char text[ID_TEXT];
    return json_pack("{s:s, s:o}", "text", client_log_id(text, kind, id), "bytes", bytes_json(id.bytes, ID_SIZE));
}

static json_t *
ids_json(void)
{
    struct id highest;
    struct id first = {{0}};
    memset(highest.bytes, 0xff, sizeof highest.bytes);
    first.bytes[ID_SIZE - 1] = 1;
    return json_pack("[o, o, o, o]", id_json(ID_DOSSIER, client_log_dossier(0)),
                     id_json(ID_ACTOR, client_log_dossier(1)), id_json(ID_CONSENT, first),
                     id_json(ID_REQUEST, highest));
}

/* Each record as text, its leaf hash, and the openings of what it lists. */
static json_t *
records_json(const struct client_log *log)
{
    json_t *all = json_array();
    for (size_t seq = 0; seq < LOG_RECORDS; seq++) {
        const struct client_log_record *record = &log->records[seq];
        json_t *links = json_array();
        for (size_t i = 0; i < record->listed_count; i++) {
            char dossier[ID_TEXT];
            const struct audit_link *link = &record->listed[i];
            struct hash commitment = audit_link_commitment(link);
            json_array_append_new(
                links, json_pack("{s:s, s:I, s:o, s:o}", "dossier", client_log_id(dossier, ID_DOSSIER, link->dossier),
                                 "counter", (json_int_t)link->counter, "previous", client_log_hash(&link->previous),
                                 "commitment", client_log_hash(&commitment)));
        }
        json_array_append_new(all,
                              json_pack("{s:s#, s:o, s:o}", "record", (const char *)record->text.ptr,
                                        (int)record->text.len, "leaf", client_log_hash(&record->leaf), "links", links));
    }
    return all;
}

static json_t *
roots_json(const struct client_log *log)
{
    json_t *all = json_array();
    for (uint64_t size = 0; size <= LOG_SEALED; size++) {
        struct hash root = evidence_naive_root(log->tree, 0, size);
        json_array_append_new(all, client_log_hash(&root));
    }
    return all;
}

static json_t *
map_json(const struct client_log *log)
{
    json_t *entries = json_array();
    for (unsigned dossier = 0; dossier < LOG_DOSSIERS; dossier++) {
        char text[ID_TEXT];
        struct id id = client_log_dossier(dossier);
        const struct audit_link *head = &log->mapped_heads[dossier];
        const struct map_entry entry = {map_key(&id), head->counter, head->previous};
        struct hash leaf = map_leaf(&entry);
        json_array_append_new(entries,
                              json_pack("{s:s, s:o, s:I, s:o, s:o}", "dossier", client_log_id(text, ID_DOSSIER, id),
                                        "key", client_log_hash(&entry.key), "counter", (json_int_t)entry.counter,
                                        "head", client_log_hash(&entry.head), "leaf", client_log_hash(&leaf)));
    }
    return json_pack("{s:I, s:o, s:o}", "size", (json_int_t)log->mapped, "root", client_log_hash(&log->map), "entries",
                     entries);
}

static json_t *
consent_json(const struct client_log *log, bool withdrawn, size_t seq)
{
    json_t *record = client_log_answer_record(log, seq);
    json_t *made = json_pack("{s:s, s:o, s:O}", "salt", LOG_SALT, "terms", client_log_terms(withdrawn), "content",
                             json_object_get(record, "content"));
    json_decref(record);
    return made;
}

static struct buf
make_answers(struct client_log *log, struct client_log *behind)
{
    json_t *all = json_pack("{s:{s:s, s:s}, s:o, s:o, s:o, s:o, s:o, s:[o, o]}", "keys", "log", log->log_text,
                            "witness", log->witness_text, "ids", ids_json(), "records", records_json(log), "roots",
                            roots_json(log), "map", map_json(log), "map_behind", map_json(behind), "consents",
                            consent_json(log, false, LOG_GIVE), consent_json(log, true, LOG_WITHDRAW));
    char *text = json_dumps(all, JSON_INDENT(1) | JSON_SORT_KEYS);
    struct buf out = {0};
    assert_non_null(text);
    buf_put_str(&out, text);
    buf_put_u8(&out, '\n');
    free(text);
    json_decref(all);
    return out;
}

/* The text of an answer. */
static struct buf
text_of(json_t *value)
{
    struct buf text = client_log_text(value);
    json_decref(value);
    return text;
}

static struct buf
make_note(struct client_log *log, struct client_log *behind)
{
    struct buf note = {0};
    (void)behind;
    buf_put_slice(&note, buf_slice(&log->note));
    return note;
}

static struct buf
make_dossier(struct client_log *log, struct client_log *behind)
{
    char text[ID_TEXT];
    struct buf out = {0};
    (void)log;
    (void)behind;
    buf_put_str(&out, client_log_id(text, ID_DOSSIER, client_log_dossier(0)));
    return out;
}

static struct buf
make_access(struct client_log *log, struct client_log *behind)
{
    (void)behind;
    return text_of(client_log_answer_page(log, 0, -1, ACCESS_ALL));
}

static struct buf
make_access_behind(struct client_log *log, struct client_log *behind)
{
    (void)log;
    return text_of(client_log_answer_page(behind, 0, -1, ACCESS_ALL));
}

static struct buf
make_receipt(struct client_log *log, struct client_log *behind)
{
    (void)behind;
    return text_of(client_log_answer_receipt(log, false));
}

static struct buf
make_receipt_withdrawn(struct client_log *log, struct client_log *behind)
{
    (void)behind;
    return text_of(client_log_answer_receipt(log, true));
}

static struct buf
make_export(struct client_log *log, struct client_log *behind)
{
    (void)behind;
    return client_log_answer_export(log, LOG_SEALED, &log->note);
}

static const struct {
    const char *name;
    struct buf (*make)(struct client_log *log, struct client_log *behind);
} vectors[] = {
    {"answers.json", make_answers},
    {"checkpoint.note", make_note},
    {"dossier", make_dossier},
    {"access_log.json", make_access},
    {"access_log_behind.json", make_access_behind},
    {"receipt.json", make_receipt},
    {"receipt_withdrawn.json", make_receipt_withdrawn},
    {"export.ndjson", make_export},
};

static struct buf
read_vector(const char *name)
{
    char path[128];
    uint8_t bytes[4096];
    struct buf content = {0};
    (void)snprintf(path, sizeof path, FOLDER "/%s", name);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    for (size_t got; (got = fread(bytes, 1, sizeof bytes, file)) > 0;) {
        buf_put(&content, bytes, got);
    }
    (void)fclose(file);
    return content;
}

static void
what_was_published_is_what_is_made(void **state)
{
    (void)state;
    struct client_log *log = client_log_new();
    struct client_log *behind = client_log_new_behind(BEHIND);
    for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
        struct buf made = vectors[i].make(log, behind);
        struct buf published = read_vector(vectors[i].name);
        if (!slice_eq(buf_slice(&made), buf_slice(&published))) {
            fail_msg("%s is not what is made now: see " FOLDER "/README.md", vectors[i].name);
        }
        buf_free(&made);
        buf_free(&published);
    }
    client_log_free(&log);
    client_log_free(&behind);
}

static int
write_vectors(const char *folder)
{
    struct client_log *log = client_log_new();
    struct client_log *behind = client_log_new_behind(BEHIND);
    int status = 0;
    for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
        char path[512];
        struct buf made = vectors[i].make(log, behind);
        (void)snprintf(path, sizeof path, "%s/%s", folder, vectors[i].name);
        FILE *file = fopen(path, "wb");
        status |= file == NULL || fwrite(made.ptr, 1, made.len, file) != made.len || fclose(file) != 0;
        buf_free(&made);
    }
    client_log_free(&log);
    client_log_free(&behind);
    return status;
}

int
main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_was_published_is_what_is_made)};
    if (argc == 3 && strcmp(argv[1], "--write") == 0) {
        return write_vectors(argv[2]);
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "client_log.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "audit/proof.h"
#include "crypto/merkle.h"
#include "json/json.h"

#define START INT64_C(1767225600000)
#define SALT "000102030405060708090a0b0c0d0e0f"

static struct id
id_of(const char *word, unsigned number)
{
    struct id id;
    char text[64];
    (void)snprintf(text, sizeof text, "%s %u", word, number);
    struct hash hash = hash_of(slice_str(text));
    memcpy(id.bytes, hash.bytes, sizeof id.bytes);
    return id;
}

struct id
client_log_dossier(unsigned dossier)
{
    return id_of("dossier", dossier);
}

static const char *
id_text(char out[ID_TEXT], enum id_kind kind, struct id id)
{
    id_format(out, kind, &id);
    return out;
}

struct buf
client_log_text(const json_t *value)
{
    struct buf text = {0};
    json_canonical(&text, value);
    assert_int_equal(text.err, TNW_OK);
    return text;
}

struct hash
client_log_leaf(const json_t *record)
{
    struct buf text = client_log_text(record);
    struct hash leaf = merkle_leaf(buf_slice(&text));
    buf_free(&text);
    return leaf;
}

json_t *
client_log_hash(const struct hash *hash)
{
    char hex[2 * HASH_SIZE + 1];
    hex_encode(hex, hash->bytes, HASH_SIZE);
    return json_string(hex);
}

/* The terms of the consent, before and after its withdrawal. */
static json_t *
terms(bool withdrawn)
{
    char consent[ID_TEXT];
    char dossier[ID_TEXT];
    char actor[ID_TEXT];
    char by[ID_TEXT];
    json_t *made =
        json_pack("{s:s, s:s, s:s, s:{s:s}, s:[s], s:[s], s:[s], s:s, s:s, s:s, s:s, s:n, s:n, s:n}", "id",
                  id_text(consent, ID_CONSENT, id_of("consent", 0)), "dossier",
                  id_text(dossier, ID_DOSSIER, client_log_dossier(0)), "effect", "grant", "grantee", "actor",
                  id_text(actor, ID_ACTOR, id_of("actor", 1)), "categories", "fit_note", "actions", "read", "purposes",
                  "tnw_traject", "from", "2026-01-01", "until", "2026-12-31", "granted", "2026-01-01T00:00:01.000Z",
                  "granted_by", id_text(by, ID_ACTOR, id_of("actor", 0)), "evidence", "withdrawn", "withdrawn_by");
    if (withdrawn) {
        json_object_set_new(made, "withdrawn", json_string("2026-01-01T00:00:13.000Z"));
        json_object_set_new(made, "withdrawn_by", json_string(by));
    }
    return made;
}

static struct hash
content_of(bool withdrawn)
{
    uint8_t salt[16];
    json_t *value = terms(withdrawn);
    struct buf text = client_log_text(value);
    assert_int_equal(hex_decode(salt, sizeof salt, SALT), TNW_OK);
    struct slice parts[] = {slice_of("tnw/consent/v1", 15), slice_of(salt, sizeof salt), buf_slice(&text)};
    struct hash content = hash_parts(parts, 3);
    buf_free(&text);
    json_decref(value);
    return content;
}

static struct audit_link
next_link(const struct client_log *log, unsigned dossier)
{
    return (struct audit_link){.dossier = client_log_dossier(dossier),
                               .counter = log->heads[dossier].counter + 1,
                               .previous = log->heads[dossier].previous};
}

static void
move_head(struct client_log *log, const struct audit_link *link, const struct hash *leaf)
{
    for (unsigned dossier = 0; dossier < LOG_DOSSIERS; dossier++) {
        struct id id = client_log_dossier(dossier);
        if (id_eq(&id, &link->dossier)) {
            log->heads[dossier] = (struct audit_link){.dossier = id, .counter = link->counter, .previous = *leaf};
        }
    }
}

/* Every fifth record is of a list that shows all dossiers, every seventh of none, the others of one. */
static void
add_record(struct client_log *log, size_t seq)
{
    static const uint8_t policy[HASH_SIZE] = {1};
    struct client_log_record *made = &log->records[seq];
    struct hash certificate = hash_of(slice_str("certificate"));
    struct hash content;
    char object[ID_TEXT] = "";
    struct audit_record record = {.request = id_of("request", (unsigned)seq),
                                  .actor = id_of("actor", (unsigned)(seq % 3)),
                                  .role = ROLE_HUISARTS,
                                  .organisation = id_of("actor", 9),
                                  .origin = "127.0.0.1",
                                  .certificate = &certificate,
                                  .action = "fragment.read",
                                  .object = object,
                                  .categories = CODE_BIT(CATEGORY_FIT_NOTE),
                                  .purpose = PURPOSE_TNW_TRAJECT,
                                  .decision = seq % 4 == 2 ? "deny" : "permit",
                                  .ground = slice_str("author"),
                                  .status = 200,
                                  .policy = policy};
    unsigned dossier = seq == LOG_GIVE || seq == LOG_WITHDRAW ? 0 : (unsigned)(seq % 4 % LOG_DOSSIERS);
    if (seq == LOG_GIVE || seq == LOG_WITHDRAW) {
        content = content_of(seq == LOG_WITHDRAW);
        record.action = seq == LOG_GIVE ? "consent.give" : "consent.withdraw";
        record.content = &content;
        record.decision = "permit";
        id_text(object, ID_CONSENT, id_of("consent", 0));
    }
    if (seq % 5 == 4) {
        record.action = "dossier.list";
        for (unsigned i = 0; i < LOG_DOSSIERS; i++) {
            made->listed[made->listed_count++] = next_link(log, i);
        }
    } else if (seq % 7 != 6) {
        made->link = next_link(log, dossier);
    }
    struct audit_place place = {.seq = seq,
                                .time = START + 1000 * (time_ms)seq,
                                .link = made->link,
                                .listed = made->listed,
                                .listed_count = made->listed_count};
    audit_record_encode(&made->text, &record, &place);
    assert_int_equal(made->text.err, TNW_OK);
    made->leaf = merkle_leaf(buf_slice(&made->text));
    move_head(log, &made->link, &made->leaf);
    for (size_t i = 0; i < made->listed_count; i++) {
        move_head(log, &made->listed[i], &made->leaf);
    }
}

static int
compare_entries(const void *a, const void *b)
{
    return memcmp(((const struct map_entry *)a)->key.bytes, ((const struct map_entry *)b)->key.bytes, HASH_SIZE);
}

static void
seal_map(struct client_log *log)
{
    struct map_entry entries[LOG_DOSSIERS];
    memcpy(log->sealed_heads, log->heads, sizeof log->heads);
    for (unsigned i = 0; i < LOG_DOSSIERS; i++) {
        struct id id = client_log_dossier(i);
        entries[i] = (struct map_entry){map_key(&id), log->heads[i].counter, log->heads[i].previous};
    }
    qsort(entries, LOG_DOSSIERS, sizeof entries[0], compare_entries);
    log->shelf = evidence_shelf_new();
    struct map_store store = evidence_shelf_store(log->shelf);
    log->map = map_empty();
    assert_int_equal(map_update(&store, &log->map, entries, LOG_DOSSIERS), TNW_OK);
}

static struct sign_key *
make_key(const char *name, enum note_kind kind, struct note_key *key, char text[TNW_KEY_TEXT])
{
    struct sign_key *secret;
    uint8_t public_key[SIGN_PUBLIC];
    struct buf out = {0};
    struct hash seed = hash_of(slice_str(name));
    assert_int_equal(sign_key_new(&secret, seed.bytes), TNW_OK);
    sign_key_public(secret, public_key);
    assert_int_equal(note_key_set(key, slice_str(name), kind, public_key), TNW_OK);
    note_key_encode(&out, key);
    (void)snprintf(text, TNW_KEY_TEXT, "%s", buf_text(&out));
    buf_free(&out);
    return secret;
}

struct buf
client_log_note(const struct client_log *log, const struct sign_key *secret, uint64_t size, const struct hash *root,
                const struct hash *map)
{
    struct buf text = {0};
    struct buf note = {0};
    struct note_key key;
    uint8_t public_key[SIGN_PUBLIC];
    const struct checkpoint checkpoint = {slice_str(log->log_key.name), size, *root, *map};
    sign_key_public(secret, public_key);
    assert_int_equal(note_key_set(&key, slice_str(log->log_key.name), NOTE_ED25519, public_key), TNW_OK);
    assert_int_equal(checkpoint_encode(&text, &checkpoint), TNW_OK);
    assert_int_equal(note_begin(&note, buf_slice(&text)), TNW_OK);
    assert_int_equal(note_sign(&note, buf_slice(&text), &key, secret, 0), TNW_OK);
    assert_int_equal(note_sign(&note, buf_slice(&text), &log->witness_key, log->witness_secret, LOG_TIME), TNW_OK);
    assert_non_null(buf_text(&note));
    buf_free(&text);
    return note;
}

struct client_log *
client_log_new(void)
{
    struct client_log *log = calloc(1, sizeof *log);
    assert_non_null(log);
    for (size_t seq = 0; seq < LOG_RECORDS; seq++) {
        if (seq == LOG_SEALED) {
            seal_map(log);
        }
        add_record(log, seq);
    }
    log->tree = evidence_naive_new(LOG_SEALED);
    for (size_t seq = 0; seq < LOG_SEALED; seq++) {
        log->tree->leaves[seq] = log->records[seq].leaf;
    }
    evidence_naive_grow(log->tree);
    log->log_secret = make_key("log.example/tnw", NOTE_ED25519, &log->log_key, log->log_text);
    log->witness_secret = make_key("witness.example", NOTE_COSIGNATURE, &log->witness_key, log->witness_text);
    struct hash root = evidence_naive_root(log->tree, 0, LOG_SEALED);
    log->note = client_log_note(log, log->log_secret, LOG_SEALED, &root, &log->map);
    return log;
}

void
client_log_free(struct client_log **log)
{
    for (size_t seq = 0; seq < LOG_RECORDS; seq++) {
        buf_free(&(*log)->records[seq].text);
    }
    evidence_naive_free(&(*log)->tree);
    evidence_shelf_free(&(*log)->shelf);
    sign_key_free(&(*log)->log_secret);
    sign_key_free(&(*log)->witness_secret);
    buf_free(&(*log)->note);
    free(*log);
    *log = NULL;
}

json_t *
client_log_record(const struct client_log *log, size_t seq)
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
client_log_inclusion(struct client_log *log, uint64_t seq)
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
    json_t *record = client_log_record(log, seq);
    json_t *made = json_pack("{s:o, s:o, s:s, s:s, s:i, s:O, s:O}", "actor", party(json_object_get(record, "actor")),
                             "organisation", party(json_object_get(record, "organisation")), "reason", "Wrote it.",
                             "text", "Somebody read something.", "count", 1, "first", json_object_get(record, "time"),
                             "until", json_object_get(record, "time"));
    for (size_t i = 0; i < sizeof same / sizeof same[0]; i++) {
        json_object_set(made, same[i], json_object_get(record, same[i]));
    }
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
    json_t *made = json_pack("{s:n, s:n, s:o, s:n}", "counter", "head", "siblings", siblings, "other");
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
client_log_page(struct client_log *log, unsigned dossier, int64_t after, size_t limit)
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
client_log_receipt(struct client_log *log, bool withdrawn)
{
    json_t *given =
        json_pack("{s:o, s:o, s:o}", "record", client_log_record(log, LOG_GIVE), "leaf",
                  client_log_hash(&log->records[LOG_GIVE].leaf), "inclusion", client_log_inclusion(log, LOG_GIVE));
    json_t *ended = json_null();
    if (withdrawn) {
        ended = json_pack("{s:o, s:o, s:o, s:o}", "record", client_log_record(log, LOG_WITHDRAW), "leaf",
                          client_log_hash(&log->records[LOG_WITHDRAW].leaf), "inclusion",
                          client_log_inclusion(log, LOG_WITHDRAW), "consent", terms(true));
    }
    return json_pack("{s:s, s:o, s:s, s:o, s:o, s:s, s:s}", "type", "tnw/receipt/v1", "consent", terms(false), "salt",
                     SALT, "given", given, "withdrawn", ended, "checkpoint", (const char *)log->note.ptr, "key",
                     log->log_text);
}

static void
put_links(struct buf *out, const struct client_log_record *record, size_t seq)
{
    json_t *links = json_array();
    for (size_t i = 0; i < record->listed_count; i++) {
        char dossier[ID_TEXT];
        json_array_append_new(links, json_pack("{s:I, s:s, s:o}", "counter", (json_int_t)record->listed[i].counter,
                                               "dossier", id_text(dossier, ID_DOSSIER, record->listed[i].dossier),
                                               "previous", client_log_hash(&record->listed[i].previous)));
    }
    json_t *line = json_pack("{s:o, s:I}", "links", links, "seq", (json_int_t)seq);
    json_canonical(out, line);
    buf_put_u8(out, '\n');
    json_decref(line);
}

struct buf
client_log_export(const struct client_log *log, size_t size, const struct buf *note)
{
    struct buf out = {0};
    for (size_t seq = 0; seq < size; seq++) {
        buf_put_slice(&out, buf_slice(&log->records[seq].text));
        buf_put_u8(&out, '\n');
        if (log->records[seq].listed_count > 0) {
            put_links(&out, &log->records[seq], seq);
        }
    }
    json_t *last = json_pack("{s:s, s:s}", "checkpoint", (const char *)note->ptr, "key", log->log_text);
    json_canonical(&out, last);
    buf_put_u8(&out, '\n');
    json_decref(last);
    return out;
}

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

const char *
client_log_id(char out[ID_TEXT], enum id_kind kind, struct id id)
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
json_t *
client_log_terms(bool withdrawn)
{
    char consent[ID_TEXT];
    char dossier[ID_TEXT];
    char actor[ID_TEXT];
    char by[ID_TEXT];
    json_t *made = json_pack("{s:s, s:s, s:s, s:{s:s}, s:[s], s:[s], s:[s], s:s, s:s, s:s, s:s, s:n, s:n, s:n}", "id",
                             client_log_id(consent, ID_CONSENT, id_of("consent", 0)), "dossier",
                             client_log_id(dossier, ID_DOSSIER, client_log_dossier(0)), "effect", "grant", "grantee",
                             "actor", client_log_id(actor, ID_ACTOR, id_of("actor", 1)), "categories", "fit_note",
                             "actions", "read", "purposes", "tnw_traject", "from", "2026-01-01", "until", "2026-12-31",
                             "granted", "2026-01-01T00:00:01.000Z", "granted_by",
                             client_log_id(by, ID_ACTOR, id_of("actor", 1)), "evidence", "withdrawn", "withdrawn_by");
    if (withdrawn) {
        json_object_set_new(made, "withdrawn", json_string("2026-01-01T00:00:12.000Z"));
        json_object_set_new(made, "withdrawn_by", json_string(client_log_id(by, ID_ACTOR, id_of("actor", 0))));
    }
    return made;
}

static struct hash
content_of(bool withdrawn)
{
    uint8_t salt[16];
    json_t *value = client_log_terms(withdrawn);
    struct buf text = client_log_text(value);
    assert_int_equal(hex_decode(salt, sizeof salt, LOG_SALT), TNW_OK);
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

struct buf
client_log_map_record(uint64_t seq, uint64_t size, const struct hash *root)
{
    static const uint8_t policy[HASH_SIZE] = {1};
    const struct map_root map = {.size = size, .root = *root};
    const struct audit_place place = {.seq = seq, .time = START + 1000 * (time_ms)seq};
    struct audit_record record = audit_record_by_server(MAP_ROOT_ACTION, policy);
    struct buf text = {0};
    record.map = &map;
    audit_record_encode(&text, &record, &place);
    assert_int_equal(text.err, TNW_OK);
    return text;
}

/* What the patient did, and what the server itself does behind it. */
static void
become_stage(struct audit_record *record, size_t seq)
{
    static const uint8_t policy[HASH_SIZE] = {1};
    if (seq != LOG_ERASE) {
        *record = audit_record_by_server(seq == LOG_EMPTIED ? "dossier.emptied" : "dossier.erased", policy);
        record->ground = slice_str("server");
        return;
    }
    record->action = "dossier.erase";
    record->role = ROLE_PATIENT;
    record->object = "";
    record->categories = 0;
    record->decision = "permit";
    record->status = 200;
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
                                  .origin = "00112233aabbccdd",
                                  .certificate = &certificate,
                                  .action = "fragment.read",
                                  .object = object,
                                  .categories = CODE_BIT(CATEGORY_FIT_NOTE),
                                  .purpose = PURPOSE_TNW_TRAJECT,
                                  .decision = seq % 4 == 2 ? "deny" : "permit",
                                  .ground = slice_str("author"),
                                  .status = seq % 4 == 2 ? 404 : 200,
                                  .policy = policy};
    if (seq == LOG_SEALED - 1) {
        made->text = client_log_map_record(seq, log->mapped, &log->map);
        made->leaf = merkle_leaf(buf_slice(&made->text));
        return;
    }
    unsigned dossier = seq == LOG_GIVE || seq == LOG_WITHDRAW ? 0 : (unsigned)(seq % 4 % LOG_DOSSIERS);
    if (seq == LOG_GIVE || seq == LOG_WITHDRAW) {
        content = content_of(seq == LOG_WITHDRAW);
        record.action = seq == LOG_GIVE ? "consent.give" : "consent.withdraw";
        record.content = &content;
        record.decision = "permit";
        record.status = 201;
        client_log_id(object, ID_CONSENT, id_of("consent", 0));
    }
    if (log->erases && (seq == LOG_ERASE || seq == LOG_EMPTIED || seq == LOG_ERASED)) {
        become_stage(&record, seq);
        dossier = 0;
    }
    if (seq % 5 == 4 && !(log->erases && seq == LOG_ERASE)) {
        record.action = "dossier.list";
        for (unsigned i = 0; i < LOG_DOSSIERS; i++) {
            made->listed[made->listed_count++] = next_link(log, i);
        }
    } else if (seq % 7 != 6 || (log->erases && seq == LOG_EMPTIED)) {
        made->link = next_link(log, dossier);
    } else {
        record.action = "actor.read";
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
    memcpy(log->mapped_heads, log->heads, sizeof log->heads);
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

/* One entry after the other, by what each record says of itself. */
void
client_log_map_at(const struct client_log *log, size_t size, struct hash *map)
{
    struct evidence_shelf *shelf = evidence_shelf_new();
    struct map_store store = evidence_shelf_store(shelf);
    *map = map_empty();
    for (size_t seq = 0; seq < size; seq++) {
        const struct client_log_record *record = &log->records[seq];
        for (size_t i = 0; i <= record->listed_count; i++) {
            const struct audit_link *link = i == record->listed_count ? &record->link : &record->listed[i];
            struct map_entry entry = {map_key(&link->dossier), link->counter, record->leaf};
            if (link->counter > 0) {
                assert_int_equal(map_update(&store, map, &entry, 1), TNW_OK);
            }
        }
    }
    evidence_shelf_free(&shelf);
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
client_log_note(const struct client_log *log, const struct sign_key *secret, uint64_t size, const struct hash *root)
{
    struct buf text = {0};
    struct buf note = {0};
    struct note_key key;
    uint8_t public_key[SIGN_PUBLIC];
    const struct checkpoint checkpoint = {slice_str(log->log_key.name), size, *root};
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

static struct client_log *
new_log(size_t mapped, bool erases)
{
    struct client_log *log = calloc(1, sizeof *log);
    assert_non_null(log);
    log->mapped = mapped;
    log->erases = erases;
    for (size_t seq = 0; seq < LOG_RECORDS; seq++) {
        if (seq == mapped) {
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
    log->note = client_log_note(log, log->log_secret, LOG_SEALED, &root);
    return log;
}

struct client_log *
client_log_new(void)
{
    return client_log_new_behind(LOG_SEALED - 1);
}

struct client_log *
client_log_new_behind(size_t mapped)
{
    return new_log(mapped, false);
}

struct client_log *
client_log_new_erased(void)
{
    return new_log(LOG_SEALED - 1, true);
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

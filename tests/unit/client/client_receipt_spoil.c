#include "client_receipt_spoil.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static json_t *
at(json_t *receipt, const char *a, const char *b)
{
    json_t *inner = json_object_get(receipt, a);
    return b == NULL ? inner : json_object_get(inner, b);
}

static void
put(json_t *object, const char *name, json_t *value)
{
    assert_non_null(object);
    assert_int_equal(json_object_set_new(object, name, value), 0);
}

static void
spoil_hash(json_t *object, const char *name)
{
    char text[2 * HASH_SIZE + 1];
    const char *was = json_string_value(json_object_get(object, name));
    (void)snprintf(text, sizeof text, "%s", was);
    text[1] = text[1] == '0' ? '1' : '0';
    put(object, name, json_string(text));
}

static void
terms_altered(json_t *r, struct client_log *log)
{
    (void)log;
    put(at(r, "consent", NULL), "until", json_string("2027-12-31"));
}

static void
terms_widened(json_t *r, struct client_log *log)
{
    (void)log;
    json_array_append_new(at(r, "consent", "categories"), json_string("diagnose"));
}

static void
member_added(json_t *r, struct client_log *log)
{
    (void)log;
    put(at(r, "consent", NULL), "note", json_string("and more"));
}

static void
salt_changed(json_t *r, struct client_log *log)
{
    (void)log;
    put(r, "salt", json_string("000102030405060708090a0b0c0d0e0e"));
}

static void
withdrawal_altered(json_t *r, struct client_log *log)
{
    (void)log;
    put(at(r, "withdrawn", "consent"), "withdrawn", json_string("2026-01-01T00:00:00.500Z"));
}

static void
withdrawal_hidden_in_terms(json_t *r, struct client_log *log)
{
    (void)log;
    json_object_set(r, "consent", at(r, "withdrawn", "consent"));
}

static void
record_changed(json_t *r, struct client_log *log)
{
    (void)log;
    put(at(r, "given", "record"), "time", json_string("2026-01-01T00:00:02.000Z"));
}

/* The record and its leaf hashes of one mind; only the log knows. */
static void
record_forged(json_t *r, struct client_log *log)
{
    record_changed(r, log);
    struct hash leaf = client_log_leaf(at(r, "given", "record"));
    put(at(r, "given", NULL), "leaf", client_log_hash(&leaf));
    put(at(r, "given", "inclusion"), "leaf", client_log_hash(&leaf));
}

static void
of_another_consent(json_t *r, struct client_log *log)
{
    (void)log;
    put(at(r, "consent", NULL), "id", json_string("cns_00000000000000000000000001"));
}

static void
given_by_a_withdrawal(json_t *r, struct client_log *log)
{
    put(at(r, "given", NULL), "record", client_log_answer_record(log, LOG_WITHDRAW));
}

static void
refused(json_t *r, struct client_log *log)
{
    (void)log;
    put(at(r, "given", "record"), "decision", json_string("deny"));
}

static void
path_changed(json_t *r, struct client_log *log)
{
    (void)log;
    json_array_remove(json_object_get(at(r, "withdrawn", "inclusion"), "path"), 0);
}

static void
root_changed(json_t *r, struct client_log *log)
{
    (void)log;
    spoil_hash(at(r, "given", "inclusion"), "root");
}

static void
leaf_changed(json_t *r, struct client_log *log)
{
    (void)log;
    spoil_hash(at(r, "given", NULL), "leaf");
}

static void
other_key(json_t *r, struct client_log *log)
{
    put(r, "key", json_string(log->witness_text));
}

static void
put_note(json_t *r, struct buf note)
{
    put(r, "checkpoint", json_string(buf_text(&note)));
    buf_free(&note);
}

static void
other_checkpoint(json_t *r, struct client_log *log)
{
    struct hash root = evidence_naive_root(log->tree, 0, 15);
    put_note(r, client_log_note(log, log->log_secret, 15, &root));
}

static void
other_signer(json_t *r, struct client_log *log)
{
    struct hash root = evidence_naive_root(log->tree, 0, LOG_SEALED);
    put_note(r, client_log_note(log, log->witness_secret, LOG_SEALED, &root));
}

static void
unknown_type(json_t *r, struct client_log *log)
{
    (void)log;
    put(r, "type", json_string("tnw/receipt/v2"));
}

static void
stranger(json_t *r, struct client_log *log)
{
    (void)log;
    put(r, "also", json_true());
}

/* A proof that is right for another tree of that size. */
static void
other_tree(json_t *r, struct client_log *log)
{
    struct hash was = log->tree->leaves[0];
    log->tree->leaves[0] = hash_of(slice_str("another"));
    evidence_naive_grow(log->tree);
    put(at(r, "given", NULL), "inclusion", client_log_answer_inclusion(log, LOG_GIVE));
    log->tree->leaves[0] = was;
    evidence_naive_grow(log->tree);
}

/* The path of a record near the start is as long in a larger tree. */
static void
other_size(json_t *r, struct client_log *log)
{
    (void)log;
    put(at(r, "given", "inclusion"), "size", json_integer(LOG_SEALED + 3));
}

static struct hash
content_of(const json_t *terms)
{
    uint8_t salt[16];
    struct buf text = client_log_text(terms);
    assert_int_equal(hex_decode(salt, sizeof salt, LOG_SALT), TNW_OK);
    struct slice parts[] = {slice_of("tnw/consent/v1", 15), slice_of(salt, sizeof salt), buf_slice(&text)};
    struct hash content = hash_parts(parts, 3);
    buf_free(&text);
    return content;
}

/* The receipt of a log that itself recorded and signed such terms at that place. */
static void
lie(json_t *r, struct client_log *log, size_t seq, const char *name, const char *value)
{
    struct client_log *lying = client_log_new();
    json_t *terms = client_log_terms(seq == LOG_WITHDRAW);
    put(terms, name, json_string(value));
    struct hash content = content_of(terms);
    json_t *record = client_log_answer_record(lying, seq);
    put(record, "content", client_log_hash(&content));
    struct client_log_record *kept = &lying->records[seq];
    buf_free(&kept->text);
    kept->text = client_log_text(record);
    kept->leaf = client_log_leaf(record);
    lying->tree->leaves[seq] = kept->leaf;
    evidence_naive_grow(lying->tree);
    struct hash root = evidence_naive_root(lying->tree, 0, LOG_SEALED);
    buf_free(&lying->note);
    lying->note = client_log_note(log, log->log_secret, LOG_SEALED, &root);
    json_t *receipt = client_log_answer_receipt(lying, true);
    put(seq == LOG_WITHDRAW ? at(receipt, "withdrawn", NULL) : receipt, "consent", terms);
    json_object_update(r, receipt);
    json_decref(receipt);
    json_decref(record);
    client_log_free(&lying);
}

static void
withdrawal_of_something_else(json_t *r, struct client_log *log)
{
    lie(r, log, LOG_WITHDRAW, "until", "2026-06-30");
}

static void
given_by_another(json_t *r, struct client_log *log)
{
    lie(r, log, LOG_GIVE, "granted_by", "act_00000000000000000000000001");
}

static void
given_earlier(json_t *r, struct client_log *log)
{
    lie(r, log, LOG_GIVE, "granted", "2025-01-01T00:00:00.000Z");
}

static void
withdrawn_later(json_t *r, struct client_log *log)
{
    lie(r, log, LOG_WITHDRAW, "withdrawn", "2026-06-30T00:00:00.000Z");
}

const struct client_receipt_spoil client_receipt_spoils[] = {
    {"altered terms", terms_altered, TNW_FAULT_TERMS, LOG_GIVE},
    {"a category more", terms_widened, TNW_FAULT_TERMS, LOG_GIVE},
    {"a member more in the terms", member_added, TNW_FAULT_TERMS, LOG_GIVE},
    {"another salt", salt_changed, TNW_FAULT_TERMS, LOG_GIVE},
    {"an altered withdrawal", withdrawal_altered, TNW_FAULT_TERMS, LOG_WITHDRAW},
    {"terms of the withdrawal as the grant's", withdrawal_hidden_in_terms, TNW_FAULT_TERMS, LOG_GIVE},
    {"a changed record", record_changed, TNW_FAULT_RECORD, LOG_GIVE},
    {"a forged record", record_forged, TNW_FAULT_INCLUSION, LOG_GIVE},
    {"another consent", of_another_consent, TNW_FAULT_SUBJECT, LOG_GIVE},
    {"a withdrawal as a grant", given_by_a_withdrawal, TNW_FAULT_SUBJECT, LOG_WITHDRAW},
    {"a refusal as a grant", refused, TNW_FAULT_SUBJECT, LOG_GIVE},
    {"given by another than was recorded", given_by_another, TNW_FAULT_SUBJECT, LOG_GIVE},
    {"given earlier than was recorded", given_earlier, TNW_FAULT_SUBJECT, LOG_GIVE},
    {"withdrawn later than was recorded", withdrawn_later, TNW_FAULT_SUBJECT, LOG_WITHDRAW},
    {"a shorter path", path_changed, TNW_FAULT_INCLUSION, LOG_WITHDRAW},
    {"another root", root_changed, TNW_FAULT_INCLUSION, LOG_GIVE},
    {"another leaf", leaf_changed, TNW_FAULT_RECORD, LOG_GIVE},
    {"another key", other_key, TNW_FAULT_KEY, -1},
    {"another checkpoint of the log", other_checkpoint, TNW_FAULT_INCLUSION, LOG_GIVE},
    {"another signer", other_signer, TNW_FAULT_SIGNATURE, -1},
    {"a proof in another tree", other_tree, TNW_FAULT_INCLUSION, LOG_GIVE},
    {"a proof for another size", other_size, TNW_FAULT_INCLUSION, LOG_GIVE},
    {"a withdrawal of something else", withdrawal_of_something_else, TNW_FAULT_SUBJECT, LOG_WITHDRAW},
    {"an unknown type", unknown_type, TNW_FAULT_FORM, -1},
    {"a stranger's member", stranger, TNW_FAULT_FORM, -1},
    {.spoil = NULL},
};

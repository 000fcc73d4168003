/* Verifiers, checkpoints, single proofs, logs that continue older ones, and being a witness. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "client_log_answer.h"

struct house {
    struct client_log *log;
    struct tnw_verifier *verifier;
};

static void
keys_are_looked_at_when_they_are_given(void **state)
{
    const struct house *house = *state;
    const char *log = house->log->log_text;
    const char *witness = house->log->witness_text;
    const struct {
        const char *key;
        const char *witnesses[3];
        unsigned needed;
        enum tnw_err err;
    } rows[] = {
        {log, {NULL}, 0, TNW_OK},
        {log, {witness, NULL}, 1, TNW_OK},
        {log, {NULL}, 1, TNW_E_USAGE},
        {log, {witness, NULL}, 2, TNW_E_USAGE},
        {log, {witness, witness, NULL}, 1, TNW_E_USAGE},
        {log, {log, NULL}, 1, TNW_E_USAGE},
        {witness, {NULL}, 0, TNW_E_USAGE},
        {"", {NULL}, 0, TNW_E_USAGE},
        {NULL, {NULL}, 0, TNW_E_USAGE},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct tnw_verifier *verifier;
        char why[256];
        assert_int_equal(tnw_verifier_new(rows[i].key, rows[i].witnesses, rows[i].needed, &verifier, why), rows[i].err);
        assert_int_equal(verifier != NULL, rows[i].err == TNW_OK);
        assert_int_equal(strlen(why) > 0, rows[i].err != TNW_OK);
        tnw_verifier_free(&verifier);
    }
}

static struct tnw_seal
seal_of(const struct house *house)
{
    struct tnw_seal seal;
    struct tnw_finding finding;
    assert_int_equal(tnw_verify_checkpoint(house->verifier, (const char *)house->log->note.ptr, house->log->note.len,
                                           &seal, &finding),
                     TNW_OK);
    return seal;
}

static void
a_checkpoint_says_what_was_signed(void **state)
{
    const struct house *house = *state;
    struct tnw_seal seal = seal_of(house);
    struct hash root = evidence_naive_root(house->log->tree, 0, LOG_SEALED);
    char text[TNW_HASH_TEXT];
    hex_encode(text, root.bytes, HASH_SIZE);
    assert_int_equal(seal.size, LOG_SEALED);
    assert_string_equal(seal.root, text);
    assert_int_equal(seal.witness_count, 1);
    assert_string_equal(seal.witnesses[0].name, "witness.example");
}

static void
each_changed_byte_of_a_checkpoint_is_found(void **state)
{
    const struct house *house = *state;
    char note[2048];
    size_t len = house->log->note.len;
    memcpy(note, house->log->note.ptr, len);
    for (size_t i = 0; i < 8 * len; i++) {
        struct tnw_seal seal;
        struct tnw_finding finding;
        note[i / 8] = (char)(note[i / 8] ^ 1 << i % 8);
        assert_int_equal(tnw_verify_checkpoint(house->verifier, note, len, &seal, &finding), TNW_E_CRYPTO);
        assert_true(finding.fault == TNW_FAULT_FORM || finding.fault == TNW_FAULT_SIGNATURE ||
                    finding.fault == TNW_FAULT_WITNESSES);
        assert_int_equal(seal.size, 0);
        note[i / 8] = (char)(note[i / 8] ^ 1 << i % 8);
    }
}

/* A typed proof out of its JSON; texts borrow from it. */
struct typed {
    const char *path[64];
    struct tnw_inclusion proof;
};

static void
type_inclusion(struct typed *out, const json_t *value)
{
    const json_t *path = json_object_get(value, "path");
    size_t count = json_array_size(path);
    for (size_t i = 0; i < count; i++) {
        out->path[i] = json_string_value(json_array_get(path, i));
    }
    out->path[count] = NULL;
    out->proof = (struct tnw_inclusion){.seq = json_integer_value(json_object_get(value, "seq")),
                                        .size = json_integer_value(json_object_get(value, "size")),
                                        .leaf = json_string_value(json_object_get(value, "leaf")),
                                        .root = json_string_value(json_object_get(value, "root")),
                                        .path = out->path};
}

static void
expect_inclusion(const struct tnw_seal *seal, const struct tnw_inclusion *proof, const char *record,
                 enum tnw_fault fault)
{
    struct tnw_finding finding;
    enum tnw_err err = tnw_verify_inclusion(seal, proof, record, &finding);
    assert_int_equal(err, fault == TNW_FAULT_NONE ? TNW_OK : TNW_E_CRYPTO);
    assert_int_equal(finding.fault, fault);
}

static void
each_record_is_proven_at_its_place_only(void **state)
{
    static const char other_hash[] = "0000000000000000000000000000000000000000000000000000000000000001";
    const struct house *house = *state;
    struct tnw_seal seal = seal_of(house);
    for (size_t seq = 0; seq < LOG_SEALED; seq++) {
        struct typed typed;
        json_t *value = client_log_answer_inclusion(house->log, seq);
        const char *record = buf_text(&house->log->records[seq].text);
        const char *other = buf_text(&house->log->records[(seq + 1) % LOG_SEALED].text);
        type_inclusion(&typed, value);
        expect_inclusion(&seal, &typed.proof, record, TNW_FAULT_NONE);
        expect_inclusion(&seal, &typed.proof, NULL, TNW_FAULT_NONE);
        expect_inclusion(&seal, &typed.proof, other, TNW_FAULT_RECORD);
        expect_inclusion(&seal, &typed.proof, "{}", TNW_FAULT_FORM);
        typed.proof.seq++;
        expect_inclusion(&seal, &typed.proof, record, TNW_FAULT_ORDER);
        expect_inclusion(&seal, &typed.proof, NULL, TNW_FAULT_INCLUSION);
        typed.proof.seq--;
        typed.proof.size--;
        expect_inclusion(&seal, &typed.proof, record, TNW_FAULT_INCLUSION);
        typed.proof.size++;
        typed.path[0] = other_hash;
        expect_inclusion(&seal, &typed.proof, record, TNW_FAULT_INCLUSION);
        typed.path[0] = "00";
        expect_inclusion(&seal, &typed.proof, record, TNW_FAULT_FORM);
        json_decref(value);
    }
}

/* The first record of a dossier, and no other, follows nothing. */
static void
a_first_record_that_follows_another_is_no_record(void **state)
{
    const struct house *house = *state;
    struct tnw_seal seal = seal_of(house);
    struct typed typed;
    json_t *value = client_log_answer_inclusion(house->log, 0);
    json_t *record = client_log_answer_record(house->log, 0);
    type_inclusion(&typed, value);
    json_object_set_new(record, "previous", client_log_hash(&house->log->records[1].leaf));
    struct buf text = client_log_text(record);
    expect_inclusion(&seal, &typed.proof, buf_text(&text), TNW_FAULT_FORM);
    buf_free(&text);
    json_decref(record);
    json_decref(value);
}

static struct tnw_seal
older_seal(const struct house *house, uint64_t size)
{
    struct hash root = evidence_naive_root(house->log->tree, 0, size);
    struct tnw_seal seal = {.size = size};
    hex_encode(seal.root, root.bytes, HASH_SIZE);
    return seal;
}

static void
expect_consistency(const struct tnw_seal *older, const struct tnw_seal *newer, const struct tnw_consistency *proof,
                   enum tnw_fault fault)
{
    struct tnw_finding finding;
    enum tnw_err err = tnw_verify_consistency(older, newer, proof, &finding);
    assert_int_equal(err, fault == TNW_FAULT_NONE ? TNW_OK : TNW_E_CRYPTO);
    assert_int_equal(finding.fault, fault);
}

static void
a_log_that_only_grew_is_told_from_another(void **state)
{
    const struct house *house = *state;
    struct tnw_seal newer = seal_of(house);
    for (uint64_t size = 1; size < LOG_SEALED; size++) {
        struct hash path[64];
        char texts[64][TNW_HASH_TEXT];
        const char *list[65] = {NULL};
        struct tnw_seal older = older_seal(house, size);
        size_t count = evidence_naive_consistency(house->log->tree, size, 0, LOG_SEALED, true, path);
        for (size_t i = 0; i < count; i++) {
            hex_encode(texts[i], path[i].bytes, HASH_SIZE);
            list[i] = texts[i];
        }
        struct tnw_consistency proof = {.from = (int64_t)size, .to = LOG_SEALED, .path = list};
        expect_consistency(&older, &newer, &proof, TNW_FAULT_NONE);
        struct tnw_seal forked = older_seal(house, size % (LOG_SEALED - 1) + 1);
        forked.size = size;
        expect_consistency(&forked, &newer, &proof, TNW_FAULT_CONSISTENCY);
        expect_consistency(&older, &newer, NULL, TNW_FAULT_FORM);
        proof.from++;
        expect_consistency(&older, &newer, &proof, TNW_FAULT_CONSISTENCY);
    }
    struct tnw_seal same = newer;
    expect_consistency(&same, &newer, NULL, TNW_FAULT_NONE);
    same.root[0] = same.root[0] == '0' ? '1' : '0';
    expect_consistency(&same, &newer, NULL, TNW_FAULT_FORK);
    struct tnw_seal older = older_seal(house, 3);
    assert_int_equal(tnw_verify_consistency(&newer, &older, NULL, NULL), TNW_E_USAGE);
}

/* The root of the first `size` records: as sealed there, or spoiled. */
static enum tnw_fault
fault_since(const struct house *house, const struct tnw_seal *older)
{
    struct tnw_export_check *check;
    struct tnw_export_proof proof;
    struct tnw_finding finding;
    struct buf text = client_log_answer_export(house->log, LOG_SEALED, &house->log->note);
    assert_int_equal(tnw_export_check_new(house->verifier, &check), TNW_OK);
    assert_int_equal(tnw_export_check_since(check, older), TNW_OK);
    enum tnw_err err = tnw_export_check_bytes(check, (const char *)text.ptr, text.len, NULL);
    assert_int_equal(tnw_export_check_since(check, older), TNW_E_USAGE);
    enum tnw_err end = tnw_export_check_end(check, &proof, &finding);
    assert_true(err == TNW_OK || end == err);
    tnw_export_check_free(&check);
    buf_free(&text);
    return finding.fault;
}

static void
an_export_is_held_against_an_older_checkpoint(void **state)
{
    const struct house *house = *state;
    for (uint64_t size = 0; size <= LOG_SEALED; size++) {
        struct hash root = evidence_naive_root(house->log->tree, 0, size);
        struct tnw_seal older = {.size = size};
        hex_encode(older.root, root.bytes, HASH_SIZE);
        assert_int_equal(fault_since(house, &older), TNW_FAULT_NONE);
        older.root[5] = older.root[5] == '0' ? '1' : '0';
        assert_int_equal(fault_since(house, &older), TNW_FAULT_CONSISTENCY);
        older.size = LOG_SEALED + 1;
        assert_int_equal(fault_since(house, &older), TNW_FAULT_SIZE);
    }
}

static void
a_witness_cosigns_what_the_log_signed_and_nothing_else(void **state)
{
    const struct house *house = *state;
    struct tnw_witness *witness;
    struct tnw_verifier *both;
    struct tnw_seal seal;
    struct tnw_finding finding;
    char key[TNW_KEY_TEXT];
    char line[TNW_LINE_TEXT];
    char note[2048];
    const unsigned char seed[TNW_SEED_SIZE] = {7};
    assert_int_equal(tnw_witness_new("second.example", seed, &witness, key), TNW_OK);
    (void)snprintf(note, sizeof note, "%s", (const char *)house->log->note.ptr);
    assert_int_equal(tnw_witness_cosign(witness, house->verifier, note, strlen(note), LOG_TIME + 1, line, &finding),
                     TNW_OK);
    (void)snprintf(note + strlen(note), sizeof note - strlen(note), "%s\n", line);
    const char *const witnesses[] = {house->log->witness_text, key, NULL};
    assert_int_equal(tnw_verifier_new(house->log->log_text, witnesses, 2, &both, NULL), TNW_OK);
    assert_int_equal(tnw_verify_checkpoint(both, note, strlen(note), &seal, &finding), TNW_OK);
    assert_int_equal(seal.witness_count, 2);
    assert_string_equal(seal.witnesses[1].name, "second.example");
    assert_string_equal(seal.witnesses[1].time, "2026-01-01T00:00:01.000Z");
    assert_int_equal(
        tnw_verify_checkpoint(both, (const char *)house->log->note.ptr, house->log->note.len, &seal, &finding),
        TNW_E_CRYPTO);
    assert_int_equal(finding.fault, TNW_FAULT_WITNESSES);
    note[20]++;
    assert_int_equal(tnw_witness_cosign(witness, house->verifier, note, strlen(note), LOG_TIME, line, &finding),
                     TNW_E_CRYPTO);
    assert_string_equal(line, "");
    tnw_witness_free(&witness);
    assert_int_equal(tnw_witness_new("no name", seed, &witness, key), TNW_E_USAGE);
    assert_null(witness);
    tnw_verifier_free(&both);
}

static void
each_fault_has_a_code_and_a_meaning(void **state)
{
    (void)state;
    for (int i = 0; i < TNW_FAULT_COUNT; i++) {
        assert_true(strlen(tnw_fault_code((enum tnw_fault)i)) > 0);
        assert_true(strlen(tnw_fault_meaning((enum tnw_fault)i)) > 0);
        for (int j = 0; j < i; j++) {
            assert_string_not_equal(tnw_fault_code((enum tnw_fault)i), tnw_fault_code((enum tnw_fault)j));
        }
    }
    assert_string_equal(tnw_fault_code(TNW_FAULT_COUNT), "");
}

int
main(void)
{
    struct house house = {.log = client_log_new()};
    assert_int_equal(tnw_verifier_new(house.log->log_text, (const char *const[]){house.log->witness_text, NULL}, 1,
                                      &house.verifier, NULL),
                     TNW_OK);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(keys_are_looked_at_when_they_are_given, &house),
        cmocka_unit_test_prestate(a_checkpoint_says_what_was_signed, &house),
        cmocka_unit_test_prestate(each_changed_byte_of_a_checkpoint_is_found, &house),
        cmocka_unit_test_prestate(each_record_is_proven_at_its_place_only, &house),
        cmocka_unit_test_prestate(a_first_record_that_follows_another_is_no_record, &house),
        cmocka_unit_test_prestate(a_log_that_only_grew_is_told_from_another, &house),
        cmocka_unit_test_prestate(an_export_is_held_against_an_older_checkpoint, &house),
        cmocka_unit_test_prestate(a_witness_cosigns_what_the_log_signed_and_nothing_else, &house),
        cmocka_unit_test(each_fault_has_a_code_and_a_meaning),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    tnw_verifier_free(&house.verifier);
    client_log_free(&house.log);
    return failed;
}

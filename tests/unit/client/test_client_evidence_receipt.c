/* Consent receipts: a whole one says what was recorded, a spoiled one says where it fails. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "client_receipt_spoil.h"

struct house {
    struct client_log *log;
    struct tnw_verifier *verifier;
};

static enum tnw_err
check(const struct house *house, json_t *receipt, struct tnw_receipt_proof *proof, struct tnw_finding *finding)
{
    struct buf text = client_log_text(receipt);
    enum tnw_err err = tnw_verify_receipt(house->verifier, (const char *)text.ptr, text.len, proof, finding);
    buf_free(&text);
    json_decref(receipt);
    assert_int_equal(err == TNW_OK, finding->fault == TNW_FAULT_NONE);
    return err;
}

static void
a_whole_receipt_tells_what_was_recorded(void **state)
{
    const struct house *house = *state;
    struct tnw_receipt_proof proof;
    struct tnw_finding finding;
    char dossier[ID_TEXT];
    struct id id = client_log_dossier(0);
    id_format(dossier, ID_DOSSIER, &id);
    assert_int_equal(check(house, client_log_answer_receipt(house->log, true), &proof, &finding), TNW_OK);
    assert_int_equal(proof.seal.size, LOG_SEALED);
    assert_int_equal(proof.given.seq, LOG_GIVE);
    assert_string_equal(proof.given.time, "2026-01-01T00:00:01.000Z");
    assert_string_equal(proof.dossier, dossier);
    assert_memory_equal(proof.consent, "cns_", 4);
    assert_memory_equal(proof.given.actor, "act_", 4);
    assert_true(proof.is_withdrawn);
    assert_int_equal(proof.withdrawn.seq, LOG_WITHDRAW);
    assert_int_equal(check(house, client_log_answer_receipt(house->log, false), &proof, &finding), TNW_OK);
    assert_false(proof.is_withdrawn);
}

static void
each_spoiled_receipt_is_found_with_its_place(void **state)
{
    const struct house *house = *state;
    for (const struct client_receipt_spoil *s = client_receipt_spoils; s->spoil != NULL; s++) {
        struct tnw_receipt_proof proof;
        struct tnw_finding finding;
        json_t *receipt = client_log_answer_receipt(house->log, true);
        s->spoil(receipt, house->log);
        enum tnw_err err = check(house, receipt, &proof, &finding);
        if (err != TNW_E_CRYPTO || finding.fault != s->fault || finding.seq != s->seq) {
            fail_msg("%s: error %d, %s at %lld: %s", s->name, err, tnw_fault_code(finding.fault),
                     (long long)finding.seq, finding.text);
        }
        assert_int_equal(proof.seal.size, 0);
    }
}

static void
no_changed_byte_is_taken_for_proof(void **state)
{
    const struct house *house = *state;
    struct evidence_random random = evidence_random(11);
    json_t *receipt = client_log_answer_receipt(house->log, true);
    struct buf text = client_log_text(receipt);
    for (size_t round = 0; round < 6000; round++) {
        struct tnw_receipt_proof proof;
        size_t at_byte = evidence_random_below(&random, text.len);
        uint8_t was = text.ptr[at_byte];
        text.ptr[at_byte] = (uint8_t)evidence_random_below(&random, 256);
        if (tnw_verify_receipt(house->verifier, (const char *)text.ptr, text.len, &proof, NULL) == TNW_OK) {
            json_t *got = json_loadb((const char *)text.ptr, text.len, 0, NULL);
            assert_true(json_equal(got, receipt));
            json_decref(got);
        }
        text.ptr[at_byte] = was;
    }
    for (size_t len = 0; len < text.len; len++) {
        struct tnw_receipt_proof proof;
        assert_int_equal(tnw_verify_receipt(house->verifier, (const char *)text.ptr, len, &proof, NULL), TNW_E_CRYPTO);
    }
    buf_free(&text);
    json_decref(receipt);
}

static void
the_named_key_is_told_but_proves_nothing(void **state)
{
    const struct house *house = *state;
    char key[TNW_KEY_TEXT];
    json_t *values[] = {client_log_answer_receipt(house->log, false), client_log_answer_page(house->log, 0, -1, 5)};
    for (size_t i = 0; i < 2; i++) {
        struct buf text = client_log_text(values[i]);
        assert_int_equal(tnw_verify_named_key((const char *)text.ptr, text.len, key), TNW_OK);
        assert_string_equal(key, house->log->log_text);
        buf_free(&text);
        json_decref(values[i]);
    }
    struct buf lines = client_log_answer_export(house->log, LOG_SEALED, &house->log->note);
    assert_int_equal(tnw_verify_named_key((const char *)lines.ptr, lines.len, key), TNW_OK);
    assert_string_equal(key, house->log->log_text);
    assert_int_equal(tnw_verify_named_key((const char *)lines.ptr, lines.len / 2, key), TNW_E_CRYPTO);
    assert_string_equal(key, "");
    buf_free(&lines);
    assert_int_equal(tnw_verify_named_key("{\"key\":\"nonsense\"}", 18, key), TNW_E_CRYPTO);
    assert_int_equal(tnw_verify_named_key("", 0, key), TNW_E_CRYPTO);
}

int
main(void)
{
    struct house house = {.log = client_log_new()};
    assert_int_equal(tnw_verifier_new(house.log->log_text, (const char *const[]){house.log->witness_text, NULL}, 1,
                                      &house.verifier, NULL),
                     TNW_OK);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(a_whole_receipt_tells_what_was_recorded, &house),
        cmocka_unit_test_prestate(each_spoiled_receipt_is_found_with_its_place, &house),
        cmocka_unit_test_prestate(no_changed_byte_is_taken_for_proof, &house),
        cmocka_unit_test_prestate(the_named_key_is_told_but_proves_nothing, &house),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    tnw_verifier_free(&house.verifier);
    client_log_free(&house.log);
    return failed;
}

/* Receipts of erasures: a whole one says what was recorded of each stage, a forged one says where it fails. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "unit/client/client_access.h"
#include "unit/client/client_log_answer.h"

struct house {
    struct client_log *log;
    struct tnw_verifier *verifier;
};

static enum tnw_err
check(const struct house *house, json_t *receipt, struct tnw_erasure_proof *proof, struct tnw_finding *finding)
{
    struct buf text = client_log_text(receipt);
    enum tnw_err err = tnw_verify_erasure(house->verifier, (const char *)text.ptr, text.len, proof, finding);
    buf_free(&text);
    json_decref(receipt);
    assert_int_equal(err == TNW_OK, finding->fault == TNW_FAULT_NONE);
    return err;
}

static void
a_whole_receipt_tells_each_stage(void **state)
{
    const struct house *house = *state;
    char dossier[ID_TEXT];
    struct tnw_erasure_proof proof;
    struct tnw_finding finding;
    client_log_id(dossier, ID_DOSSIER, client_log_dossier(0));
    for (unsigned stages = 1; stages <= 3; stages++) {
        assert_int_equal(check(house, client_log_answer_erasure(house->log, stages), &proof, &finding), TNW_OK);
        assert_int_equal(proof.count, stages);
        assert_string_equal(proof.dossier, dossier);
        assert_int_equal(proof.seal.size, LOG_SEALED);
        assert_int_equal(proof.stages[stages - 1].seq, stages == 1   ? LOG_ERASE
                                                       : stages == 2 ? LOG_EMPTIED
                                                                     : LOG_ERASED);
    }
    assert_string_equal(proof.stages[0].time, "2026-01-01T00:00:09.000Z");
    assert_memory_equal(proof.stages[0].actor, "act_", 4);
    assert_string_equal(proof.stages[2].actor, "");
}

static void
spoil_dossier(json_t *receipt)
{
    char other[ID_TEXT];
    client_access_set(receipt, "dossier", client_log_id(other, ID_DOSSIER, client_log_dossier(1)));
}

static void
spoil_order(json_t *receipt)
{
    json_t *emptied = json_incref(json_object_get(receipt, "emptied"));
    json_object_set(receipt, "emptied", json_object_get(receipt, "complete"));
    json_object_set_new(receipt, "complete", emptied);
}

static void
spoil_twice(json_t *receipt)
{
    json_object_set(receipt, "complete", json_object_get(receipt, "emptied"));
}

static void
spoil_hole(json_t *receipt)
{
    json_object_set_new(receipt, "emptied", json_null());
}

static void
spoil_first(json_t *receipt)
{
    json_object_set_new(receipt, "closed", json_null());
}

static json_t *
record_of(json_t *receipt, const char *stage)
{
    return json_object_get(json_object_get(receipt, stage), "record");
}

static void
spoil_time(json_t *receipt)
{
    client_access_set(record_of(receipt, "complete"), "time", "2020-01-01T00:00:00.000Z");
}

static void
spoil_action(json_t *receipt)
{
    client_access_set(record_of(receipt, "emptied"), "action", "dossier.erased");
}

static void
spoil_decision(json_t *receipt)
{
    client_access_set(record_of(receipt, "closed"), "decision", "deny");
}

/* Somebody's own, in the place of the server's. */
static void
spoil_origin(json_t *receipt)
{
    client_access_set(record_of(receipt, "complete"), "origin", "00112233aabbccdd");
}

static void
spoil_path(json_t *receipt)
{
    json_t *path = json_object_get(json_object_get(json_object_get(receipt, "closed"), "inclusion"), "path");
    json_array_remove(path, 0);
}

static void
spoil_note(json_t *receipt)
{
    client_access_set(receipt, "checkpoint", "log.example/tnw\n22\nAAAA\n\n");
}

static void
spoil_type(json_t *receipt)
{
    client_access_set(receipt, "type", "tnw/receipt/v1");
}

static void
spoil_more(json_t *receipt)
{
    json_object_set_new(receipt, "remark", json_string("x"));
}

static const struct {
    const char *name;
    void (*spoil)(json_t *receipt);
    enum tnw_fault fault;
} forged[] = {
    {"of another dossier", spoil_dossier, TNW_FAULT_SUBJECT},
    {"two stages changed places", spoil_order, TNW_FAULT_SUBJECT},
    {"one stage twice", spoil_twice, TNW_FAULT_SUBJECT},
    {"a stage is left out", spoil_hole, TNW_FAULT_FORM},
    {"the first one too", spoil_first, TNW_FAULT_FORM},
    {"another time", spoil_time, TNW_FAULT_RECORD},
    {"another action", spoil_action, TNW_FAULT_SUBJECT},
    {"it was refused", spoil_decision, TNW_FAULT_SUBJECT},
    {"by somebody", spoil_origin, TNW_FAULT_SUBJECT},
    {"a path too short", spoil_path, TNW_FAULT_INCLUSION},
    {"no signature", spoil_note, TNW_FAULT_FORM},
    {"another type", spoil_type, TNW_FAULT_FORM},
    {"a member more", spoil_more, TNW_FAULT_FORM},
};

static void
each_forged_receipt_is_found(void **state)
{
    const struct house *house = *state;
    for (size_t i = 0; i < sizeof forged / sizeof forged[0]; i++) {
        struct tnw_erasure_proof proof;
        struct tnw_finding finding;
        json_t *receipt = client_log_answer_erasure(house->log, 3);
        forged[i].spoil(receipt);
        enum tnw_err err = check(house, receipt, &proof, &finding);
        if (err != TNW_E_CRYPTO || finding.fault != forged[i].fault) {
            fail_msg("%s: error %d, %s: %s", forged[i].name, err, tnw_fault_code(finding.fault), finding.text);
        }
        assert_int_equal(proof.count, 0);
    }
}

static void
no_changed_byte_is_taken_for_proof_of_an_erasure(void **state)
{
    const struct house *house = *state;
    struct evidence_random random = evidence_random(17);
    json_t *receipt = client_log_answer_erasure(house->log, 3);
    struct buf text = client_log_text(receipt);
    for (size_t round = 0; round < 3000; round++) {
        struct tnw_erasure_proof proof;
        size_t at = evidence_random_below(&random, text.len);
        uint8_t was = text.ptr[at];
        text.ptr[at] = (uint8_t)evidence_random_below(&random, 256);
        if (tnw_verify_erasure(house->verifier, (const char *)text.ptr, text.len, &proof, NULL) == TNW_OK) {
            json_t *got = json_loadb((const char *)text.ptr, text.len, 0, NULL);
            assert_true(json_equal(got, receipt));
            json_decref(got);
        }
        text.ptr[at] = was;
    }
    buf_free(&text);
    json_decref(receipt);
}

static int
open_erased(void **state)
{
    static struct house house;
    house.log = client_log_new_erased();
    house.verifier = client_access_verifier(house.log);
    *state = &house;
    return 0;
}

static int
close_erased(void **state)
{
    struct house *house = *state;
    tnw_verifier_free(&house->verifier);
    client_log_free(&house->log);
    return 0;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_whole_receipt_tells_each_stage),
        cmocka_unit_test(each_forged_receipt_is_found),
        cmocka_unit_test(no_changed_byte_is_taken_for_proof_of_an_erasure),
    };
    return cmocka_run_group_tests(tests, open_erased, close_erased);
}

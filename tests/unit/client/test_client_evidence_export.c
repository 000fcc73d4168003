/* Exports of the whole log: read in pieces of any length, and each way to change one is found with line and record. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "client_log_answer.h"
#include "client_spoil.h"

struct house {
    struct client_log *log;
    struct tnw_verifier *verifier;
};

static enum tnw_err
check_pieces(const struct house *house, struct slice text, size_t piece, struct tnw_export_proof *proof,
             struct tnw_finding *finding)
{
    struct tnw_export_check *check;
    enum tnw_err err = TNW_OK;
    assert_int_equal(tnw_export_check_new(house->verifier, &check), TNW_OK);
    for (size_t at = 0; at < text.len && err == TNW_OK; at += piece) {
        size_t len = text.len - at < piece ? text.len - at : piece;
        err = tnw_export_check_bytes(check, (const char *)text.ptr + at, len, finding);
    }
    struct tnw_finding last;
    enum tnw_err end = tnw_export_check_end(check, proof, &last);
    if (err == TNW_OK) {
        *finding = last;
        err = end;
    } else {
        assert_int_equal(end, err);
        assert_memory_equal(&last, finding, sizeof last);
    }
    assert_int_equal(err == TNW_OK, finding->fault == TNW_FAULT_NONE);
    tnw_export_check_free(&check);
    return err;
}

static enum tnw_err
check_lines(const struct house *house, struct client_lines *lines, struct tnw_export_proof *proof,
            struct tnw_finding *finding)
{
    struct buf text = {0};
    for (size_t i = 0; i < lines->count; i++) {
        buf_put_slice(&text, lines->line[i]);
    }
    enum tnw_err err = check_pieces(house, buf_slice(&text), text.len + 1, proof, finding);
    buf_free(&text);
    client_lines_free(lines);
    return err;
}

static void
a_whole_export_is_proven_in_pieces_of_any_length(void **state)
{
    const struct house *house = *state;
    struct buf text = client_log_answer_export(house->log, LOG_SEALED, &house->log->note);
    uint64_t links = 0;
    for (unsigned i = 0; i < LOG_DOSSIERS; i++) {
        links += house->log->mapped_heads[i].counter;
    }
    for (size_t piece = 1; piece < text.len + 100; piece = piece * 3 / 2 + 1) {
        struct tnw_export_proof proof;
        struct tnw_finding finding;
        assert_int_equal(check_pieces(house, buf_slice(&text), piece, &proof, &finding), TNW_OK);
        assert_int_equal(proof.seal.size, LOG_SEALED);
        assert_int_equal(proof.dossiers, LOG_DOSSIERS);
        assert_int_equal(proof.links, links);
    }
    buf_free(&text);
}

static void
an_empty_log_is_whole_too(void **state)
{
    const struct house *house = *state;
    struct hash root = hash_of(slice_str(""));
    struct buf note = client_log_note(house->log, house->log->log_secret, 0, &root);
    struct buf text = client_log_answer_export(house->log, 0, &note);
    struct tnw_export_proof proof;
    struct tnw_finding finding;
    assert_int_equal(check_pieces(house, buf_slice(&text), 7, &proof, &finding), TNW_OK);
    assert_int_equal(proof.seal.size, 0);
    buf_free(&text);
    buf_free(&note);
}

static void
each_spoiled_export_is_found_with_its_place(void **state)
{
    const struct house *house = *state;
    for (const struct client_spoil *spoil = client_spoils; spoil->spoil != NULL; spoil++) {
        struct tnw_export_proof proof;
        struct tnw_finding finding;
        struct client_lines lines =
            client_lines_of(client_log_answer_export(house->log, LOG_SEALED, &house->log->note));
        spoil->spoil(&lines, house->log);
        enum tnw_err err = check_lines(house, &lines, &proof, &finding);
        if (err != TNW_E_CRYPTO || finding.fault != spoil->fault || finding.seq != spoil->seq ||
            finding.line != spoil->line) {
            fail_msg("%s: error %d, %s at %lld, line %llu: %s", spoil->name, err, tnw_fault_code(finding.fault),
                     (long long)finding.seq, (unsigned long long)finding.line, finding.text);
        }
        assert_int_equal(proof.seal.size, 0);
    }
}

static void
no_changed_byte_is_taken_for_proof(void **state)
{
    const struct house *house = *state;
    struct evidence_random random = evidence_random(13);
    struct buf text = client_log_answer_export(house->log, LOG_SEALED, &house->log->note);
    for (size_t round = 0; round < 3000; round++) {
        struct tnw_export_proof proof;
        struct tnw_finding finding;
        size_t at = evidence_random_below(&random, text.len);
        uint8_t was = text.ptr[at];
        text.ptr[at] = (uint8_t)evidence_random_below(&random, 256);
        enum tnw_err err = check_pieces(house, buf_slice(&text), 1000, &proof, &finding);
        /* The last line may be written in other ways; all others have one. */
        assert_true(err == TNW_E_CRYPTO || text.ptr[at] == was);
        text.ptr[at] = was;
    }
    buf_free(&text);
}

int
main(void)
{
    struct house house = {.log = client_log_new()};
    assert_int_equal(tnw_verifier_new(house.log->log_text, (const char *const[]){house.log->witness_text, NULL}, 1,
                                      &house.verifier, NULL),
                     TNW_OK);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(a_whole_export_is_proven_in_pieces_of_any_length, &house),
        cmocka_unit_test_prestate(an_empty_log_is_whole_too, &house),
        cmocka_unit_test_prestate(each_spoiled_export_is_found_with_its_place, &house),
        cmocka_unit_test_prestate(no_changed_byte_is_taken_for_proof, &house),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    tnw_verifier_free(&house.verifier);
    client_log_free(&house.log);
    return failed;
}

/* The patient's access log with proofs: what is whole is proven, what is shown is what was recorded, and no other bytes
 * pass for it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "client_access.h"
#include "client_log_answer.h"

static void
whole_lists_are_complete(void **state)
{
    struct client_log *log = *state;
    for (unsigned dossier = 0; dossier < LOG_DOSSIERS; dossier++) {
        struct tnw_access_proof proof;
        struct tnw_finding finding;
        char head[TNW_HASH_TEXT];
        assert_int_equal(client_access_check(log, dossier, NULL, client_log_answer_page(log, dossier, -1, ACCESS_ALL),
                                             &proof, &finding),
                         TNW_OK);
        assert_int_equal(proof.seal.size, LOG_SEALED);
        assert_int_equal(proof.seal.witness_count, 1);
        assert_string_equal(proof.seal.witnesses[0].time, "2026-01-01T00:00:00.000Z");
        assert_int_equal(proof.head.counter, log->mapped_heads[dossier].counter);
        hex_encode(head, log->mapped_heads[dossier].previous.bytes, HASH_SIZE);
        assert_string_equal(proof.head.head, head);
        assert_int_equal(proof.mapped, LOG_SEALED - 1);
        assert_int_equal(proof.unmapped, 0);
        assert_int_equal(proof.unsealed, log->heads[dossier].counter - log->mapped_heads[dossier].counter);
        assert_true(proof.unsealed > 0);
    }
}

/* What came in while the map was made: it is in the sealed log, and the map counts it the next time. */
static void
records_that_the_map_does_not_count_yet_are_told_apart(void **state)
{
    (void)state;
    for (size_t mapped = 5; mapped < LOG_SEALED; mapped++) { /* from 5 on each dossier has a record */
        struct client_log *log = client_log_new_behind(mapped);
        for (unsigned dossier = 0; dossier < LOG_DOSSIERS; dossier++) {
            struct tnw_access_proof proof;
            struct tnw_finding finding;
            json_t *page = client_log_answer_page(log, dossier, -1, ACCESS_ALL);
            assert_int_equal(client_access_check(log, dossier, NULL, page, &proof, &finding), TNW_OK);
            assert_int_equal(proof.mapped, mapped);
            assert_int_equal(proof.head.counter, log->mapped_heads[dossier].counter);
            assert_int_equal(proof.head.counter + proof.unmapped + proof.unsealed, log->heads[dossier].counter);
            /* They need their place in the log all the same. */
            page = client_log_answer_page(log, dossier, -1, ACCESS_ALL);
            json_t *first = client_access_item(page, proof.unsealed);
            json_object_set_new(first, "inclusion", json_null());
            assert_int_equal(client_access_check(log, dossier, NULL, page, &proof, &finding), TNW_E_CRYPTO);
            assert_int_equal(finding.fault, TNW_FAULT_FORM);
        }
        client_log_free(&log);
    }
}

static enum tnw_err
check_expecting(struct client_log *log, const char *request, const char *leaf, json_t *page,
                struct tnw_finding *finding)
{
    char text[ID_TEXT];
    struct tnw_access_check *check;
    struct tnw_access_proof proof;
    struct tnw_access_expected expected;
    struct tnw_verifier *verifier = client_access_verifier(log);
    (void)snprintf(expected.request, sizeof expected.request, "%s", request);
    (void)snprintf(expected.leaf, sizeof expected.leaf, "%s", leaf);
    assert_int_equal(tnw_access_check_new(verifier, client_access_dossier(text, 0), NULL, &check), TNW_OK);
    assert_int_equal(tnw_access_check_expect(check, &expected), TNW_OK);
    enum tnw_err err = client_access_give(check, page, finding);
    if (err == TNW_OK) {
        err = tnw_access_check_end(check, &proof, finding);
    }
    tnw_access_check_free(&check);
    tnw_verifier_free(&verifier);
    return err;
}

/* What was answered, and what was shown and not sealed, is demanded the next time. */
static void
an_old_answer_and_records_that_vanish_are_found(void **state)
{
    struct client_log *log = *state;
    struct tnw_finding finding;
    json_t *page = client_log_answer_page(log, 0, -1, ACCESS_ALL);
    json_t *newest = client_access_item(page, 0); /* not sealed yet */
    char request[TNW_ID_TEXT];
    char leaf[TNW_HASH_TEXT];
    (void)snprintf(request, sizeof request, "%s",
                   json_string_value(json_object_get(json_object_get(newest, "record"), "request")));
    (void)snprintf(leaf, sizeof leaf, "%s", json_string_value(json_object_get(newest, "leaf")));
    assert_int_equal(check_expecting(log, request, "", json_deep_copy(page), &finding), TNW_OK);
    assert_int_equal(check_expecting(log, request, leaf, json_deep_copy(page), &finding), TNW_OK);
    leaf[3] = leaf[3] == '0' ? '1' : '0';
    assert_int_equal(check_expecting(log, request, leaf, json_deep_copy(page), &finding), TNW_E_CRYPTO);
    assert_int_equal(finding.fault, TNW_FAULT_KNOWN);
    json_array_remove(client_access_items(page), 0);
    assert_int_equal(check_expecting(log, request, "", page, &finding), TNW_E_CRYPTO);
    assert_int_equal(finding.fault, TNW_FAULT_STALE);
    page = client_log_answer_page(log, 0, -1, ACCESS_ALL);
    assert_int_equal(check_expecting(log, "req_00000000000000000000000001", "", page, &finding), TNW_E_CRYPTO);
    assert_int_equal(finding.fault, TNW_FAULT_STALE);
    assert_non_null(strstr(finding.text, "req_00000000000000000000000001"));
}

/* The log has a record a second. */
static void
records_that_wait_too_long_for_a_map_are_found(void **state)
{
    struct client_log *log = *state;
    struct tnw_finding finding;
    for (unsigned late = 0; late < 2; late++) {
        struct tnw_access_proof proof;
        json_t *page = client_log_answer_page(log, 0, -1, ACCESS_ALL);
        json_t *item = client_access_item(page, 0);
        json_t *record = json_object_get(item, "record");
        const char *time = late == 1 ? "2026-01-01T00:01:24.000Z" : "2026-01-01T00:00:44.000Z"; /* of record 23: 23 s */
        client_access_set(record, "time", time);
        client_access_set(item, "time", time);
        client_access_set(item, "first", time);
        client_access_set(item, "until", time);
        struct hash leaf = client_log_leaf(record);
        json_object_set_new(item, "leaf", client_log_hash(&leaf));
        enum tnw_err err = client_access_check(log, 0, NULL, page, &proof, &finding);
        assert_int_equal(err, late == 1 ? TNW_E_CRYPTO : TNW_OK);
        assert_int_equal(finding.fault, late == 1 ? TNW_FAULT_STALE : TNW_FAULT_NONE);
    }
}

static void
pages_of_any_size_give_the_same(void **state)
{
    struct client_log *log = *state;
    struct tnw_verifier *verifier = client_access_verifier(log);
    char text[ID_TEXT];
    for (size_t limit = 1; limit < 12; limit++) {
        struct tnw_access_check *check;
        struct tnw_access_proof proof;
        assert_int_equal(tnw_access_check_new(verifier, client_access_dossier(text, 0), NULL, &check), TNW_OK);
        int64_t after = -1;
        for (bool more = true; more;) {
            json_t *page = client_log_answer_page(log, 0, after, limit);
            const json_t *items = json_object_get(page, "items");
            const json_t *last = json_array_get(items, json_array_size(items) - 1);
            after = json_integer_value(json_object_get(last, "seq"));
            more = json_is_string(json_object_get(page, "next"));
            assert_int_equal(client_access_give(check, page, NULL), TNW_OK);
        }
        assert_int_equal(tnw_access_check_end(check, &proof, NULL), TNW_OK);
        assert_int_equal(proof.head.counter, log->mapped_heads[0].counter);
        tnw_access_check_free(&check);
    }
    tnw_verifier_free(&verifier);
}

static void
absence_is_proven_too(void **state)
{
    struct client_log *log = *state;
    struct tnw_access_proof proof;
    struct tnw_finding finding;
    assert_int_equal(client_access_check(log, LOG_NONE, NULL, client_log_answer_page(log, LOG_NONE, -1, ACCESS_ALL),
                                         &proof, &finding),
                     TNW_OK);
    assert_int_equal(proof.head.counter, 0);
    assert_string_equal(proof.head.head, "");
    assert_int_equal(proof.seal.size, LOG_SEALED);
}

static void
each_shown_field_is_held_against_the_record(void **state)
{
    static const char *const names[] = {"time",         "role",     "action", "object", "categories",
                                        "purpose",      "decision", "ground", "status", "actor",
                                        "organisation", "seq",      "first",  "until"};
    struct client_log *log = *state;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct tnw_access_proof proof;
        struct tnw_finding finding;
        json_t *page = client_log_answer_page(log, 0, -1, ACCESS_ALL);
        client_access_set(client_access_item(page, 4), names[i], "werkgever");
        assert_int_equal(client_access_check(log, 0, NULL, page, &proof, &finding), TNW_E_CRYPTO);
        assert_int_equal(finding.fault, TNW_FAULT_SHOWN);
        assert_int_equal(finding.seq, 15);
        assert_non_null(strstr(finding.text, names[i]));
    }
    /* Words about it are the server's own. */
    struct tnw_access_proof proof;
    struct tnw_finding finding;
    json_t *page = client_log_answer_page(log, 0, -1, ACCESS_ALL);
    client_access_set(client_access_item(page, 4), "reason", "Otherwise said.");
    assert_int_equal(client_access_check(log, 0, NULL, page, &proof, &finding), TNW_OK);
}

static void
a_list_of_another_dossier_is_none_of_this_one(void **state)
{
    struct client_log *log = *state;
    struct tnw_access_proof proof;
    struct tnw_finding finding;
    assert_int_equal(
        client_access_check(log, 1, NULL, client_log_answer_page(log, 0, -1, ACCESS_ALL), &proof, &finding),
        TNW_E_CRYPTO);
    assert_int_equal(finding.fault, TNW_FAULT_MAP);
    /* A record that never was sealed for a dossier without any. */
    json_t *page = client_log_answer_page(log, LOG_NONE, -1, ACCESS_ALL);
    json_t *other = client_log_answer_page(log, 0, -1, ACCESS_ALL);
    json_array_append(client_access_items(page), client_access_item(other, ACCESS_SEALED));
    json_decref(other);
    assert_int_equal(client_access_check(log, LOG_NONE, NULL, page, &proof, &finding), TNW_E_CRYPTO);
    assert_int_equal(finding.fault, TNW_FAULT_LINK);
}

static void
what_was_proven_before_must_still_be_there(void **state)
{
    struct client_log *log = *state;
    struct tnw_access_proof proof;
    struct tnw_finding finding;
    /* The fourth newest of what is sealed. */
    struct tnw_access_head known = {.counter = log->mapped_heads[0].counter - 3};
    hex_encode(known.head, log->records[14].leaf.bytes, HASH_SIZE);
    assert_int_equal(
        client_access_check(log, 0, &known, client_log_answer_page(log, 0, -1, ACCESS_ALL), &proof, &finding), TNW_OK);
    hex_encode(known.head, log->records[16].leaf.bytes, HASH_SIZE);
    assert_int_equal(
        client_access_check(log, 0, &known, client_log_answer_page(log, 0, -1, ACCESS_ALL), &proof, &finding),
        TNW_E_CRYPTO);
    assert_int_equal(finding.fault, TNW_FAULT_KNOWN);
    assert_int_equal(finding.seq, 14);
    known.counter = 1000;
    assert_int_equal(
        client_access_check(log, 0, &known, client_log_answer_page(log, 0, -1, ACCESS_ALL), &proof, &finding),
        TNW_E_CRYPTO);
    assert_int_equal(finding.fault, TNW_FAULT_KNOWN);
}

/* Names, explaining texts and the cursor itself are nobody's evidence. */
static void
drop_words(json_t *page)
{
    size_t i;
    json_t *line;
    json_array_foreach(client_access_items(page), i, line)
    {
        static const char *const words[] = {"reason", "text", "count", "first", "until"};
        for (size_t w = 0; w < sizeof words / sizeof words[0]; w++) {
            json_object_del(line, words[w]);
        }
        json_object_del(json_object_get(line, "actor"), "name");
        json_object_del(json_object_get(line, "organisation"), "name");
    }
}

/* Only what a check looks at: members that it does not know it passes over, wherever they stand. */
static json_t *
known_part(const json_t *value, const json_t *like)
{
    json_t *made = json_deep_copy(value);
    if (json_is_object(made) && json_is_object(like)) {
        const char *name;
        void *next;
        json_t *member;
        json_object_foreach_safe(made, next, name, member)
        {
            json_t *model = json_object_get(like, name);
            if (model == NULL) {
                json_object_del(made, name);
            } else {
                json_object_set_new(made, name, known_part(member, model));
            }
        }
    } else if (json_is_array(made) && json_array_size(made) == json_array_size(like)) {
        for (size_t i = 0; i < json_array_size(made); i++) {
            json_array_set_new(made, i, known_part(json_array_get(made, i), json_array_get(like, i)));
        }
    }
    return made;
}

static void
no_changed_byte_is_taken_for_proof(void **state)
{
    struct client_log *log = *state;
    struct evidence_random random = evidence_random(7);
    json_t *page = client_log_answer_page(log, 2, -1, ACCESS_ALL);
    struct buf text = client_log_text(page);
    struct tnw_verifier *verifier = client_access_verifier(log);
    char dossier[ID_TEXT];
    size_t taken = 0;
    drop_words(page);
    for (size_t round = 0; round < 4000; round++) {
        struct tnw_access_check *check;
        struct tnw_access_proof proof;
        struct buf changed = {0};
        buf_put_slice(&changed, buf_slice(&text));
        size_t at = evidence_random_below(&random, changed.len);
        changed.ptr[at] = (uint8_t)evidence_random_below(&random, 256);
        assert_int_equal(tnw_access_check_new(verifier, client_access_dossier(dossier, 2), NULL, &check), TNW_OK);
        enum tnw_err err = tnw_access_check_page(check, (const char *)changed.ptr, changed.len, NULL, NULL);
        err = err == TNW_OK ? tnw_access_check_end(check, &proof, NULL) : err;
        if (err == TNW_OK) {
            json_t *got = json_loadb((const char *)changed.ptr, changed.len, 0, NULL);
            drop_words(got);
            json_t *known = known_part(got, page);
            assert_true(json_equal(known, page));
            json_decref(known);
            json_decref(got);
            taken++;
        }
        tnw_access_check_free(&check);
        buf_free(&changed);
    }
    assert_true(taken > 0 && taken < 1000);
    tnw_verifier_free(&verifier);
    buf_free(&text);
    json_decref(page);
}

static int
setup(void **state)
{
    *state = client_log_new();
    return 0;
}

static int
teardown(void **state)
{
    client_log_free((struct client_log **)state);
    return 0;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_lists_are_complete),
        cmocka_unit_test(records_that_the_map_does_not_count_yet_are_told_apart),
        cmocka_unit_test(an_old_answer_and_records_that_vanish_are_found),
        cmocka_unit_test(records_that_wait_too_long_for_a_map_are_found),
        cmocka_unit_test(pages_of_any_size_give_the_same),
        cmocka_unit_test(absence_is_proven_too),
        cmocka_unit_test(each_shown_field_is_held_against_the_record),
        cmocka_unit_test(a_list_of_another_dossier_is_none_of_this_one),
        cmocka_unit_test(what_was_proven_before_must_still_be_there),
        cmocka_unit_test(no_changed_byte_is_taken_for_proof),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}

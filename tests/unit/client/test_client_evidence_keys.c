/* The way from a key that is held to the one that signs now, and signature lines that somebody brings. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "audit/note/key_change.h"
#include "client_log.h"

enum { FIRST, SECOND, THIRD, FOURTH, NOBODY, KEYS };

struct house {
    struct sign_key *secrets[KEYS];
    struct note_key keys[KEYS];
    char texts[KEYS][TNW_KEY_TEXT];
};

static int
set_up(void **state)
{
    static struct house house;
    for (int i = 0; i < KEYS; i++) {
        uint8_t seed[SIGN_SEED] = {(uint8_t)(i + 1)};
        uint8_t public_key[SIGN_PUBLIC];
        char name[32];
        struct buf text = {0};
        (void)snprintf(name, sizeof name, "log.example/%d", i);
        assert_int_equal(sign_key_new(&house.secrets[i], seed), TNW_OK);
        sign_key_public(house.secrets[i], public_key);
        assert_int_equal(note_key_set(&house.keys[i], slice_str(name), NOTE_ED25519, public_key), TNW_OK);
        note_key_encode(&text, &house.keys[i]);
        (void)snprintf(house.texts[i], sizeof house.texts[i], "%s", buf_text(&text));
        buf_free(&text);
    }
    *state = &house;
    return 0;
}

static int
tear_down(void **state)
{
    struct house *house = *state;
    for (int i = 0; i < KEYS; i++) {
        sign_key_free(&house->secrets[i]);
    }
    return 0;
}

/* The record at that place; by: who signs the change, -1: nobody. */
static void
put_change(struct buf *out, const struct house *house, uint64_t seq, int fresh, int by)
{
    static const uint8_t policy[HASH_SIZE] = {7};
    struct buf ground = {0};
    assert_int_equal(key_change_encode(&ground, seq, &house->keys[fresh], by < 0 ? NULL : &house->keys[by],
                                       by < 0 ? NULL : house->secrets[by]),
                     TNW_OK);
    const struct audit_record record = {.request = id_new(LOG_TIME * 1000),
                                        .role = ROLE_NONE,
                                        .origin = "local",
                                        .action = KEY_CHANGE_ACTION,
                                        .object = "",
                                        .purpose = PURPOSE_NONE,
                                        .decision = "permit",
                                        .ground = buf_slice(&ground),
                                        .status = 200,
                                        .policy = policy};
    const struct audit_place place = {.seq = seq, .time = LOG_TIME * 1000};
    buf_put_str(out, out->len == 0 ? "{\"items\":[{\"record\":" : ",{\"record\":");
    audit_record_encode(out, &record, &place);
    buf_put_str(out, "}");
    buf_free(&ground);
}

/* From the first key to the third; one that was named and never signed; and one that nobody signed. */
static struct buf
all_changes(const struct house *house)
{
    struct buf json = {0};
    put_change(&json, house, 5, SECOND, FIRST);
    put_change(&json, house, 7, NOBODY, SECOND);
    put_change(&json, house, 9, THIRD, SECOND);
    put_change(&json, house, 11, FOURTH, -1);
    buf_put_str(&json, "]}");
    return json;
}

static enum tnw_err
path_of_keys(const struct house *house, const struct buf *json, int from, int to, struct tnw_key_step *steps,
             size_t *count, enum tnw_fault *fault)
{
    struct tnw_finding finding;
    enum tnw_err err = tnw_verify_key_path((const char *)json->ptr, json->len, house->texts[from], house->texts[to],
                                           steps, count, &finding);
    *fault = finding.fault;
    return err;
}

static void
signed_changes_lead_from_an_older_key_to_a_newer_one(void **state)
{
    const struct house *house = *state;
    struct buf json = all_changes(house);
    struct tnw_key_step steps[TNW_KEY_STEPS_MAX];
    size_t count;
    enum tnw_fault fault;
    assert_int_equal(path_of_keys(house, &json, FIRST, THIRD, steps, &count, &fault), TNW_OK);
    assert_int_equal(count, 2);
    assert_int_equal(steps[0].seq, 5);
    assert_string_equal(steps[0].key, house->texts[SECOND]);
    assert_int_equal(steps[1].seq, 9);
    assert_string_equal(steps[1].key, house->texts[THIRD]);
    assert_int_equal(path_of_keys(house, &json, SECOND, THIRD, steps, &count, &fault), TNW_OK);
    assert_int_equal(count, 1);
    assert_int_equal(path_of_keys(house, &json, THIRD, THIRD, steps, &count, &fault), TNW_OK);
    assert_int_equal(count, 0);
    buf_free(&json);
}

static void
there_is_no_way_without_the_older_keys_signature(void **state)
{
    static const int ways[][2] = {{FIRST, FOURTH}, {THIRD, FOURTH}, {THIRD, FIRST}, {NOBODY, THIRD}};
    const struct house *house = *state;
    struct buf json = all_changes(house);
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
        struct tnw_key_step steps[TNW_KEY_STEPS_MAX];
        size_t count;
        enum tnw_fault fault;
        assert_int_equal(path_of_keys(house, &json, ways[i][0], ways[i][1], steps, &count, &fault), TNW_E_CRYPTO);
        assert_int_equal(fault, TNW_FAULT_KEY);
        assert_int_equal(count, 0);
    }
    buf_free(&json);
}

/* Each byte of the ground of the change from the second key to the third, and its place in the log. */
static void
a_changed_change_is_none(void **state)
{
    const struct house *house = *state;
    struct buf json = all_changes(house);
    char *text = (char *)json.ptr;
    char *third = strstr(text, house->texts[THIRD]);
    char *end = strchr(third, '"');
    char *seq = strstr(third, "\"seq\":9");
    assert_non_null(seq);
    for (char *at = third - 4; at < end; at++) {
        struct tnw_key_step steps[TNW_KEY_STEPS_MAX];
        size_t count;
        enum tnw_fault fault;
        char kept = *at;
        *at = kept == 'A' ? 'B' : 'A';
        assert_int_equal(path_of_keys(house, &json, FIRST, THIRD, steps, &count, &fault), TNW_E_CRYPTO);
        *at = kept;
        seq[6] = '8';
        assert_int_equal(path_of_keys(house, &json, FIRST, THIRD, steps, &count, &fault), TNW_E_CRYPTO);
        seq[6] = '9';
    }
    buf_free(&json);
}

static void
what_is_no_list_of_changes_leads_nowhere(void **state)
{
    static const char *const lists[] = {"", "{", "[]", "{}", "{\"items\":7}", "{\"items\":[7,{},{\"record\":{}}]}"};
    const struct house *house = *state;
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        struct tnw_key_step steps[TNW_KEY_STEPS_MAX];
        size_t count;
        assert_int_equal(tnw_verify_key_path(lists[i], strlen(lists[i]), house->texts[FIRST], house->texts[SECOND],
                                             steps, &count, NULL),
                         TNW_E_CRYPTO);
        assert_int_equal(
            tnw_verify_key_path(lists[i], strlen(lists[i]), "no key", house->texts[SECOND], steps, &count, NULL),
            TNW_E_USAGE);
    }
}

/* The line that a witness of that name and key signs over the log's note; "" for another text. */
static struct buf
line_by(const struct client_log *log, const struct note_key *key, const struct sign_key *secret, bool same,
        uint64_t time)
{
    struct note note;
    struct buf line = {0};
    assert_int_equal(note_parse(&note, buf_slice(&log->note)), TNW_OK);
    assert_int_equal(note_sign(&line, same ? note.text : slice_str("another\n"), key, secret, time), TNW_OK);
    line.len--;
    return line;
}

static enum tnw_err
brought(const struct client_log *log, struct buf line, int64_t now)
{
    const char *witnesses[] = {log->witness_text, NULL};
    struct tnw_verifier *verifier;
    struct tnw_seal_witness witness;
    assert_int_equal(tnw_verifier_new(log->log_text, witnesses, 0, &verifier, NULL), TNW_OK);
    tnw_verifier_set_time(verifier, now);
    enum tnw_err err = tnw_verify_cosignature(verifier, (const char *)log->note.ptr, log->note.len,
                                              (const char *)line.ptr, line.len, &witness, NULL);
    assert_string_equal(witness.name, err == TNW_OK ? log->witness_key.name : "");
    tnw_verifier_free(&verifier);
    buf_free(&line);
    return err;
}

static void
a_line_that_is_brought_counts_when_a_known_witness_signed_this_note(void **state)
{
    (void)state;
    struct client_log *log = client_log_new();
    const struct note_key *key = &log->witness_key;
    assert_int_equal(brought(log, line_by(log, key, log->witness_secret, true, 1000), 0), TNW_OK);
    assert_int_equal(brought(log, line_by(log, key, log->witness_secret, true, 1000), 1000 - 300), TNW_OK);
    assert_int_equal(brought(log, line_by(log, key, log->witness_secret, true, 1000), 1000 - 301), TNW_E_CRYPTO);
    assert_int_equal(brought(log, line_by(log, key, log->witness_secret, true, 0), 0), TNW_E_CRYPTO);
    assert_int_equal(brought(log, line_by(log, key, log->witness_secret, false, 1000), 0), TNW_E_CRYPTO);
    assert_int_equal(brought(log, line_by(log, &log->log_key, log->log_secret, true, 0), 0), TNW_E_NOT_FOUND);
    static const char *const bad[] = {"", "x", "\xe2\x80\x94 ", "a\n\xe2\x80\x94 b AAAAAAA="};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct buf line = {0};
        buf_put_str(&line, bad[i]);
        assert_int_equal(brought(log, line, 0), TNW_E_NOT_FOUND);
    }
    client_log_free(&log);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(signed_changes_lead_from_an_older_key_to_a_newer_one, set_up, tear_down),
        cmocka_unit_test_setup_teardown(there_is_no_way_without_the_older_keys_signature, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_changed_change_is_none, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_no_list_of_changes_leads_nowhere, set_up, tear_down),
        cmocka_unit_test(a_line_that_is_brought_counts_when_a_known_witness_signed_this_note),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Witnesses whom the operator named cosign the checkpoints; what others write under one is not taken. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "evidence.h"
#include "scenario/house_test.h"
#include "scenario/play.h"

enum { FIRST, SECOND, STRANGER, WITNESSES };

static const char *const names[WITNESSES] = {"first.example", "second.example", "stranger.example"};

struct witness {
    struct note_key key;
    struct sign_key *secret;
};

struct cast {
    struct house *house;
    char file[64]; /* the keys of the first two */
    struct witness witnesses[WITNESSES];
};

static void
make_witness(struct witness *witness, int number)
{
    uint8_t seed[SIGN_SEED] = {(uint8_t)(number + 1)};
    uint8_t public_key[SIGN_PUBLIC];
    assert_int_equal(sign_key_new(&witness->secret, seed), TNW_OK);
    sign_key_public(witness->secret, public_key);
    assert_int_equal(note_key_set(&witness->key, slice_str(names[number]), NOTE_COSIGNATURE, public_key), TNW_OK);
}

/* The first `count` of them. */
static void
write_keys(struct cast *cast, int count)
{
    struct buf text = {0};
    buf_put_str(&text, "# those whom we trust\n");
    for (int i = FIRST; i < count; i++) {
        note_key_encode(&text, &cast->witnesses[i].key);
        buf_put_u8(&text, '\n');
    }
    FILE *file = fopen(cast->file, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(text.ptr, 1, text.len, file), text.len);
    assert_int_equal(fclose(file), 0);
    buf_free(&text);
}

static void
make_keys(struct cast *cast)
{
    char option[128];
    (void)snprintf(cast->file, sizeof cast->file, "/tmp/tnw-witnesses.XXXXXX");
    int fd = mkstemp(cast->file);
    assert_true(fd >= 0);
    (void)close(fd);
    write_keys(cast, STRANGER);
    (void)snprintf(option, sizeof option, "--set audit.witnesses=%s", cast->file);
    setenv("TNW_SANDBOX_SET", option, 1);
}

static int
set_up(void **state)
{
    static struct cast cast;
    for (int i = 0; i < WITNESSES; i++) {
        make_witness(&cast.witnesses[i], i);
    }
    make_keys(&cast);
    cast.house = house_open();
    *state = &cast;
    return 0;
}

static int
tear_down(void **state)
{
    struct cast *cast = *state;
    house_close(&cast->house);
    for (int i = 0; i < WITNESSES; i++) {
        sign_key_free(&cast->witnesses[i].secret);
    }
    (void)remove(cast->file);
    return 0;
}

/* The newest note, once it is there, as text of the caller. */
static char *
newest_note(struct house *house)
{
    struct answer answer;
    evidence_ask(house, "auditor", "/v1/audit/checkpoint", &answer);
    char *text = strdup(json_string_value(json_object_get(answer.body, "checkpoint")));
    assert_non_null(text);
    answer_free(&answer);
    return text;
}

/* In: text: what is signed; NULL: the text of the newest note; end: of the line. Sends it for the size of the newest
 * note, plus `beside`. */
static void
cosign_line(struct cast *cast, int witness, const char *text, uint64_t when, int beside, const char *end,
            struct answer *out)
{
    struct note note;
    struct checkpoint checkpoint;
    struct buf line = {0};
    struct buf body = {0};
    char *newest = newest_note(cast->house);
    assert_int_equal(note_parse(&note, slice_str(newest)), TNW_OK);
    assert_int_equal(checkpoint_parse(&checkpoint, note.text), TNW_OK);
    struct slice signed_text = text == NULL ? note.text : slice_str(text);
    assert_int_equal(
        note_sign(&line, signed_text, &cast->witnesses[witness].key, cast->witnesses[witness].secret, when), TNW_OK);
    line.len--;
    buf_printf(&body, "{\"size\":%llu,\"signature\":\"%.*s%s\"}",
               (unsigned long long)checkpoint.size + (unsigned)beside, (int)line.len, (const char *)line.ptr, end);
    house_ask(cast->house, &(struct ask){"auditor", "POST", "/v1/audit/cosignatures", buf_text(&body)}, out);
    free(newest);
    buf_free(&line);
    buf_free(&body);
}

static void
cosign(struct cast *cast, int witness, const char *text, uint64_t when, int beside, struct answer *out)
{
    cosign_line(cast, witness, text, when, beside, "", out);
}

static void
expect(struct cast *cast, int witness, uint64_t when, uint64_t kept)
{
    struct answer answer;
    cosign(cast, witness, NULL, when, 0, &answer);
    assert_int_equal(answer.status, 200);
    assert_string_equal(json_string_value(json_object_get(answer.body, "name")), names[witness]);
    time_t seconds = (time_t)kept;
    struct tm tm;
    char text[32];
    gmtime_r(&seconds, &tm);
    assert_true(strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S.000Z", &tm) > 0);
    assert_string_equal(json_string_value(json_object_get(answer.body, "time")), text);
    answer_free(&answer);
}

/* How the newest note is signed by that witness; 0: not. */
static uint64_t
cosigned(struct cast *cast, int witness)
{
    struct note note;
    uint64_t when = 0;
    struct answer answer;
    evidence_ask(cast->house, "patient", "/v1/audit/log/checkpoint", &answer);
    assert_int_equal(note_parse(&note, buf_slice(&answer.raw.body)), TNW_OK);
    enum tnw_err err = note_verify(&note, &cast->witnesses[witness].key, &when);
    assert_true(err == TNW_OK || err == TNW_E_NOT_FOUND);
    answer_free(&answer);
    return err == TNW_OK ? when : 0;
}

/* What follows makes no records, so the newest checkpoint stays what it is. */
static void
the_note_has_the_newest_cosignature_of_each_witness(void **state)
{
    struct cast *cast = *state;
    evidence_wait_all(cast->house);
    expect(cast, FIRST, 1700000000, 1700000000);
    expect(cast, SECOND, 1700000001, 1700000001);
    assert_int_equal(cosigned(cast, FIRST), 1700000000);
    assert_int_equal(cosigned(cast, SECOND), 1700000001);
    expect(cast, FIRST, 1700000009, 1700000009);
    expect(cast, FIRST, 1700000002, 1700000009);
    assert_int_equal(cosigned(cast, FIRST), 1700000009);
    struct answer answer;
    evidence_ask(cast->house, "patient", "/v1/audit/checkpoint", &answer);
    const json_t *witnesses = json_object_get(answer.body, "witnesses");
    assert_int_equal(json_array_size(witnesses), 2);
    for (size_t i = 0; i < 2; i++) {
        struct note_key key;
        const char *text = json_string_value(json_object_get(json_array_get(witnesses, i), "key"));
        assert_int_equal(note_key_parse(&key, slice_str(text)), TNW_OK);
        assert_memory_equal(key.public_key, cast->witnesses[i].key.public_key, sizeof key.public_key);
    }
    (void)evidence_open(json_object_get(answer.body, "checkpoint"), json_object_get(answer.body, "key"));
    answer_free(&answer);
}

static void
cosigning_does_not_make_the_log_grow(void **state)
{
    struct cast *cast = *state;
    struct seen before = evidence_wait_all(cast->house);
    expect(cast, FIRST, 1760000000, 1760000000);
    const struct timespec a_while = {.tv_sec = 1, .tv_nsec = 500000000L};
    nanosleep(&a_while, NULL);
    struct seen after = evidence_wait(cast->house, 0);
    assert_int_equal(after.size, before.size);
}

static void
expect_refused(struct cast *cast, int witness, const char *text, uint64_t when, int beside, int status)
{
    struct answer answer;
    cosign(cast, witness, text, when, beside, &answer);
    if (answer.status != status) {
        fail_msg("expected %d, got %d %s", status, answer.status, answer.code);
    }
    answer_free(&answer);
}

static void
what_is_no_cosignature_of_a_witness_is_refused(void **state)
{
    struct cast *cast = *state;
    expect_refused(cast, STRANGER, NULL, 1700000000, 0, 422);
    expect_refused(cast, FIRST, "another.example\n1\nAAAA\n", 1700000000, 0, 422);
    expect_refused(cast, FIRST, NULL, UINT64_C(999999999999), 0, 422);
    expect_refused(cast, FIRST, NULL, (uint64_t)time(NULL) + 3600, 0, 422);
    expect_refused(cast, FIRST, NULL, 0, 0, 422);
    expect_refused(cast, FIRST, NULL, 1700000000, 99999, 404);
    static const struct step others[] = {
        {"a doctor",
         {"huisarts", "POST", "/v1/audit/cosignatures", "{\"size\":1,\"signature\":\"x\"}"},
         403,
         "role_not_allowed"},
        {"a patient",
         {"patient", "POST", "/v1/audit/cosignatures", "{\"size\":1,\"signature\":\"x\"}"},
         403,
         "role_not_allowed"},
        {"no signature", {"auditor", "POST", "/v1/audit/cosignatures", "{\"size\":1}"}, 422, "invalid_body"},
    };
    PLAY(cast->house, others);
    assert_int_equal(cosigned(cast, STRANGER), 0);
}

static void
the_line_may_bring_its_line_end(void **state)
{
    struct cast *cast = *state;
    struct answer answer;
    cosign_line(cast, FIRST, NULL, 1760000001, 0, "\\n", &answer);
    assert_int_equal(answer.status, 200);
    answer_free(&answer);
    cosign_line(cast, FIRST, NULL, 1760000001, 0, "\\n\\n", &answer);
    assert_int_equal(answer.status, 422);
    answer_free(&answer);
}

/* Asks for a checkpoint; returns its size, 0 when there is none such. */
static uint64_t
asked_size(struct cast *cast, const char *query)
{
    char path[128];
    struct answer answer;
    (void)snprintf(path, sizeof path, "/v1/audit/checkpoint?%s", query);
    house_ask(cast->house, &(struct ask){.actor = "patient", .method = "GET", .path = path}, &answer);
    assert_true(answer.status == 200 || answer.status == (strncmp(query, "size", 4) == 0 ? 404 : 204));
    uint64_t size = answer.status == 200 ? (uint64_t)json_integer_value(json_object_get(answer.body, "size")) : 0;
    if (size > 0) {
        struct seen seen =
            evidence_open(json_object_get(answer.body, "checkpoint"), json_object_get(answer.body, "key"));
        assert_int_equal(seen.size, size);
    }
    answer_free(&answer);
    return size;
}

static uint64_t
asked_by(struct cast *cast, const char *query, int witness)
{
    char with[128];
    char id[2 * NOTE_KEY_ID + 1];
    hex_encode(id, cast->witnesses[witness].key.id, NOTE_KEY_ID);
    (void)snprintf(with, sizeof with, "%s&by=%s", query, id);
    return asked_size(cast, with);
}

/* Records and their checkpoint. */
static struct seen
grow(struct cast *cast)
{
    struct answer answer;
    house_ask(cast->house, &(struct ask){"huisarts", "GET", "/v1/dossiers"}, &answer);
    assert_int_equal(answer.status, 200);
    answer_free(&answer);
    return evidence_wait_all(cast->house);
}

static void
what_was_cosigned_is_found_when_the_log_has_grown(void **state)
{
    struct cast *cast = *state;
    char query[64];
    struct seen both = grow(cast);
    expect(cast, FIRST, 1760000002, 1760000002);
    expect(cast, SECOND, 1760000002, 1760000002);
    struct seen one = grow(cast);
    expect(cast, SECOND, 1760000003, 1760000003);
    struct seen none = grow(cast);
    assert_true(both.size < one.size && one.size < none.size);
    assert_int_equal(asked_size(cast, ""), none.size);
    assert_int_equal(asked_size(cast, "witnessed=1"), one.size);
    assert_int_equal(asked_size(cast, "witnessed=2"), both.size);
    assert_int_equal(asked_size(cast, "witnessed=3"), 0);
    assert_int_equal(asked_by(cast, "witnessed=1", FIRST), both.size);
    assert_int_equal(asked_by(cast, "witnessed=1", SECOND), one.size);
    assert_int_equal(asked_by(cast, "witnessed=2", SECOND), 0);
    assert_int_equal(asked_by(cast, "witnessed=1", STRANGER), 0);
    (void)snprintf(query, sizeof query, "size=%llu", (unsigned long long)one.size);
    assert_int_equal(asked_size(cast, query), one.size);
    assert_int_equal(asked_size(cast, "size=999999999"), 0);
    (void)snprintf(query, sizeof query, "witnessed=1&below=%llu", (unsigned long long)one.size);
    assert_int_equal(asked_size(cast, query), both.size);
    house_restart(cast->house);
    assert_int_equal(asked_size(cast, "witnessed=2"), both.size);
}

static void
what_cannot_be_asked_for_is_told(void **state)
{
    struct cast *cast = *state;
    static const char *const queries[] = {"witnessed=0",
                                          "witnessed=16",
                                          "witnessed=x",
                                          "witnessed=1&size=3",
                                          "by=01234567",
                                          "below=3",
                                          "size=3&below=3",
                                          "witnessed=1&by=0123456",
                                          "witnessed=1&by=0123456G",
                                          "witnessed=1&by=01234567,",
                                          "witnessed=1&by=01234567;01234567"};
    for (size_t i = 0; i < sizeof queries / sizeof queries[0]; i++) {
        char path[128];
        (void)snprintf(path, sizeof path, "/v1/audit/%s?%s", i % 2 == 0 ? "checkpoint" : "log/checkpoint", queries[i]);
        struct answer answer;
        house_ask(cast->house, &(struct ask){"patient", "GET", path}, &answer);
        assert_int_equal(answer.status, 400);
        assert_string_equal(answer.code, "invalid_parameter");
        answer_free(&answer);
    }
}

/* Without a restart; and a file that is not right changes nothing. */
static void
who_may_cosign_is_read_again_at_a_signal(void **state)
{
    struct cast *cast = *state;
    expect_refused(cast, STRANGER, NULL, 1700000000, 0, 422);
    write_keys(cast, WITNESSES);
    assert_true(sandbox_reload(&cast->house->sandbox));
    expect(cast, STRANGER, 1700000000, 1700000000);
    FILE *file = fopen(cast->file, "w");
    assert_non_null(file);
    assert_true(fputs("no key\n", file) >= 0);
    assert_int_equal(fclose(file), 0);
    assert_true(sandbox_reload(&cast->house->sandbox)); /* of the certificates */
    expect(cast, STRANGER, 1700000001, 1700000001);
    write_keys(cast, STRANGER);
    assert_true(sandbox_reload(&cast->house->sandbox));
    expect_refused(cast, STRANGER, NULL, 1700000002, 0, 422);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_note_has_the_newest_cosignature_of_each_witness),
        cmocka_unit_test(cosigning_does_not_make_the_log_grow),
        cmocka_unit_test(what_is_no_cosignature_of_a_witness_is_refused),
        cmocka_unit_test(the_line_may_bring_its_line_end),
        cmocka_unit_test(what_was_cosigned_is_found_when_the_log_has_grown),
        cmocka_unit_test(what_cannot_be_asked_for_is_told),
        cmocka_unit_test(who_may_cosign_is_read_again_at_a_signal),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}

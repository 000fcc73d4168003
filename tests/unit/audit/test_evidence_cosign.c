#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/note/cosign.h"

static const char text[] = "log.example\n4711\nAAAA\n";
static const char other_text[] = "log.example\n4712\nAAAA\n";

/* Seconds; what is later has not happened yet. */
#define PRESENT UINT64_C(5000)

enum { LOG, FIRST, SECOND, STRANGER, SIGNERS };

struct setting {
    struct sign_key *secrets[SIGNERS];
    struct note_key keys[SIGNERS];
    struct trust trust;
    struct buf note; /* signed by the log only */
};

static struct buf
signed_note(const struct setting *s, const char *over)
{
    struct buf note = {0};
    assert_int_equal(note_begin(&note, slice_str(over)), TNW_OK);
    assert_int_equal(note_sign(&note, slice_str(over), &s->keys[LOG], s->secrets[LOG], 0), TNW_OK);
    return note;
}

static int
set_up(void **state)
{
    static struct setting setting;
    struct setting *s = &setting;
    static const char *const names[SIGNERS] = {"log.example", "first.example", "second.example", "stranger.example"};
    *s = (struct setting){.note = {0}};
    for (int i = 0; i < SIGNERS; i++) {
        uint8_t seed[SIGN_SEED] = {(uint8_t)(i + 1)};
        uint8_t public_key[SIGN_PUBLIC];
        assert_int_equal(sign_key_new(&s->secrets[i], seed), TNW_OK);
        sign_key_public(s->secrets[i], public_key);
        assert_int_equal(
            note_key_set(&s->keys[i], slice_str(names[i]), i == LOG ? NOTE_ED25519 : NOTE_COSIGNATURE, public_key),
            TNW_OK);
    }
    s->trust = (struct trust){.log = s->keys[LOG], .witnesses = {s->keys[FIRST], s->keys[SECOND]}, .witness_count = 2};
    s->note = signed_note(s, text);
    *state = s;
    return 0;
}

static int
tear_down(void **state)
{
    struct setting *s = *state;
    for (int i = 0; i < SIGNERS; i++) {
        sign_key_free(&s->secrets[i]);
    }
    buf_free(&s->note);
    return 0;
}

/* The line by that signer, without its line end. */
static struct buf
line_of(const struct setting *s, int signer, const char *over, uint64_t time)
{
    struct buf line = {0};
    assert_int_equal(note_sign(&line, slice_str(over), &s->keys[signer], s->secrets[signer], time), TNW_OK);
    line.len--;
    return line;
}

static enum tnw_err
take(const struct setting *s, struct slice note, struct slice line, struct buf *out, struct cosignature *taken)
{
    return cosign_take(out, note, line, &s->trust, PRESENT, taken);
}

static enum tnw_err
refused(const struct setting *s, struct buf line)
{
    struct buf out = {0};
    struct cosignature taken;
    enum tnw_err err = take(s, buf_slice(&s->note), buf_slice(&line), &out, &taken);
    assert_int_equal(out.len, 0);
    buf_free(&out);
    buf_free(&line);
    return err;
}

/* Takes it into the note, which it replaces. */
static struct cosignature
taken_into(const struct setting *s, struct buf *note, int signer, uint64_t time)
{
    struct buf out = {0};
    struct cosignature taken;
    struct buf line = line_of(s, signer, text, time);
    assert_int_equal(take(s, buf_slice(note), buf_slice(&line), &out, &taken), TNW_OK);
    buf_free(&line);
    buf_free(note);
    *note = out;
    return taken;
}

static uint64_t
time_on(const struct setting *s, const struct buf *bytes, int signer)
{
    struct note note;
    struct cosignature found;
    assert_int_equal(note_parse(&note, buf_slice(bytes)), TNW_OK);
    assert_int_equal(note_verify(&note, &s->keys[LOG], NULL), TNW_OK);
    return cosign_find(&note, &s->keys[signer], &found) == TNW_OK ? found.time : 0;
}

static void
each_witness_has_its_newest_cosignature_on_the_note(void **state)
{
    const struct setting *s = *state;
    struct buf note = signed_note(s, text);
    assert_int_equal(taken_into(s, &note, FIRST, 1000).time, 1000);
    assert_int_equal(taken_into(s, &note, SECOND, 900).time, 900);
    assert_int_equal(time_on(s, &note, FIRST), 1000);
    assert_int_equal(time_on(s, &note, SECOND), 900);
    struct cosignature newer = taken_into(s, &note, FIRST, 2000);
    assert_int_equal(newer.time, 2000);
    assert_ptr_equal(newer.witness, &s->trust.witnesses[0]);
    assert_int_equal(time_on(s, &note, FIRST), 2000);
    assert_int_equal(time_on(s, &note, SECOND), 900);
    buf_free(&note);
}

static void
an_older_cosignature_changes_nothing(void **state)
{
    const struct setting *s = *state;
    struct buf note = signed_note(s, text);
    taken_into(s, &note, FIRST, 2000);
    struct buf before = {0};
    buf_put_slice(&before, buf_slice(&note));
    assert_int_equal(taken_into(s, &note, FIRST, 1999).time, 2000);
    assert_int_equal(taken_into(s, &note, FIRST, 2000).time, 2000);
    assert_true(slice_eq(buf_slice(&note), buf_slice(&before)));
    buf_free(&before);
    buf_free(&note);
}

static void
a_line_may_bring_its_line_end(void **state)
{
    const struct setting *s = *state;
    struct buf out = {0};
    struct cosignature taken;
    struct buf line = line_of(s, FIRST, text, PRESENT);
    buf_put_u8(&line, '\n');
    assert_int_equal(take(s, buf_slice(&s->note), buf_slice(&line), &out, &taken), TNW_OK);
    assert_int_equal(time_on(s, &out, FIRST), PRESENT);
    buf_put_u8(&line, '\n');
    assert_int_equal(refused(s, line), TNW_E_USAGE);
    buf_free(&out);
}

static void
what_is_no_cosignature_of_a_witness_is_refused(void **state)
{
    const struct setting *s = *state;
    assert_int_equal(refused(s, line_of(s, STRANGER, text, 1000)), TNW_E_NOT_FOUND);
    assert_int_equal(refused(s, line_of(s, LOG, text, 0)), TNW_E_NOT_FOUND);
    assert_int_equal(refused(s, line_of(s, FIRST, other_text, 1000)), TNW_E_CRYPTO);
    assert_int_equal(refused(s, line_of(s, FIRST, text, PRESENT + 1)), TNW_E_CONFIGURATION);
    assert_int_equal(refused(s, line_of(s, FIRST, text, COSIGN_TIME_MAX + 1)), TNW_E_CONFIGURATION);
    assert_int_equal(refused(s, line_of(s, FIRST, text, 0)), TNW_E_CONFIGURATION);
    struct buf two = line_of(s, FIRST, text, 1000);
    struct buf second = line_of(s, SECOND, text, 1000);
    buf_put_u8(&two, '\n');
    buf_put_slice(&two, buf_slice(&second));
    buf_free(&second);
    assert_int_equal(refused(s, two), TNW_E_USAGE);
    struct buf stranger = line_of(s, FIRST, text, 1000);
    buf_put_str(&stranger, "\n— malformed\n");
    assert_int_equal(refused(s, stranger), TNW_E_USAGE);
    static const char *const bad[] = {"",  "x", "— first.example", "— first.example AAAA", "- first.example AAAAAAAA",
                                      "\n"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct buf line = {0};
        buf_put_str(&line, bad[i]);
        assert_int_equal(refused(s, line), TNW_E_USAGE);
    }
}

static void
a_flipped_bit_anywhere_in_the_line_is_refused(void **state)
{
    const struct setting *s = *state;
    struct buf line = line_of(s, FIRST, text, 1000);
    for (size_t bit = 0; bit < 8 * line.len; bit++) {
        struct buf bent = {0};
        buf_put_slice(&bent, buf_slice(&line));
        bent.ptr[bit / 8] = (uint8_t)(bent.ptr[bit / 8] ^ (1U << bit % 8));
        enum tnw_err err = refused(s, bent);
        assert_true(err == TNW_E_USAGE || err == TNW_E_NOT_FOUND || err == TNW_E_CRYPTO);
    }
    buf_free(&line);
}

static void
a_full_note_takes_no_more(void **state)
{
    const struct setting *s = *state;
    struct buf note = signed_note(s, text);
    for (int i = 1; i < NOTE_SIGNATURES; i++) { /* of strangers, once trusted */
        char name[] = {'w', (char)('a' + i), 0};
        struct note_key key;
        assert_int_equal(note_key_set(&key, slice_str(name), NOTE_COSIGNATURE, s->keys[STRANGER].public_key), TNW_OK);
        assert_int_equal(note_sign(&note, slice_str(text), &key, s->secrets[STRANGER], 1), TNW_OK);
    }
    struct buf out = {0};
    struct cosignature taken;
    struct buf line = line_of(s, FIRST, text, 1000);
    assert_int_equal(take(s, buf_slice(&note), buf_slice(&line), &out, &taken), TNW_E_CONFLICT);
    buf_free(&out);
    buf_free(&line);
    buf_free(&note);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(each_witness_has_its_newest_cosignature_on_the_note, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_older_cosignature_changes_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_line_may_bring_its_line_end, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_no_cosignature_of_a_witness_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_flipped_bit_anywhere_in_the_line_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_full_note_takes_no_more, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The files that belong to the log's key: what a key signed is written down before it signs again, and neither file is
 * taken for something that it is not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "audit/note/checkpoint.h"
#include "audit/note/trust.h"
#include "base/base64.h"
#include "base/file.h"
#include "seal_place.h"

static void
write_text(const char *path, const char *text)
{
    assert_int_equal(file_replace(path, slice_str(text)), TNW_OK);
}

static void
text_of(struct buf *out, const char *origin, uint64_t size, uint8_t root)
{
    const struct checkpoint checkpoint = {.origin = slice_str(origin), .size = size, .root = {{root}}};
    buf_clear(out);
    assert_int_equal(checkpoint_encode(out, &checkpoint), TNW_OK);
}

static enum tnw_err
advance(struct state_file *state, const char *origin, uint64_t size, uint8_t root)
{
    struct buf text = {0};
    text_of(&text, origin, size, root);
    enum tnw_err err = state_file_advance(state, buf_slice(&text));
    buf_free(&text);
    return err;
}

static enum tnw_err
load_state(struct seal_place *it, const char *origin)
{
    char where[256] = "";
    state_file_wipe(&it->state);
    return state_file_load(&it->state, it->state_path, slice_str(origin), where);
}

static void
each_size_is_signed_once(void **state)
{
    struct seal_place *it = *state;
    assert_int_equal(advance(&it->state, "seal.test", 5, 1), TNW_OK);
    assert_int_equal(advance(&it->state, "seal.test", 5, 1), TNW_OK); /* the same text again: as after a crash */
    assert_int_equal(advance(&it->state, "seal.test", 5, 2), TNW_E_CONFLICT);
    assert_int_equal(advance(&it->state, "seal.test", 4, 1), TNW_E_CONFLICT);
    assert_int_equal(advance(&it->state, "seal.test", 6, 3), TNW_OK);
    assert_int_equal(advance(&it->state, "other.test", 7, 3), TNW_E_CORRUPT);
    assert_int_equal(it->state.size, 6);
}

static void
what_was_signed_is_known_after_a_restart(void **state)
{
    struct seal_place *it = *state;
    assert_int_equal(load_state(it, "seal.test"), TNW_OK);
    assert_int_equal(it->state.size, 0);
    assert_int_equal(advance(&it->state, "seal.test", 5, 1), TNW_OK);
    assert_int_equal(load_state(it, "seal.test"), TNW_OK);
    assert_int_equal(it->state.size, 5);
    assert_int_equal(advance(&it->state, "seal.test", 5, 2), TNW_E_CONFLICT);
    assert_int_equal(advance(&it->state, "seal.test", 5, 1), TNW_OK);
}

static void
state_that_cannot_be_written_is_not_advanced(void **state)
{
    struct seal_place *it = *state;
    char blocked[SCRATCH_PATH + 32];
    (void)snprintf(blocked, sizeof blocked, "%s.new", it->state_path);
    assert_int_equal(mkdir(blocked, 0700), 0);
    assert_int_equal(advance(&it->state, "seal.test", 5, 1), TNW_E_IO);
    assert_int_equal(it->state.size, 0);
    assert_int_equal(rmdir(blocked), 0);
    assert_int_equal(advance(&it->state, "seal.test", 5, 2), TNW_OK);
}

static void
state_of_another_log_or_form_or_none_is_refused(void **state)
{
    struct seal_place *it = *state;
    static const char *const spoiled[] = {"", "tnwd log state 1\n", "tnwd log state 2\nname seal.test\n",
                                          "tnwd log state 1\nname seal.test\nseal.test\n5\n",
                                          "tnwd log state 1\nname seal.test\n\n"};
    assert_int_equal(load_state(it, "other.test"), TNW_E_CONFIGURATION);
    for (size_t i = 0; i < sizeof spoiled / sizeof spoiled[0]; i++) {
        write_text(it->state_path, spoiled[i]);
        assert_int_equal(load_state(it, "seal.test"), TNW_E_CONFIGURATION);
    }
    assert_int_equal(unlink(it->state_path), 0);
    assert_int_equal(load_state(it, "seal.test"), TNW_E_IO);
    assert_int_equal(state_file_create(it->state_path, slice_str("seal.test")), TNW_OK);
    assert_int_equal(state_file_create(it->state_path, slice_str("seal.test")), TNW_E_CONFLICT);
}

static void
checkpoint_of_another_log_in_the_state_is_refused(void **state)
{
    struct seal_place *it = *state;
    struct buf content = {0};
    struct buf text = {0};
    text_of(&text, "other.test", 5, 1);
    buf_put_str(&content, "tnwd log state 1\nname seal.test\n");
    buf_put_slice(&content, buf_slice(&text));
    assert_int_equal(file_replace(it->state_path, buf_slice(&content)), TNW_OK);
    assert_int_equal(load_state(it, "seal.test"), TNW_E_CONFIGURATION);
    buf_free(&content);
    buf_free(&text);
}

static enum tnw_err
load_key(const char *path)
{
    struct log_key key;
    char where[256] = "";
    enum tnw_err err = log_key_load(&key, path, where);
    assert_true(err == TNW_OK || where[0] != 0);
    log_key_wipe(&key);
    return err;
}

static void
key_file_keeps_name_and_key(void **state)
{
    struct seal_place *it = *state;
    struct log_key again;
    struct buf note = {0};
    struct note parsed;
    char where[256];
    assert_int_equal(log_key_load(&again, it->key_path, where), TNW_OK);
    assert_memory_equal(&again.public, &it->key.public, sizeof again.public);
    assert_int_equal(log_key_sign(&again, slice_str("text\n"), &note), TNW_OK);
    assert_int_equal(note_parse(&parsed, buf_slice(&note)), TNW_OK);
    assert_int_equal(note_verify(&parsed, &it->key.public, NULL), TNW_OK);
    buf_free(&note);
    log_key_wipe(&again);
    assert_int_equal(log_key_create(it->key_path, "seal.test"), TNW_E_CONFLICT);
    assert_int_equal(log_key_create("/nowhere/at/all", "seal.test"), TNW_E_IO);
    static const char *const names[] = {"",
                                        "a name",
                                        "example",
                                        "https://example.be/tnwd",
                                        "Example.be/tnwd",
                                        "example.be/",
                                        "example.be//tnwd",
                                        "example.be/t?n",
                                        "example.be:/tnwd",
                                        ".be",
                                        "example.",
                                        "-a.be",
                                        "example.be/a+b",
                                        "example.be/\xc3\xa9",
                                        "/tnwd"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        assert_int_equal(log_key_create("/nowhere/at/all", names[i]), TNW_E_USAGE);
    }
    assert_int_equal(log_key_create("/nowhere/at/all", "tnw.example.be:8443/a_b/~c.d"), TNW_E_IO);
}

static void
key_file_of_another_form_or_that_others_can_read_is_refused(void **state)
{
    struct seal_place *it = *state;
#define SEED "0000000000000000000000000000000000000000000000000000000000000000"
    static const char *const spoiled[] = {"",
                                          "tnwd log key 1\nname a\n",
                                          "tnwd log key 2\nname a\nseed " SEED "\n",
                                          "tnwd log key 1\nname a+b\nseed " SEED "\n",
                                          "tnwd log key 1\nname a\nseed " SEED "\nmore\n",
                                          "tnwd log key 1\nname a\nseed " SEED "0\n",
                                          "tnwd log key 1\nseed " SEED "\nname a\n"};
    assert_int_equal(chmod(it->key_path, 0640), 0);
    assert_int_equal(load_key(it->key_path), TNW_E_CONFIGURATION);
    write_text(it->key_path, "tnwd log key 1\nname a\nseed " SEED "\n");
    assert_int_equal(load_key(it->key_path), TNW_OK);
    for (size_t i = 0; i < sizeof spoiled / sizeof spoiled[0]; i++) {
        write_text(it->key_path, spoiled[i]);
        assert_int_equal(load_key(it->key_path), TNW_E_CONFIGURATION);
    }
    assert_int_equal(unlink(it->key_path), 0);
    assert_int_equal(load_key(it->key_path), TNW_E_IO);
}

static void
key_is_held_by_one_at_a_time(void **state)
{
    struct seal_place *it = *state;
    int first;
    int second;
    assert_int_equal(log_key_lock(it->key_path, &first), TNW_OK);
    assert_int_equal(log_key_lock(it->key_path, &second), TNW_E_CONFLICT);
    assert_int_equal(close(first), 0);
    assert_int_equal(log_key_lock(it->key_path, &second), TNW_OK);
    assert_int_equal(close(second), 0);
}

static void
put_witness(struct buf *out, const char *name, enum note_kind kind, uint8_t number)
{
    const uint8_t public[SIGN_PUBLIC] = {number};
    struct note_key key;
    assert_int_equal(note_key_set(&key, slice_str(name), kind, public), TNW_OK);
    note_key_encode(out, &key);
    buf_put_str(out, "\n");
}

/* Loads what is in text, and empties it. */
static enum tnw_err
load_witnesses(struct seal_place *it, struct trust *trust, struct buf *text)
{
    char where[256] = "";
    assert_int_equal(file_replace(it->state_path, buf_slice(text)), TNW_OK);
    enum tnw_err err = trust_load_witnesses(trust, it->state_path, where);
    assert_true(err == TNW_OK || where[0] != 0);
    buf_free(text);
    return err;
}

static void
witnesses_are_keys_for_cosignatures_each_once(void **state)
{
    struct seal_place *it = *state;
    struct trust trust = {.log = it->key.public};
    struct buf text = {0};
    char where[256];
    buf_put_str(&text, "# ours\n\n");
    put_witness(&text, "one", NOTE_COSIGNATURE, 1);
    put_witness(&text, "two", NOTE_COSIGNATURE, 2);
    assert_int_equal(load_witnesses(it, &trust, &text), TNW_OK);
    assert_int_equal(trust.witness_count, 2);
    assert_string_equal(trust.witnesses[1].name, "two");
    assert_int_equal(trust.skipped, 0);
    put_witness(&text, "one", NOTE_ED25519, 1);
    assert_int_equal(load_witnesses(it, &trust, &text), TNW_E_CONFIGURATION);
    put_witness(&text, "one", NOTE_COSIGNATURE, 1);
    put_witness(&text, "two", NOTE_COSIGNATURE, 1);
    assert_int_equal(load_witnesses(it, &trust, &text), TNW_E_CONFIGURATION);
    put_witness(&text, "one", NOTE_COSIGNATURE, 1);
    put_witness(&text, "one", NOTE_COSIGNATURE, 2);
    assert_int_equal(load_witnesses(it, &trust, &text), TNW_E_CONFIGURATION);
    buf_put_str(&text, "one\n");
    assert_int_equal(load_witnesses(it, &trust, &text), TNW_E_CONFIGURATION);
    for (uint8_t number = 0; number <= TRUST_WITNESSES; number++) {
        char name[8];
        (void)snprintf(name, sizeof name, "w%u", number);
        put_witness(&text, name, NOTE_COSIGNATURE, (uint8_t)(number + 1));
    }
    assert_int_equal(load_witnesses(it, &trust, &text), TNW_E_CONFIGURATION);
    assert_int_equal(trust_load_witnesses(&trust, "", where), TNW_OK);
    assert_int_equal(trust.witness_count, 0);
    assert_int_equal(trust_load_witnesses(&trust, "/nowhere", where), TNW_E_IO);
}

/* A key of another kind, its bytes all zeros. */
static void
put_other_witness(struct buf *out, const char *name, uint8_t kind, size_t len)
{
    struct buf key = {0};
    buf_put_u8(&key, kind);
    memset(buf_grow(&key, len), 0, len);
    buf_printf(out, "%s+01234567+", name);
    base64_encode(out, buf_slice(&key));
    buf_put_str(out, "\n");
    buf_free(&key);
}

/* C2SP's other cosigners (ML-DSA-44 is kind 6, of 1312 bytes) must not keep the server from starting. */
static void
witnesses_of_a_kind_that_is_not_known_are_skipped_and_counted(void **state)
{
    struct seal_place *it = *state;
    struct trust trust = {.log = it->key.public};
    struct buf text = {0};
    put_other_witness(&text, "quantum", 6, 1312);
    put_witness(&text, "one", NOTE_COSIGNATURE, 1);
    put_other_witness(&text, "one", 0xff, 12);
    assert_int_equal(load_witnesses(it, &trust, &text), TNW_OK);
    assert_int_equal(trust.witness_count, 1);
    assert_int_equal(trust.skipped, 2);
    put_other_witness(&text, "a b", 6, 1312);
    assert_int_equal(load_witnesses(it, &trust, &text), TNW_E_CONFIGURATION);
    buf_put_str(&text, "quantum+0123456+BgAA\n");
    assert_int_equal(load_witnesses(it, &trust, &text), TNW_E_CONFIGURATION);
    buf_put_str(&text, "quantum+01234567+Bg==\n");
    assert_int_equal(load_witnesses(it, &trust, &text), TNW_E_CONFIGURATION);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_SEAL_PLACE(each_size_is_signed_once),
        WITH_SEAL_PLACE(what_was_signed_is_known_after_a_restart),
        WITH_SEAL_PLACE(state_that_cannot_be_written_is_not_advanced),
        WITH_SEAL_PLACE(state_of_another_log_or_form_or_none_is_refused),
        WITH_SEAL_PLACE(checkpoint_of_another_log_in_the_state_is_refused),
        WITH_SEAL_PLACE(key_file_keeps_name_and_key),
        WITH_SEAL_PLACE(key_file_of_another_form_or_that_others_can_read_is_refused),
        WITH_SEAL_PLACE(key_is_held_by_one_at_a_time),
        WITH_SEAL_PLACE(witnesses_are_keys_for_cosignatures_each_once),
        WITH_SEAL_PLACE(witnesses_of_a_kind_that_is_not_known_are_skipped_and_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The keyring file, line by line, and the data keys that it wraps. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "crypto/keyring.h"
#include "unit/scratch.h"

#define ID_A "00112233445566aa"
#define ID_B "00112233445566bb"
#define KEY_1 "1111111111111111111111111111111111111111111111111111111111111111"
#define KEY_2 "2222222222222222222222222222222222222222222222222222222222222222"
#define INDEX "index " ID_A " " KEY_1 "\n"
#define WRAP "wrap " ID_A " " KEY_1 "\n"

static const struct id place_one = {{1}};
static const struct id place_two = {{2}};
static const struct aead_key data_key = {{7, 7, 7}};

static char folder[SCRATCH_PATH];
static char path[SCRATCH_PATH + 16];

static int
set_up(void **state)
{
    (void)state;
    scratch_make(folder);
    (void)snprintf(path, sizeof path, "%s/keyring", folder);
    return 0;
}

static int
tear_down(void **state)
{
    (void)state;
    scratch_remove(folder);
    return 0;
}

static void
wrap(const struct keyring *keyring, struct buf *out, const struct id *place, const struct aead_key *key)
{
    struct aead_scratch *scratch = aead_scratch_new();
    assert_non_null(scratch);
    const struct keyring_id last = keyring_last(keyring);
    keyring_wrap(keyring, &last, scratch, out, place, key);
    aead_scratch_free(&scratch);
}

static enum tnw_err
unwrap(const struct keyring *keyring, struct aead_key *out, const struct id *place, struct slice wrapped)
{
    struct aead_scratch *scratch = aead_scratch_new();
    assert_non_null(scratch);
    enum tnw_err err = keyring_unwrap(keyring, scratch, out, place, wrapped);
    aead_scratch_free(&scratch);
    return err;
}

static void
write_file(const char *text)
{
    (void)unlink(path);
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL, 0600);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), strlen(text));
    assert_int_equal(close(fd), 0);
}

static struct keyring *
load(void)
{
    struct keyring *keyring;
    char where[256] = "";
    assert_int_equal(keyring_load(&keyring, path, where), TNW_OK);
    return keyring;
}

/* wrong: what the message must say. */
static void
assert_not_loaded(enum tnw_err expected, const char *wrong)
{
    struct keyring *keyring;
    char where[256] = "";
    assert_int_equal(keyring_load(&keyring, path, where), expected);
    assert_null(keyring);
    assert_non_null(strstr(where, wrong));
    assert_null(strstr(where, "1111"));
}

static void
a_new_keyring_is_for_its_owner_only_and_loads(void **state)
{
    (void)state;
    struct stat st;
    assert_int_equal(keyring_create(path), TNW_OK);
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 07777, 0600);
    struct keyring *keyring = load();
    keyring_free(&keyring);
    assert_null(keyring);
    keyring_free(&keyring);
}

static void
a_keyring_is_never_replaced(void **state)
{
    (void)state;
    char target[SCRATCH_PATH + 16];
    write_file(INDEX WRAP);
    assert_int_equal(keyring_create(path), TNW_E_CONFLICT);
    assert_int_equal(unlink(path), 0);
    (void)snprintf(target, sizeof target, "%s/elsewhere", folder);
    assert_int_equal(symlink(target, path), 0);
    assert_int_equal(keyring_create(path), TNW_E_CONFLICT);
    assert_int_equal(access(target, F_OK), -1);
    assert_int_equal(keyring_create("/nonexistent/keyring"), TNW_E_IO);
}

static void
two_new_keyrings_have_nothing_in_common(void **state)
{
    (void)state;
    assert_int_equal(keyring_create(path), TNW_OK);
    struct keyring *one = load();
    assert_int_equal(unlink(path), 0);
    assert_int_equal(keyring_create(path), TNW_OK);
    struct keyring *two = load();
    struct hash a = keyring_index(one, "identity", slice_str("x"));
    struct hash b = keyring_index(two, "identity", slice_str("x"));
    assert_false(hash_eq(&a, &b));
    struct buf wrapped = {0};
    struct aead_key out;
    wrap(one, &wrapped, &place_one, &data_key);
    assert_int_equal(unwrap(two, &out, &place_one, buf_slice(&wrapped)), TNW_E_CORRUPT);
    buf_free(&wrapped);
    keyring_free(&one);
    keyring_free(&two);
}

static void
a_file_that_others_can_read_is_refused(void **state)
{
    (void)state;
    static const mode_t modes[] = {0640, 0620, 0610, 0604, 0602, 0601, 0644, 0777};
    write_file(INDEX WRAP);
    for (size_t i = 0; i < sizeof modes / sizeof modes[0]; i++) {
        assert_int_equal(chmod(path, modes[i]), 0);
        assert_not_loaded(TNW_E_CONFIGURATION, "others can read it");
    }
    assert_int_equal(chmod(path, 0400), 0);
    struct keyring *keyring = load();
    keyring_free(&keyring);
}

static void
what_is_no_file_is_refused(void **state)
{
    (void)state;
    assert_not_loaded(TNW_E_IO, "No such file");
    assert_int_equal(mkdir(path, 0700), 0);
    assert_not_loaded(TNW_E_IO, "is not a regular file");
}

static void
each_bad_line_is_refused_with_its_number(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *wrong;
    } rows[] = {
        {INDEX WRAP "wrap\n", "line 3 is not `NAME ID HEX`"},
        {INDEX WRAP "wrap " ID_B "\n", "line 3 is not `NAME ID HEX`"},
        {"# comment\n\n" INDEX INDEX WRAP, "line 4 is a second index key"},
        {INDEX "wrop " ID_A " " KEY_1 "\n", "line 2 is neither"},
        {INDEX " " ID_A " " KEY_1 "\n", "line 2 is neither"},
        {INDEX "wrap 0011 " KEY_1 "\n", "line 2 has an id"},
        {INDEX "wrap 00112233445566AA " KEY_1 "\n", "line 2 has an id"},
        {INDEX "wrap " ID_A " 11\n", "line 2 has a key"},
        {INDEX "wrap " ID_A " " KEY_1 "1\n", "line 2 has a key"},
        {INDEX "wrap " ID_A " " KEY_1 " \n", "line 2 has a key"},
        {INDEX "wrap " ID_A "  " KEY_1 "\n", "line 2 has a key"},
        {"index " ID_A " 11\n", "line 1 has a key"},
        {INDEX, "needs one index key and a wrapping key"},
        {WRAP, "needs one index key and a wrapping key"},
        {"", "needs one index key and a wrapping key"},
        {"# only a comment\n", "needs one index key and a wrapping key"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        write_file(rows[i].text);
        assert_not_loaded(TNW_E_CONFIGURATION, rows[i].wrong);
    }
}

static void
sixteen_wrapping_keys_load_and_one_more_is_refused(void **state)
{
    (void)state;
    struct buf text = {0};
    buf_put_str(&text, INDEX);
    for (unsigned i = 0; i < KEYRING_WRAP_MAX; i++) {
        buf_printf(&text, "wrap %016x %s\n", i, KEY_1);
    }
    write_file(buf_text(&text));
    struct keyring *keyring = load();
    keyring_free(&keyring);
    buf_put_str(&text, WRAP);
    write_file(buf_text(&text));
    assert_not_loaded(TNW_E_CONFIGURATION, "line 18 is one wrapping key too many");
    buf_free(&text);
}

static void
a_wrapped_key_is_unwrapped_at_its_place_only(void **state)
{
    (void)state;
    write_file(INDEX WRAP);
    struct keyring *keyring = load();
    struct buf wrapped = {0};
    struct aead_key out = {{0}};
    wrap(keyring, &wrapped, &place_one, &data_key);
    assert_int_equal(wrapped.len, 1 + 8 + AEAD_KEY + AEAD_OVERHEAD);
    assert_int_equal(unwrap(keyring, &out, &place_one, buf_slice(&wrapped)), TNW_OK);
    assert_memory_equal(out.bytes, data_key.bytes, AEAD_KEY);
    assert_int_equal(unwrap(keyring, &out, &place_two, buf_slice(&wrapped)), TNW_E_CRYPTO);
    buf_free(&wrapped);
    keyring_free(&keyring);
}

/* Version and wrapping key are looked up, the rest is under the tag. */
static void
a_changed_wrapped_key_is_refused(void **state)
{
    (void)state;
    write_file(INDEX WRAP);
    struct keyring *keyring = load();
    struct buf wrapped = {0};
    struct aead_key out;
    wrap(keyring, &wrapped, &place_one, &data_key);
    for (size_t i = 0; i < wrapped.len; i++) {
        wrapped.ptr[i] ^= 0x40;
        enum tnw_err expected = i < 9 ? TNW_E_CORRUPT : TNW_E_CRYPTO;
        assert_int_equal(unwrap(keyring, &out, &place_one, buf_slice(&wrapped)), expected);
        wrapped.ptr[i] ^= 0x40;
    }
    for (size_t len = 0; len < wrapped.len; len++) {
        assert_int_equal(unwrap(keyring, &out, &place_one, slice_of(wrapped.ptr, len)), TNW_E_CORRUPT);
    }
    buf_put_u8(&wrapped, 0);
    assert_int_equal(unwrap(keyring, &out, &place_one, buf_slice(&wrapped)), TNW_E_CORRUPT);
    buf_free(&wrapped);
    keyring_free(&keyring);
}

static void
of_several_wrapping_keys_the_last_wraps_and_all_unwrap(void **state)
{
    (void)state;
    struct buf old = {0};
    struct buf fresh = {0};
    struct aead_key out;
    write_file(INDEX WRAP);
    struct keyring *keyring = load();
    wrap(keyring, &old, &place_one, &data_key);
    keyring_free(&keyring);

    write_file(INDEX WRAP "wrap " ID_B " " KEY_2 "\n");
    keyring = load();
    wrap(keyring, &fresh, &place_one, &data_key);
    assert_int_equal(fresh.ptr[8], 0xbb);
    assert_int_equal(unwrap(keyring, &out, &place_one, buf_slice(&old)), TNW_OK);
    assert_int_equal(unwrap(keyring, &out, &place_one, buf_slice(&fresh)), TNW_OK);
    keyring_free(&keyring);

    write_file(INDEX "wrap " ID_B " " KEY_2 "\n");
    keyring = load();
    assert_int_equal(unwrap(keyring, &out, &place_one, buf_slice(&old)), TNW_E_CORRUPT);
    assert_int_equal(unwrap(keyring, &out, &place_one, buf_slice(&fresh)), TNW_OK);
    keyring_free(&keyring);

    write_file(INDEX "wrap " ID_B " " KEY_1 "\n");
    keyring = load();
    assert_int_equal(unwrap(keyring, &out, &place_one, buf_slice(&fresh)), TNW_E_CRYPTO);
    keyring_free(&keyring);
    buf_free(&old);
    buf_free(&fresh);
}

/* docs/protocol.md: HMAC-SHA-256(index key, "tnw/index/v1/" purpose 0 bytes). */
static void
the_index_depends_on_key_purpose_and_bytes(void **state)
{
    (void)state;
    uint8_t key[HASH_SIZE];
    memset(key, 0x11, sizeof key);
    write_file(INDEX WRAP);
    struct keyring *keyring = load();
    struct hash index = keyring_index(keyring, "identity", slice_str("80031295793"));
    struct slice bytes = slice_of("tnw/index/v1/identity\0"
                                  "80031295793",
                                  33);
    struct hash expected = hash_hmac(slice_of(key, sizeof key), &bytes, 1);
    assert_true(hash_eq(&index, &expected));
    struct hash other = keyring_index(keyring, "identity8", slice_str("0031295793"));
    assert_false(hash_eq(&index, &other));
    other = keyring_index(keyring, "identity", slice_str("80031295794"));
    assert_false(hash_eq(&index, &other));
    keyring_free(&keyring);
}

#define WITH_FOLDER(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FOLDER(a_new_keyring_is_for_its_owner_only_and_loads),
        WITH_FOLDER(a_keyring_is_never_replaced),
        WITH_FOLDER(two_new_keyrings_have_nothing_in_common),
        WITH_FOLDER(a_file_that_others_can_read_is_refused),
        WITH_FOLDER(what_is_no_file_is_refused),
        WITH_FOLDER(each_bad_line_is_refused_with_its_number),
        WITH_FOLDER(sixteen_wrapping_keys_load_and_one_more_is_refused),
        WITH_FOLDER(a_wrapped_key_is_unwrapped_at_its_place_only),
        WITH_FOLDER(a_changed_wrapped_key_is_refused),
        WITH_FOLDER(of_several_wrapping_keys_the_last_wraps_and_all_unwrap),
        WITH_FOLDER(the_index_depends_on_key_purpose_and_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

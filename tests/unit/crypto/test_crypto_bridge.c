/* A keyring whose keys something else keeps, as a token does: what is in force is not asked for again, who cannot ask
 * comes to a new key over a bridge, and the bridge goes with the old key. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "crypto/bridge.h"
#include "crypto/keyring.h"
#include "unit/scratch.h"

/* Keeps keys for lines whose rest is their number. */
struct keeper {
    struct aead_key kept[8];
    size_t count;
    size_t asked;
    bool is_out_of_reach;
};

static enum tnw_err
keeper_open(void *ctx, const struct keyring_line *line, struct aead_key *key, char where[256])
{
    struct keeper *keeper = ctx;
    size_t at = (size_t)(line->rest[0] - '0');
    keeper->asked++;
    if (keeper->is_out_of_reach || at >= keeper->count) {
        (void)snprintf(where, 256, "is out of reach");
        return TNW_E_UNAVAILABLE;
    }
    *key = keeper->kept[at];
    return TNW_OK;
}

static enum tnw_err
keeper_make(void *ctx, const struct keyring_id *id, const struct aead_key *key, char rest[KEYRING_REST],
            char where[256])
{
    struct keeper *keeper = ctx;
    (void)id;
    (void)where;
    keeper->kept[keeper->count] = *key;
    (void)snprintf(rest, KEYRING_REST, "%zu", keeper->count++);
    return TNW_OK;
}

static enum tnw_err
keeper_destroy(void *ctx, const struct keyring_line *line, char where[256])
{
    (void)ctx;
    (void)line;
    (void)where;
    return TNW_OK;
}

struct case_of {
    char folder[SCRATCH_PATH];
    char path[SCRATCH_PATH + 16];
    struct keeper keeper;
    struct keyring_opener opener;
    struct keeper far; /* the same, of a server */
    struct keyring_opener far_opener;
};

static struct keyring_opener
opener_of(struct keeper *keeper)
{
    return (struct keyring_opener){.form = "kept",
                                   .index_form = "kept-index",
                                   .ctx = keeper,
                                   .open = keeper_open,
                                   .make = keeper_make,
                                   .destroy = keeper_destroy};
}

static int
set_up(void **state)
{
    static struct case_of it;
    it = (struct case_of){.keeper = {.kept = {{{1}}, {{2}}}, .count = 2}};
    it.far = it.keeper;
    it.opener = opener_of(&it.keeper);
    it.far_opener = opener_of(&it.far);
    scratch_make(it.folder);
    (void)snprintf(it.path, sizeof it.path, "%s/keyring", it.folder);
    assert_int_equal(file_create(it.path, slice_str("kept-index 00000000000000aa 0\nkept 00000000000000bb 1\n")),
                     TNW_OK);
    *state = &it;
    return 0;
}

static int
tear_down(void **state)
{
    scratch_remove(((struct case_of *)*state)->folder);
    return 0;
}

static struct keyring *
load(const struct case_of *it, const struct keyring_opener *opener)
{
    struct keyring *keyring = NULL;
    char where[256] = "";
    if (keyring_load_with(&keyring, it->path, opener, where) != TNW_OK) {
        fail_msg("%s", where);
    }
    return keyring;
}

static bool
file_holds(const struct case_of *it, const char *word)
{
    struct buf text = {0};
    char where[256];
    assert_int_equal(file_read(&text, it->path, 65536, where), TNW_OK);
    bool found = strstr(buf_text(&text), word) != NULL;
    buf_free(&text);
    return found;
}

static struct buf
wrapped_by(const struct keyring *keyring, const struct keyring_id *id)
{
    static const struct id place = {{1}};
    static const struct aead_key data_key = {{7}};
    struct buf out = {0};
    struct aead_scratch *scratch = aead_scratch_new();
    keyring_wrap(keyring, id, scratch, &out, &place, &data_key);
    aead_scratch_free(&scratch);
    return out;
}

static enum tnw_err
unwrap_one(const struct keyring *keyring, const struct buf *wrapped)
{
    static const struct id place = {{1}};
    struct aead_key key;
    struct aead_scratch *scratch = aead_scratch_new();
    enum tnw_err err = keyring_unwrap(keyring, scratch, &key, &place, buf_slice(wrapped));
    aead_scratch_free(&scratch);
    return err;
}

static void
who_cannot_ask_comes_over_the_bridge(void **state)
{
    struct case_of *it = *state;
    char where[256];
    struct keyring_id fresh;
    const struct keyring_id old = {{0, 0, 0, 0, 0, 0, 0, 0xbb}};
    struct keyring *operators = load(it, &it->opener);
    struct keyring *servers = load(it, &it->far_opener);
    assert_int_equal(it->far.asked, 2);
    it->far.is_out_of_reach = true;
    assert_int_equal(keyring_add(operators, &fresh, where), TNW_OK);
    struct buf wrapped = wrapped_by(operators, &fresh);
    assert_int_equal(wrapped.err, TNW_OK);
    assert_int_equal(unwrap_one(servers, &wrapped), TNW_OK);
    assert_int_equal(it->far.asked, 2);
    assert_true(file_holds(it, "bridge 00000000000000bb "));
    assert_int_equal(keyring_destroy(operators, &old, 1, where), TNW_OK);
    assert_false(file_holds(it, "bridge"));
    assert_false(file_holds(it, "00000000000000bb"));
    buf_free(&wrapped);
    keyring_free(&servers);
    keyring_free(&operators);
}

/* As rotations leave them that are cut at the same place again and again. */
static void
of_many_bridges_the_newest_count(void **state)
{
    struct case_of *it = *state;
    char where[256];
    struct keyring_id fresh;
    struct keyring *servers = load(it, &it->far_opener);
    struct keyring *operators = load(it, &it->opener);
    it->far.is_out_of_reach = true;
    for (unsigned i = 0; i < KEYRING_WRAP_MAX + 1; i++) {
        static const struct aead_key some = {{9}};
        char rest[BRIDGE_REST];
        const struct keyring_id old = {{0, 0, 0, 0, 0, 0, 0, 0xbb}};
        const struct keyring_id nowhere = {{1, (uint8_t)i}};
        const struct keyring_line line = {.form = BRIDGE_FORM, .id = old, .rest = rest};
        assert_int_equal(bridge_make(rest, &old, &some, &nowhere, &some), TNW_OK);
        assert_int_equal(keyring_file_add(it->path, &line, where), TNW_OK);
    }
    assert_int_equal(keyring_add(operators, &fresh, where), TNW_OK);
    assert_true(keyring_has(servers, &fresh));
    keyring_free(&servers);
    keyring_free(&operators);
}

static void
without_a_bridge_it_is_asked_and_says_why_not(void **state)
{
    struct case_of *it = *state;
    char where[256];
    bool changed;
    struct keyring *servers = load(it, &it->far_opener);
    it->far.is_out_of_reach = true;
    assert_int_equal(file_replace(it->path, slice_str("kept-index 00000000000000aa 0\nkept 00000000000000bb 1\n"
                                                      "kept 00000000000000cc 1\n")),
                     TNW_OK);
    assert_int_equal(keyring_look(servers, NULL, 0, &changed, where), TNW_OK);
    assert_int_equal(keyring_look(servers, NULL, 1000, &changed, where), TNW_E_UNAVAILABLE);
    assert_non_null(strstr(where, "line 3 is out of reach"));
    keyring_free(&servers);
}

static void
a_changed_bridge_leads_nowhere(void **state)
{
    (void)state;
    static const struct aead_key old_key = {{1}};
    static const struct aead_key key = {{2}};
    const struct keyring_id old = {{1}};
    const struct keyring_id fresh = {{2}};
    char rest[BRIDGE_REST];
    struct bridge bridge;
    struct aead_key got;
    assert_int_equal(bridge_make(rest, &old, &old_key, &fresh, &key), TNW_OK);
    const struct keyring_line line = {.form = BRIDGE_FORM, .id = old, .rest = rest};
    assert_null(bridge_parse(&bridge, &line));
    assert_int_equal(bridge_cross(&bridge, &old_key, &got), TNW_OK);
    assert_memory_equal(got.bytes, key.bytes, AEAD_KEY);
    assert_int_equal(bridge_cross(&bridge, &key, &got), TNW_E_CRYPTO);
    bridge.fresh.bytes[0] = 3;
    assert_int_equal(bridge_cross(&bridge, &old_key, &got), TNW_E_CRYPTO);
    rest[BRIDGE_REST - 2] = 0;
    assert_non_null(bridge_parse(&bridge, &line));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(who_cannot_ask_comes_over_the_bridge, set_up, tear_down),
        cmocka_unit_test_setup_teardown(of_many_bridges_the_newest_count, set_up, tear_down),
        cmocka_unit_test_setup_teardown(without_a_bridge_it_is_asked_and_says_why_not, set_up, tear_down),
        cmocka_unit_test(a_changed_bridge_leads_nowhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

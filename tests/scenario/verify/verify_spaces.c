/*
 * Of each space one row is changed, taken away, or put under another key, in a store in which every space has rows
 * (that of tests/vectors, as this server has it): verify names what was changed, and finds what is missing or too much.
 * What it cannot notice stands here, with the reason. verify_spaces FOLDER: what tnwd init made.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit/note/log_key.h"
#include "audit/verify/verify.h"
#include "lmdb_store.h"
#include "store/inside.h"
#include "store/range.h"
#include "store/records/dossier.h"
#include "store/records/elz/casus_sweep.h"
#include "store/records/process/expiry.h"

enum way { CHANGED, REMOVED, MOVED, WAYS };
static const char *const way_names[WAYS] = {"changed", "removed", "moved"};

/* Why a row of the space that is treated so is not noticed. All that does not stand here is. */
static const struct blind {
    enum space space;
    enum way way;
    const char *why;
} blind[] = {
    {SPACE_RECEIPT, REMOVED, "that somebody read a message is said there alone"},
    {SPACE_IDEMPOTENCY, REMOVED, "kept answers go by themselves after a day"},
    {SPACE_CHECKPOINT, REMOVED, "an older one that nobody cosigned: a crash may have come before it was signed"},
    {SPACE_VISITOR, REMOVED, "that somebody had access once is said there alone"},
    {SPACE_USAGE, REMOVED, "what somebody used today is said there alone"},
    {SPACE_CERTIFICATE, REMOVED, "with what somebody came is said there alone"},
    {SPACE_SEEN, REMOVED, "how far somebody looked is said there alone"},
    {SPACE_SUSPENSION, REMOVED, "nothing beside its record says that there was one"},
    {SPACE_SIGNATURE, REMOVED, "nothing beside its record says that there was one"},
    {SPACE_ASKING, REMOVED, "one that is answered: nothing beside its record says that there was one"},
    {SPACE_EMPLOYER_SERVICE, REMOVED, "who works for whom is said there alone"},
    {SPACE_KNELPUNT, REMOVED, "of a quarter that is over nobody knows who was counted"},
    {SPACE_KNELPUNT_GIVER, MOVED, "it is a digest of somebody who is not to be known"},
    {SPACE_BACKUP, CHANGED, "its end is a path; where it is none, a rotation destroys no key and says so"},
    {SPACE_BACKUP, REMOVED, "which backups there are is said there alone"},
    {SPACE_BACKUP, MOVED, "its id is in the backup, which may be out of reach: a rotation says that it is not there"},
    {SPACE_STATISTIC, REMOVED, "nothing beside its record says that there was one"},
    {SPACE_AUDIT_HEAD, CHANGED,
     "its end says which record changed something last: no record says of itself whether it did"},
};

/* The same of rows of meta, by name. Whoever opens the store refuses it without the first ones, and with others. */
static const struct blind_name {
    const char *name;
    bool to[WAYS];
} blind_names[] = {
    {"format", {true, true, false}},
    {"index_check", {true, true, false}},
    {"wrapping", {true, true, false}},
    {"generation", {true, true, false}}, /* any number will do: it goes up from there */
    {"registry", {true, true, false}},
    {"clock", {false, true, false}}, /* the next start makes it anew */
    {"growth", {true, true, false}}, /* numbers, of no consequence */
    /* A walk goes on, or begins anew: what it passed over is named at the dossier, the discussion. */
    {"adopted", {true, true, false}},
    {"casus_sweep", {true, true, false}},
    {"filed", {false, true, false}}, /* a lower number: what is behind it is filed once more */
};

/* Spaces whose findings are told by another name than theirs: of what the row belongs to. */
static const struct alias {
    enum space space;
    const char *names; /* with | between */
} aliases[] = {
    {SPACE_META, "tail|sealed|mapped|filed|map|checkpoint|clock"},
    {SPACE_AUDIT, "record|node|tail"},
    {SPACE_AUDIT_HEAD, "head of"},
    {SPACE_AUDIT_LINK, "record"},
    {SPACE_AUDIT_INDEX, "postings"},
    {SPACE_DIRECTORY, "directory|actor"},
    {SPACE_FICHE_TERM, "fiche"},
    {SPACE_ATTACHMENT_CHUNK, "attachment"},
    {SPACE_MOMENT_GUEST, "moment"},
    {SPACE_PIECE, "message"},
};

struct stage {
    struct keyring *keyring;
    struct log_key log;
    struct state_file state;
    struct store *store;
    char findings[16384];
};
static struct stage stage;

static void
note_finding(void *ctx, const char *finding)
{
    size_t len = strlen(stage.findings);
    (void)ctx;
    (void)snprintf(stage.findings + len, sizeof stage.findings - len, "%s\n", finding);
}

static enum tnw_err
verify_stage(void)
{
    struct verify_result result;
    const struct verify_input input = {
        .store = stage.store, .log = &stage.log.public, .state = &stage.state, .tell = note_finding};
    stage.findings[0] = 0;
    return verify_store(&input, &result);
}

/* Whether a finding begins with the space's name, or one that stands for it. */
static bool
is_named(enum space space)
{
    char names[128];
    (void)snprintf(names, sizeof names, "%s", layout_space_name(space));
    for (size_t i = 0; i < sizeof aliases / sizeof aliases[0]; i++) {
        if (aliases[i].space == space) {
            (void)snprintf(names, sizeof names, "%s", aliases[i].names);
        }
    }
    for (const char *name = names; *name != 0; name += strcspn(name, "|"), name += *name == '|' ? 1 : 0) {
        for (const char *line = stage.findings; *line != 0; line = strchr(line, '\n') + 1) {
            if (strncmp(line, name, strcspn(name, "|")) == 0) {
                return true;
            }
        }
    }
    return false;
}

static bool
is_blind(enum space space, enum way way, struct slice key)
{
    bool is = false;
    for (size_t i = 0; i < sizeof blind / sizeof blind[0]; i++) {
        is = is || (blind[i].space == space && blind[i].way == way);
    }
    for (size_t i = 0; space == SPACE_META && i < sizeof blind_names / sizeof blind_names[0]; i++) {
        is = is || (slice_eq(key, slice_str(blind_names[i].name)) && blind_names[i].to[way]);
    }
    return is;
}

struct row {
    struct buf key;
    struct buf value;
};

/* false: the space has no such row. */
static bool
take_row(enum space space, unsigned number, struct row *row)
{
    struct range range;
    struct slice key;
    struct slice value;
    struct txn *txn;
    bool there = true;
    assert_int_equal(txn_begin_read(stage.store, &txn), TNW_OK);
    range_open(&range, txn, space, slice_of("", 0), slice_of("", 0), false);
    for (unsigned i = 0; there && i <= number; i++) {
        there = range_next(&range, &key, &value);
    }
    buf_put_slice(&row->key, there ? key : slice_of("", 0));
    buf_put_slice(&row->value, there ? value : slice_of("", 0));
    range_close(&range);
    txn_abort(&txn);
    return there;
}

static void
put_row(enum space space, struct slice key, const struct slice *value)
{
    struct txn *txn;
    assert_int_equal(txn_begin_write(stage.store, &txn), TNW_OK);
    if (value == NULL) {
        txn_del(txn, space, key);
    } else {
        txn_put(txn, space, key, *value);
    }
    assert_int_equal(txn_commit(&txn), TNW_OK);
}

static void
spoil(enum space space, enum way way, const struct row *row, const uint8_t *other)
{
    const struct slice value = buf_slice(&row->value);
    const struct slice moved = slice_of(other, row->key.len);
    uint8_t *changed = malloc(value.len + 1);
    assert_non_null(changed);
    if (value.len > 0) {
        memcpy(changed, value.ptr, value.len);
    }
    if (way == CHANGED) {
        changed[value.len - 1] ^= 1;
        const struct slice spoiled = slice_of(changed, value.len);
        put_row(space, buf_slice(&row->key), &spoiled);
    } else {
        put_row(space, buf_slice(&row->key), NULL);
    }
    if (way == MOVED) {
        put_row(space, moved, &value);
    }
    free(changed);
}

static void
mend(enum space space, enum way way, const struct row *row, const uint8_t *other)
{
    const struct slice value = buf_slice(&row->value);
    if (way == MOVED) {
        put_row(space, slice_of(other, row->key.len), NULL);
    }
    put_row(space, buf_slice(&row->key), &value);
}

/* Another key of that length, under which nothing lies. */
static void
find_free_key(enum space space, const struct row *row, uint8_t other[KEY_PIECE])
{
    struct slice value;
    bool taken = true;
    for (unsigned step = 1; taken; step++) {
        struct txn *txn;
        memcpy(other, row->key.ptr, row->key.len);
        other[row->key.len - 1] = (uint8_t)(other[row->key.len - 1] + 59 * step);
        assert_int_equal(txn_begin_read(stage.store, &txn), TNW_OK);
        taken = engine_get(txn->engine, space, slice_of(other, row->key.len), &value) == TNW_OK;
        txn_abort(&txn);
    }
}

/* Returns how many are not as they must be. */
static unsigned
try_row(enum space space, enum way way, const struct row *row)
{
    uint8_t other[KEY_PIECE];
    char key[2 * KEY_PIECE + 1];
    find_free_key(space, row, other);
    spoil(space, way, row, other);
    enum tnw_err err = verify_stage();
    bool found = err == TNW_E_CORRUPT && (way != CHANGED || is_named(space));
    bool right = found != is_blind(space, way, buf_slice(&row->key));
    hex_encode(key, row->key.ptr, row->key.len);
    if (!right) {
        print_message("%s %s %s: %s\n%s", layout_space_name(space), key, way_names[way],
                      found ? "is found, and stands among what is not" : "is not named", stage.findings);
    }
    mend(space, way, row, other);
    return right ? 0 : 1;
}

#define ROWS 12

static void
each_row_that_is_spoilt_is_named(void **state)
{
    unsigned wrong = 0;
    (void)state;
    for (unsigned space = 0; space < SPACE_COUNT; space++) {
        const unsigned rows = space == SPACE_META ? ROWS : 1;
        struct row row = {.key = {0}};
        unsigned seen = 0;
        while (seen < rows && take_row((enum space)space, seen, &row)) {
            for (unsigned way = row.value.len == 0 ? REMOVED : CHANGED; way < WAYS; way++) {
                wrong += try_row((enum space)space, (enum way)way, &row);
            }
            buf_clear(&row.key);
            buf_clear(&row.value);
            seen++;
        }
        if (seen == 0) {
            print_message("%s: has no rows\n", layout_space_name((enum space)space));
            wrong++;
        }
        buf_free(&row.key);
        buf_free(&row.value);
    }
    assert_int_equal(wrong, 0);
    assert_int_equal(verify_stage(), TNW_OK);
}

/* Whether a finding has these words in it. */
static void
expect_said(const char *words)
{
    assert_int_equal(verify_stage(), TNW_E_CORRUPT);
    if (strstr(stage.findings, words) == NULL) {
        fail_msg("nothing said of: %s\n%s", words, stage.findings);
    }
}

/* The server notes when dossiers end that an older one left without: it would not come by again. */
static void
a_dossier_that_never_ends_is_named(void **state)
{
    struct dossier dossier;
    struct expiry_term term;
    struct txn *txn;
    struct id id;
    (void)state;
    assert_int_equal(txn_begin_write(stage.store, &txn), TNW_OK);
    assert_int_equal(dossier_ids(txn, &(struct id){{0}}, &id, 1), 1);
    assert_true(dossier_get(txn, &id, &dossier));
    term = dossier.term;
    expiry_del(txn, &id, &term);
    dossier.term = (struct expiry_term){.year = 0};
    dossier_put(txn, &dossier);
    assert_int_equal(txn_commit(&txn), TNW_OK);
    expect_said("it is not found by when it ends");

    assert_int_equal(txn_begin_write(stage.store, &txn), TNW_OK);
    dossier.term = term;
    expiry_put(txn, &id, &term);
    dossier_put(txn, &dossier);
    assert_int_equal(txn_commit(&txn), TNW_OK);
    dossier_wipe(&dossier);
    assert_int_equal(verify_stage(), TNW_OK);
}

static void
put_sweep(const struct casus_sweep *sweep)
{
    struct txn *txn;
    assert_int_equal(txn_begin_write(stage.store, &txn), TNW_OK);
    casus_sweep_put(txn, sweep);
    assert_int_equal(txn_commit(&txn), TNW_OK);
}

/* Case discussions are removed in the order of their ids, each once. */
static void
a_discussion_that_was_passed_over_is_named(void **state)
{
    struct casus_sweep is;
    struct txn *txn;
    (void)state;
    assert_int_equal(txn_begin_read(stage.store, &txn), TNW_OK);
    assert_true(casus_sweep_get(txn, &is));
    txn_abort(&txn);
    struct casus_sweep damaged = is;
    damaged.year = 3000;
    put_sweep(&damaged);
    assert_int_equal(verify_stage(), TNW_OK); /* it did not come by yet */
    damaged.done = true;
    put_sweep(&damaged);
    expect_said("its years are over, and it is still there");
    put_sweep(&is);
    assert_int_equal(verify_stage(), TNW_OK);
}

static void
open_stage(const char *folder)
{
    char path[3][512];
    char where[256] = "";
    static const char *const names[3] = {"keyring", "audit-key", "audit-state"};
    for (size_t i = 0; i < 3; i++) {
        (void)snprintf(path[i], sizeof path[i], "%s/%s", folder, names[i]);
    }
    enum tnw_err err = keyring_load(&stage.keyring, path[0], where);
    err = err == TNW_OK ? log_key_load(&stage.log, path[1], where) : err;
    err = err == TNW_OK ? state_file_load(&stage.state, path[2], slice_str(stage.log.public.name), where) : err;
    (void)snprintf(path[0], sizeof path[0], "%s/data", folder);
    const struct lmdb_options options = {.path = path[0], .map_size = (size_t)1 << 34, .reserve = (size_t)1 << 20};
    err = err == TNW_OK ? lmdb_store_open(&stage.store, &options, stage.keyring, where) : err;
    if (err != TNW_OK) {
        (void)fprintf(stderr, "verify_spaces: %s %s\n", tnw_error_info(err)->code, where);
        exit(EXIT_FAILURE);
    }
}

int
main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_row_that_is_spoilt_is_named),
        cmocka_unit_test(a_dossier_that_never_ends_is_named),
        cmocka_unit_test(a_discussion_that_was_passed_over_is_named),
    };
    if (argc != 2) {
        return EXIT_FAILURE;
    }
    open_stage(argv[1]);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    store_close(&stage.store);
    state_file_wipe(&stage.state);
    log_key_wipe(&stage.log);
    keyring_free(&stage.keyring);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

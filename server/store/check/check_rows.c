#include "store/check/check_rows.h"

#include <stdio.h>

#include "base/limits.h"
#include "store/check/check_agenda.h"
#include "store/check/check_attachment.h"
#include "store/check/check_backup.h"
#include "store/check/check_chance.h"
#include "store/check/check_content.h"
#include "store/check/check_directory.h"
#include "store/check/check_elz.h"
#include "store/check/check_erasure.h"
#include "store/check/check_keys.h"
#include "store/check/check_own.h"
#include "store/check/check_persons.h"
#include "store/check/check_process.h"
#include "store/inside.h"
#include "store/range.h"

/* Rows of a sample that lie one behind the other: the page that is read for one has the next ones too. */
#define RUN_ROWS 16

struct check {
    const struct check_task *task;
    uint64_t rows;
    uint64_t passed;
    uint64_t left; /* so many rows more may be looked at */
    struct txn *txn;
    struct key last; /* that was passed */
    enum tnw_err err;
};

static void
tell_row(struct check *check, enum space space, const char *wrong)
{
    char key[2 * KEY_PIECE + 1];
    char line[512];
    hex_encode(key, check->last.bytes, check->last.len);
    (void)snprintf(line, sizeof line, "%s %s: %s", layout_space_name(space), key, wrong);
    check->task->tell(check->task->ctx, (unsigned)space, line);
}

/* Damage makes a transaction useless. Returns whether it is still good. */
static bool
is_good(struct check *check, enum space space)
{
    enum tnw_err err = txn_error(check->txn);
    if (err == TNW_E_NO_MEMORY || err == TNW_E_IO) {
        check->err = err;
    } else if (err != TNW_OK) {
        tell_row(check, space, "it, or what belongs to it, is damaged");
    }
    return err == TNW_OK;
}

/* Each knows some spaces. Those of the log are not looked at: audit/verify does. */
static const char *(*const checks[])(struct txn *txn, enum space space, struct check_parts *parts,
                                     struct slice value) = {
    check_keys_row,      check_persons_row, check_content_row,    check_process_row, check_agenda_row,
    check_directory_row, check_elz_row,     check_attachment_row, check_backup_row,  check_own_row,
};

/* Returns NULL, or what is wrong. What cannot be opened is an error of the snapshot. */
static const char *
check_one(struct txn *txn, enum space space, struct slice key, struct slice value)
{
    bool skip;
    const char *wrong = check_erasure_row(txn, space, key, value, &skip);
    for (size_t i = 0; wrong == NULL && !skip && i < sizeof checks / sizeof checks[0]; i++) {
        struct check_parts parts = {.cur = cursor_of(key)};
        wrong = checks[i](txn, space, &parts, value);
    }
    return txn_error(txn) == TNW_OK ? wrong : NULL;
}

static void
look_at_row(struct check *check, enum space space, struct slice key, struct slice value)
{
    check->rows++;
    const char *wrong = check_one(check->txn, space, key, value);
    if (wrong != NULL) {
        tell_row(check, space, wrong);
    }
}

/* A row that cannot be read as a whole, for a piece of it is missing: the walk ended in front of it, and goes on behind
 * it. false: there is none. */
static bool
pass_unread(struct check *check, enum space space)
{
    const struct engine_range next = {.space = space, .after = key_slice(&check->last)};
    struct slice key;
    struct slice value;
    struct txn *txn;
    check->err = txn_begin_read(check->task->store, &txn);
    if (check->err != TNW_OK) {
        return false;
    }
    enum tnw_err err = engine_first(txn->engine, &next, &key, &value);
    if (err == TNW_OK) {
        check->last.len = 0;
        key_add(&check->last, key.ptr, key.len < KEY_PIECE ? key.len : KEY_PIECE);
        check->left--;
        check->passed++;
        tell_row(check, space, "it cannot be read as a whole");
    } else if (err != TNW_E_NOT_FOUND) {
        check->err = err;
    }
    txn_abort(&txn);
    return err == TNW_OK;
}

/* The rows behind the last one, in one snapshot. Returns whether there may be more. */
static bool
check_some(struct check *check, enum space space)
{
    struct range range;
    struct slice key;
    struct slice value;
    bool more = true;
    bool unread = false;
    unsigned cost = 0;
    unsigned each = space == SPACE_ATTACHMENT ? CHECK_ATTACHMENT_ROWS : 1;
    check->err = txn_begin_read(check->task->store, &check->txn);
    if (check->err != TNW_OK) {
        return false;
    }
    range_open(&range, check->txn, space, slice_of(NULL, 0), key_slice(&check->last), false);
    for (bool good = true; more && good && cost < LIMIT_CHECK_ROWS && check->left > 0;) {
        more = range_next(&range, &key, &value);
        if (more) {
            check->last.len = 0;
            key_add(&check->last, key.ptr, key.len < KEY_PIECE ? key.len : KEY_PIECE);
            check->left--;
            check->passed++;
            cost += each;
            look_at_row(check, space, key, value);
        }
        good = more ? is_good(check, space) : txn_error(check->txn) == TNW_OK;
        unread = !more && !good;
    }
    range_close(&range);
    enum tnw_err err = txn_error(check->txn);
    txn_abort(&check->txn);
    if (unread && (err == TNW_E_NO_MEMORY || err == TNW_E_IO)) {
        check->err = err;
    }
    return check->err == TNW_OK && (unread ? pass_unread(check, space) : more);
}

static enum tnw_err
count_rows_of(struct store *store, unsigned space, uint64_t *rows)
{
    struct txn *txn;
    enum tnw_err err = txn_begin_read(store, &txn);
    if (err == TNW_OK) {
        err = engine_count(txn->engine, space, rows);
        txn_abort(&txn);
    }
    return err;
}

/* From the last row on, as far as it may. */
static void
check_on(struct check *check, unsigned space)
{
    const struct check_task *task = check->task;
    for (bool more = check->err == TNW_OK && check->left > 0; more;) {
        more = check_some(check, (enum space)space);
        const struct check_place place = {.space = more ? space : space + 1,
                                          .last = more ? check->last : (struct key){.len = 0}};
        if (check->err == TNW_OK && task->at != NULL && !task->at(task->ctx, check->passed, &place)) {
            check->err = TNW_E_UNAVAILABLE;
        }
        more = more && check->err == TNW_OK && check->left > 0;
    }
}

/* Runs of rows from places at random; behind the last row comes the first one. */
static void
check_some_runs(struct check *check, unsigned space)
{
    const uint64_t runs = (check->task->sample + RUN_ROWS - 1) / RUN_ROWS;
    for (uint64_t i = 0; i < runs && check->err == TNW_OK; i++) {
        struct check_chance chance = {.seed = check->task->seed, .space = space, .number = i};
        check->err = check_chance_place(check->task->store, &chance, &check->last);
        check->left = RUN_ROWS;
        check_on(check, space);
        check->last.len = 0;
        check_on(check, space);
    }
}

static void
check_space(struct check *check, unsigned space)
{
    uint64_t rows = 0;
    check->err = check->task->sample > 0 ? count_rows_of(check->task->store, space, &rows) : TNW_OK;
    if (rows > check->task->sample && check->task->sample > 0) {
        check_some_runs(check, space);
    } else {
        check->left = UINT64_MAX;
        check_on(check, space);
    }
    check->last.len = 0;
}

enum tnw_err
check_rows_of(const struct check_task *task, uint64_t *rows)
{
    struct check check = {.task = task, .last = task->from.last};
    for (unsigned space = task->from.space; space < SPACE_COUNT && check.err == TNW_OK; space++) {
        check_space(&check, space);
    }
    *rows = check.rows;
    return check.err;
}

enum tnw_err
check_rows(struct store *store, check_tell *tell, void *ctx, uint64_t *rows)
{
    const struct check_task task = {.store = store, .tell = tell, .ctx = ctx};
    return check_rows_of(&task, rows);
}

enum tnw_err
check_rows_count(struct txn *txn, uint64_t sample, uint64_t *rows)
{
    enum tnw_err err = TNW_OK;
    *rows = 0;
    for (unsigned space = 0; err == TNW_OK && space < SPACE_COUNT; space++) {
        uint64_t count = 0;
        err = engine_count(txn->engine, space, &count);
        *rows += sample > 0 && count > sample ? sample : count;
    }
    return err;
}

#include "store/check/check_rows.h"

#include <stdio.h>

#include "base/limits.h"
#include "store/check/check_agenda.h"
#include "store/check/check_attachment.h"
#include "store/check/check_backup.h"
#include "store/check/check_content.h"
#include "store/check/check_directory.h"
#include "store/check/check_elz.h"
#include "store/check/check_erasure.h"
#include "store/check/check_keys.h"
#include "store/check/check_persons.h"
#include "store/check/check_process.h"
#include "store/inside.h"
#include "store/range.h"

struct check {
    struct store *store;
    check_tell *tell;
    void *ctx;
    uint64_t rows;
    struct txn *txn;
    struct key last; /* that was looked at */
    enum tnw_err err;
};

static void
tell_row(struct check *check, enum space space, const char *wrong)
{
    char key[2 * KEY_PIECE + 1];
    char line[512];
    hex_encode(key, check->last.bytes, check->last.len);
    (void)snprintf(line, sizeof line, "%s %s: %s", layout_space_name(space), key, wrong);
    check->tell(check->ctx, (unsigned)space, line);
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
    check_directory_row, check_elz_row,     check_attachment_row, check_backup_row,
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

/* The rows behind the last one, in one snapshot. Returns whether there may be more. */
static bool
check_some(struct check *check, enum space space)
{
    struct range range;
    struct slice key;
    struct slice value;
    bool more = true;
    unsigned count = 0;
    unsigned each = space == SPACE_ATTACHMENT ? CHECK_ATTACHMENT_ROWS : 1;
    check->err = txn_begin_read(check->store, &check->txn);
    if (check->err != TNW_OK) {
        return false;
    }
    range_open(&range, check->txn, space, slice_of(NULL, 0), key_slice(&check->last), false);
    for (bool good = true; more && good && count < LIMIT_CHECK_ROWS; count += each) {
        more = range_next(&range, &key, &value);
        if (more) {
            check->last.len = 0;
            key_add(&check->last, key.ptr, key.len < KEY_PIECE ? key.len : KEY_PIECE);
            check->rows++;
            const char *wrong = check_one(check->txn, space, key, value);
            if (wrong != NULL) {
                tell_row(check, space, wrong);
            }
        }
        good = is_good(check, space);
        more = more || !good; /* the walk ended there; it goes on behind that row */
    }
    range_close(&range);
    txn_abort(&check->txn);
    return more && check->err == TNW_OK;
}

enum tnw_err
check_rows(struct store *store, check_tell *tell, void *ctx, uint64_t *rows)
{
    struct check check = {.store = store, .tell = tell, .ctx = ctx};
    for (unsigned space = 0; space < SPACE_COUNT && check.err == TNW_OK; space++) {
        check.last.len = 0;
        while (check_some(&check, (enum space)space)) {
        }
    }
    *rows = check.rows;
    return check.err;
}

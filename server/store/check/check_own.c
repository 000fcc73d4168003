#include "store/check/check_own.h"

#include "store/cipher/wrapping.h"
#include "store/inside.h"
#include "store/records/elz/casus_sweep.h"
#include "store/records/own/growth.h"
#include "store/records/process/expiry.h"

static void
read_growth(struct txn *txn)
{
    struct growth growth;
    (void)growth_get(txn, &growth);
}

static void
read_rotation(struct txn *txn)
{
    struct rotation rotation;
    (void)rotation_get(txn, &rotation);
}

static void
read_sweep(struct txn *txn)
{
    struct casus_sweep sweep;
    (void)casus_sweep_get(txn, &sweep);
}

static void
read_adopted(struct txn *txn)
{
    struct id until;
    (void)expiry_get_adopted(txn, &until);
}

/* All names that there are. Who opens the store or verifies the log reads those that have nothing to be read with here.
 */
static const struct own_row {
    const char *name;
    void (*read)(struct txn *txn); /* a damaged one is an error of the snapshot */
} own_rows[] = {
    {"format", NULL},
    {"index_check", NULL},
    {"wrapping", NULL},
    {"clock", NULL},
    {"generation", NULL},
    {"registry", NULL},
    {"audit_tail", NULL},
    {"sealed", NULL},
    {"mapped", NULL},
    {"filed", NULL},
    {"map_place", NULL},
    {"growth", read_growth},
    {"rotation", read_rotation},
    {"casus_sweep", read_sweep},
    {"adopted", read_adopted},
};

const char *
check_own_row(struct txn *txn, enum space space, struct check_parts *parts, struct slice value)
{
    const struct slice key = slice_of(parts->cur.ptr, parts->cur.left);
    (void)value;
    if (space != SPACE_META) {
        return NULL;
    }
    for (size_t i = 0; i < sizeof own_rows / sizeof own_rows[0]; i++) {
        if (slice_eq(key, slice_str(own_rows[i].name))) {
            if (own_rows[i].read != NULL) {
                own_rows[i].read(txn);
            }
            return NULL;
        }
    }
    return "the store keeps nothing by that name";
}

#include "store/records/backup/managed.h"

#include <stdio.h>
#include <string.h>

#include "store/inside.h"
#include "store/range.h"
#include "store/txn.h"

#define MANAGED_VERSION 2

void
managed_put(struct txn *txn, const struct managed *managed)
{
    struct buf value = {0};
    buf_put_u8(&value, MANAGED_VERSION);
    buf_put_u8(&value, (uint8_t)managed->state);
    buf_put_u32(&value, managed->generation);
    buf_put_u64(&value, (uint64_t)managed->time);
    buf_put_u64(&value, (uint64_t)managed->completed);
    buf_put_u64(&value, (uint64_t)managed->failing);
    buf_put_u8(&value, (uint8_t)strlen(managed->why));
    buf_put_str(&value, managed->why);
    buf_put_str(&value, managed->path);
    txn_set_error(txn, value.err);
    txn_put(txn, SPACE_BACKUP, id_slice(&managed->id), buf_slice(&value));
    buf_free(&value);
}

void
managed_remove(struct txn *txn, const struct id *id)
{
    txn_del(txn, SPACE_BACKUP, id_slice(id));
}

enum tnw_err
managed_parse(struct managed *out, struct slice value)
{
    struct cursor cur = cursor_of(value);
    uint8_t version = cursor_u8(&cur);
    uint8_t state = cursor_u8(&cur);
    out->generation = cursor_u32(&cur);
    out->time = (time_ms)cursor_u64(&cur);
    out->completed = (time_ms)cursor_u64(&cur);
    out->failing = (time_ms)cursor_u64(&cur);
    struct slice why = cursor_slice(&cur, cursor_u8(&cur));
    struct slice path = cursor_rest(&cur);
    if (cur.err != TNW_OK || version != MANAGED_VERSION || state >= MANAGED_STATES || path.len == 0 ||
        path.len >= sizeof out->path || why.len >= sizeof out->why) {
        return TNW_E_CORRUPT;
    }
    out->state = (enum managed_state)state;
    (void)snprintf(out->why, sizeof out->why, "%.*s", (int)why.len, (const char *)why.ptr);
    (void)snprintf(out->path, sizeof out->path, "%.*s", (int)path.len, (const char *)path.ptr);
    return TNW_OK;
}

bool
managed_next(struct txn *txn, const struct id *after, struct managed *out)
{
    struct slice value;
    return range_first_id(txn, SPACE_BACKUP, slice_of("", 0), after, &out->id, &value) &&
           txn_check(txn, managed_parse(out, value));
}

void
managed_add_up(struct txn *txn, struct managed_sum *sum)
{
    struct managed managed;
    struct id after = {.bytes = {0}};
    *sum = (struct managed_sum){.count = 0};
    while (managed_next(txn, &after, &managed)) {
        after = managed.id;
        bool fails = managed.failing != 0;
        bool longest = fails && (sum->failing_since == 0 || managed.failing < sum->failing_since);
        sum->count++;
        sum->failing += fails ? 1 : 0;
        sum->failing_since = longest ? managed.failing : sum->failing_since;
        sum->newest = managed.completed > sum->newest ? managed.completed : sum->newest;
    }
}

bool
managed_get(struct txn *txn, const struct id *id, struct managed *out)
{
    struct slice value;
    out->id = *id;
    return txn_get(txn, SPACE_BACKUP, id_slice(id), &value) && txn_check(txn, managed_parse(out, value));
}

bool
managed_find(struct txn *txn, const char *path, struct managed *out)
{
    struct id after = {.bytes = {0}};
    while (managed_next(txn, &after, out)) {
        if (strcmp(out->path, path) == 0) {
            return true;
        }
        after = out->id;
    }
    return false;
}

#include "store/records/process/agenda.h"

#include "store/inside.h"

static struct key
agenda_key(const struct id *actor, day_num day, const struct id *dossier)
{
    struct key key = key_of(actor);
    key_add_u32(&key, (uint32_t)day);
    key_add_id(&key, dossier);
    return key;
}

void
agenda_put(struct txn *txn, const struct id *actor, day_num day, const struct id *dossier)
{
    struct key key = agenda_key(actor, day, dossier);
    txn_put(txn, SPACE_AGENDA, key_slice(&key), slice_of("", 0));
}

void
agenda_del(struct txn *txn, const struct id *actor, day_num day, const struct id *dossier)
{
    struct key key = agenda_key(actor, day, dossier);
    txn_del(txn, SPACE_AGENDA, key_slice(&key));
}

static struct key
day_key(day_num day, const struct id *dossier)
{
    struct key key = {.len = 0};
    key_add_u32(&key, (uint32_t)day);
    key_add_id(&key, dossier);
    return key;
}

void
agenda_walk(struct range *walk, struct txn *txn, const struct id *actor, day_num day, const struct id *after)
{
    struct key from = day_key(day, after);
    range_open(walk, txn, SPACE_AGENDA, id_slice(actor), key_slice(&from), false);
}

/* Both indexes end in a day and a dossier. */
static bool
next_day(struct range *walk, day_num *day, struct id *dossier)
{
    struct slice rest;
    struct slice empty;
    if (!range_next(walk, &rest, &empty)) {
        return false;
    }
    struct cursor cur = cursor_of(rest);
    *day = (day_num)cursor_u32(&cur);
    cursor_bytes(&cur, dossier->bytes, ID_SIZE);
    return txn_check(walk->txn, cursor_end(&cur));
}

bool
agenda_next(struct range *walk, day_num *day, struct id *dossier)
{
    return next_day(walk, day, dossier);
}

void
wake_put(struct txn *txn, day_num day, const struct id *dossier)
{
    struct key key = day_key(day, dossier);
    txn_put(txn, SPACE_WAKE, key_slice(&key), slice_of("", 0));
}

void
wake_del(struct txn *txn, day_num day, const struct id *dossier)
{
    struct key key = day_key(day, dossier);
    txn_del(txn, SPACE_WAKE, key_slice(&key));
}

size_t
wake_load(struct txn *txn, const struct wake *after, day_num last, struct wake out[], size_t max)
{
    struct range walk;
    struct key from = day_key(after->day, &after->dossier);
    size_t count = 0;
    range_open(&walk, txn, SPACE_WAKE, slice_of("", 0), key_slice(&from), false);
    while (count < max && next_day(&walk, &out[count].day, &out[count].dossier) && out[count].day <= last) {
        count++;
    }
    range_close(&walk);
    return count;
}

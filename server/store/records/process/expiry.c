#include "store/records/process/expiry.h"

#include "store/inside.h"
#include "store/layout.h"
#include "store/range.h"

#define ADOPTED "adopted"

static struct key
row_key(const struct expiry *row)
{
    struct key key = {.len = 0};
    key_add(&key, &(uint8_t){(uint8_t)row->stage}, 1);
    key_add_u32(&key, row->number);
    key_add_id(&key, &row->dossier);
    return key;
}

struct expiry
expiry_of(const struct id *dossier, const struct expiry_term *term)
{
    bool warned = term->warned != 0;
    return (struct expiry){.stage = warned ? EXPIRY_WARNED : EXPIRY_LIVE,
                           .number = warned ? (uint32_t)term->warned : (uint32_t)term->year,
                           .dossier = *dossier};
}

void
expiry_put(struct txn *txn, const struct id *dossier, const struct expiry_term *term)
{
    const struct expiry row = expiry_of(dossier, term);
    struct key key = row_key(&row);
    txn_put(txn, SPACE_EXPIRY, key_slice(&key), slice_of("", 0));
}

void
expiry_del(struct txn *txn, const struct id *dossier, const struct expiry_term *term)
{
    const struct expiry row = expiry_of(dossier, term);
    struct key key = row_key(&row);
    txn_del(txn, SPACE_EXPIRY, key_slice(&key));
}

void
expiry_move(struct txn *txn, const struct id *dossier, struct expiry_term *term, const struct expiry_term *to)
{
    expiry_del(txn, dossier, term);
    *term = *to;
    expiry_put(txn, dossier, term);
}

bool
expiry_has(struct txn *txn, const struct expiry *row)
{
    struct key key = row_key(row);
    struct slice value;
    return txn_get(txn, SPACE_EXPIRY, key_slice(&key), &value);
}

bool
expiry_parse(struct slice key, struct expiry *out)
{
    struct cursor cur = cursor_of(key);
    uint8_t stage = cursor_u8(&cur);
    out->number = cursor_u32(&cur);
    cursor_bytes(&cur, out->dossier.bytes, ID_SIZE);
    out->stage = (enum expiry_stage)stage;
    return cursor_end(&cur) == TNW_OK && stage < EXPIRY_STAGES;
}

static bool
next_expiry(struct range *walk, struct expiry *out)
{
    struct slice key;
    struct slice empty;
    return range_next(walk, &key, &empty) && txn_check(walk->txn, expiry_parse(key, out) ? TNW_OK : TNW_E_CORRUPT);
}

size_t
expiry_load(struct txn *txn, const struct expiry *after, uint32_t last, struct expiry out[], size_t max)
{
    struct range walk;
    struct key from = row_key(after);
    size_t count = 0;
    range_open(&walk, txn, SPACE_EXPIRY, slice_of("", 0), key_slice(&from), false);
    while (count < max && next_expiry(&walk, &out[count]) && out[count].stage == after->stage &&
           out[count].number <= last) {
        count++;
    }
    range_close(&walk);
    return count;
}

bool
expiry_get_adopted(struct txn *txn, struct id *until)
{
    struct slice value;
    *until = (struct id){{0}};
    if (!txn_get(txn, SPACE_META, slice_str(ADOPTED), &value)) {
        return false;
    }
    struct cursor cur = cursor_of(value);
    cursor_bytes(&cur, until->bytes, ID_SIZE);
    return txn_check(txn, cursor_end(&cur));
}

void
expiry_put_adopted(struct txn *txn, const struct id *until)
{
    txn_put(txn, SPACE_META, slice_str(ADOPTED), id_slice(until));
}

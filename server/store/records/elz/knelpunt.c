#include "store/records/elz/knelpunt.h"

#include <string.h>

#include "crypto/keyring.h"
#include "store/cipher/cipher.h"
#include "store/inside.h"
#include "store/records/value.h"
#include "store/wish.h"

#define COUNT_VERSION 1

/* Themes are few and public; a quarter's are one range. */
static struct key
count_key(quarter_num quarter, const char *theme)
{
    struct key key = {.len = 0};
    key_add_u32(&key, quarter);
    key_add(&key, theme, strlen(theme));
    return key;
}

static enum tnw_err
parse_count(struct slice bytes, struct knelpunt_count *out)
{
    struct cursor cur = cursor_of(bytes);
    bool known = cursor_u8(&cur) == COUNT_VERSION;
    uint8_t closed = cursor_u8(&cur);
    out->closed = closed == 1;
    out->people = cursor_u32(&cur);
    return known && closed <= 1 ? cursor_end(&cur) : TNW_E_CORRUPT;
}

void
knelpunt_walk(struct range *walk, struct txn *txn)
{
    range_open(walk, txn, SPACE_KNELPUNT, slice_of(NULL, 0), slice_of(NULL, 0), false);
}

bool
knelpunt_next(struct range *walk, struct knelpunt_count *out)
{
    struct slice key;
    struct slice stored;
    struct buf plain = {0};
    if (!range_next(walk, &key, &stored)) {
        return false;
    }
    struct cursor cur = cursor_of(key);
    *out = (struct knelpunt_count){.quarter = cursor_u32(&cur)};
    bool ok = cur.left < sizeof out->theme;
    memcpy(out->theme, cur.ptr, ok ? cur.left : 0);
    ok = txn_check(walk->txn, ok ? cur.err : TNW_E_CORRUPT) &&
         cipher_decrypt(walk->txn, SPACE_KNELPUNT, key, &cipher_nobody, stored, &plain) &&
         txn_check(walk->txn, parse_count(buf_slice(&plain), out));
    buf_free(&plain);
    return ok;
}

bool
knelpunt_get(struct txn *txn, quarter_num quarter, const char *theme, struct knelpunt_count *out)
{
    struct key key = count_key(quarter, theme);
    struct buf plain = {0};
    *out = (struct knelpunt_count){.quarter = quarter};
    (void)strncpy(out->theme, theme, sizeof out->theme - 1);
    bool ok = cipher_get(txn, SPACE_KNELPUNT, key_slice(&key), &cipher_nobody, &plain) &&
              txn_check(txn, parse_count(buf_slice(&plain), out));
    buf_free(&plain);
    return ok;
}

void
knelpunt_put(struct txn *txn, const struct knelpunt_count *count)
{
    struct buf plain = {0};
    struct key key = count_key(count->quarter, count->theme);
    buf_put_u8(&plain, COUNT_VERSION);
    buf_put_u8(&plain, count->closed ? 1 : 0);
    buf_put_u32(&plain, count->people);
    cipher_put(txn, SPACE_KNELPUNT, key_slice(&key), &cipher_nobody, &plain);
}

static struct key
mark_key(const struct txn *txn, quarter_num quarter, const char *theme, const struct hash *person)
{
    struct key key = count_key(quarter, "");
    struct buf what = {0};
    buf_put_u32(&what, quarter);
    buf_put(&what, person->bytes, sizeof person->bytes);
    buf_put_str(&what, theme);
    struct hash mark = keyring_index(txn->store->keyring, "knelpunt", buf_slice(&what));
    key_add(&key, mark.bytes, sizeof mark.bytes);
    buf_free(&what);
    return key;
}

void
knelpunt_hint(struct txn *txn, quarter_num quarter, const char *theme, const struct hash *person)
{
    const struct wish wishes[] = {{.space = SPACE_DATA_KEY, .key = key_of(&cipher_nobody)},
                                  {.space = SPACE_KNELPUNT, .key = count_key(quarter, theme)},
                                  {.space = SPACE_KNELPUNT_GIVER, .key = mark_key(txn, quarter, theme, person)}};
    wish_values(txn, wishes, sizeof wishes / sizeof wishes[0]);
}

void
knelpunt_add(struct txn *txn, quarter_num quarter, const char *theme, const struct hash *person)
{
    struct slice value;
    struct knelpunt_count count;
    struct key mark = mark_key(txn, quarter, theme, person);
    if (txn_get(txn, SPACE_KNELPUNT_GIVER, key_slice(&mark), &value)) {
        return;
    }
    (void)knelpunt_get(txn, quarter, theme, &count);
    if (!count.closed) {
        count.people++;
        knelpunt_put(txn, &count);
        txn_put(txn, SPACE_KNELPUNT_GIVER, key_slice(&mark), slice_of("", 0));
    }
}

bool
knelpunt_first_mark(struct txn *txn, quarter_num *quarter)
{
    struct slice rest;
    struct slice value;
    bool any = range_first(txn, SPACE_KNELPUNT_GIVER, slice_of(NULL, 0), slice_of(NULL, 0), false, &rest, &value);
    struct cursor cur = cursor_of(any ? rest : slice_of(NULL, 0));
    *quarter = any ? cursor_u32(&cur) : 0;
    return any;
}

bool
knelpunt_forget(struct txn *txn, quarter_num quarter, unsigned max)
{
    struct key prefix = count_key(quarter, "");
    for (unsigned i = 0; i < max; i++) {
        struct slice rest;
        struct slice value;
        if (!range_first(txn, SPACE_KNELPUNT_GIVER, key_slice(&prefix), slice_of(NULL, 0), false, &rest, &value)) {
            return false;
        }
        struct key key = prefix;
        key_add(&key, rest.ptr, rest.len);
        txn_del(txn, SPACE_KNELPUNT_GIVER, key_slice(&key));
    }
    return true;
}

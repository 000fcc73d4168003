#include "store/records/process/agenda.h"

#include <string.h>

#include "store/cipher/cipher.h"
#include "store/inside.h"

#define AGENDA_VERSION 1

static struct key
list_key(const struct id *actor, enum agenda_list list)
{
    struct key key = key_of(actor);
    key_add(&key, &(uint8_t){(uint8_t)list}, 1);
    return key;
}

static struct key
day_key(struct key first, day_num day, const struct id *id)
{
    key_add_u32(&first, (uint32_t)day);
    key_add_id(&first, id);
    return first;
}

static struct key
entry_key(const struct agenda_entry *entry)
{
    return day_key(list_key(&entry->actor, entry->list), entry->day, &entry->id);
}

/* Steps have nothing to say that is not in their key. */
void
agenda_put(struct txn *txn, const struct agenda_entry *entry)
{
    struct key key = entry_key(entry);
    struct buf plain = {0};
    if (entry->list == AGENDA_STEPS) {
        txn_put(txn, SPACE_AGENDA, key_slice(&key), slice_of("", 0));
        return;
    }
    buf_put_u8(&plain, AGENDA_VERSION);
    buf_put_slice(&plain, id_slice(&entry->dossier));
    buf_put_slice(&plain, id_slice(&entry->thread));
    cipher_put(txn, SPACE_AGENDA, key_slice(&key), &entry->actor, &plain);
}

void
agenda_del(struct txn *txn, const struct agenda_entry *entry)
{
    struct key key = entry_key(entry);
    txn_del(txn, SPACE_AGENDA, key_slice(&key));
}

bool
agenda_has(struct txn *txn, const struct agenda_entry *entry)
{
    struct key key = entry_key(entry);
    struct slice value;
    return txn_get(txn, SPACE_AGENDA, key_slice(&key), &value);
}

static enum tnw_err
parse_entry(struct slice bytes, struct agenda_entry *out)
{
    struct cursor cur = cursor_of(bytes);
    bool known = cursor_u8(&cur) == AGENDA_VERSION;
    cursor_bytes(&cur, out->dossier.bytes, ID_SIZE);
    cursor_bytes(&cur, out->thread.bytes, ID_SIZE);
    return known ? cursor_end(&cur) : TNW_E_CORRUPT;
}

bool
agenda_parse(struct txn *txn, struct slice stored, struct agenda_entry *entry)
{
    struct key key = entry_key(entry);
    struct buf plain = {0};
    if (entry->list == AGENDA_STEPS) {
        entry->dossier = entry->id;
        return txn_check(txn, stored.len == 0 ? TNW_OK : TNW_E_CORRUPT);
    }
    bool ok = cipher_decrypt(txn, SPACE_AGENDA, key_slice(&key), &entry->actor, stored, &plain) &&
              txn_check(txn, parse_entry(buf_slice(&plain), entry));
    buf_free(&plain);
    return ok;
}

day_num
agenda_rank(const struct agenda_entry *entry)
{
    return entry->list == AGENDA_CONSENT ? AGENDA_NO_DAY : entry->day;
}

static void
open_list(struct agenda_walk *walk, enum agenda_list list, day_num day, const struct id *id)
{
    struct key prefix = list_key(&walk->query.actor, list);
    struct key after = day_key((struct key){.len = 0}, day, id);
    range_open(&walk->ranges[list], walk->txn, SPACE_AGENDA, key_slice(&prefix), key_slice(&after), false);
}

/* Behind the last row that was shown, of whichever list: of the same rank, the lists before that one are shown. */
static void
open_behind(struct agenda_walk *walk, enum agenda_list list)
{
    const struct agenda_entry *after = &walk->query.after;
    day_num day = agenda_rank(after);
    struct id id = {{0}};
    if (list == after->list) {
        day = after->day;
        id = after->id;
    } else if (list == AGENDA_CONSENT) {
        day = 0;
    } else if (list < after->list) {
        memset(id.bytes, 0xff, sizeof id.bytes);
    }
    if (list == AGENDA_CONSENT && day < walk->query.today) {
        day = walk->query.today;
        id = (struct id){{0}};
    }
    walk->in_undated[list] = list == AGENDA_CONSENT || day == AGENDA_NO_DAY;
    open_list(walk, list, day, &id);
}

static bool
read_agenda_entry(struct agenda_walk *walk, enum agenda_list list)
{
    struct slice rest;
    struct slice stored;
    struct agenda_entry *head = &walk->heads[list];
    if (!range_next(&walk->ranges[list], &rest, &stored)) {
        return false;
    }
    struct cursor cur = cursor_of(rest);
    *head = (struct agenda_entry){.actor = walk->query.actor, .list = list, .day = (day_num)cursor_u32(&cur)};
    cursor_bytes(&cur, head->id.bytes, ID_SIZE);
    return txn_check(walk->txn, cursor_end(&cur)) && agenda_parse(walk->txn, stored, head);
}

/* What is dated, and too late, is passed over in one leap, however much it is. */
static void
find_head(struct agenda_walk *walk, enum agenda_list list)
{
    bool *has = &walk->has_head[list];
    day_num before = list == AGENDA_STEPS ? walk->query.steps_before : walk->query.before;
    *has = read_agenda_entry(walk, list);
    if (*has && !walk->in_undated[list] && walk->heads[list].day >= before) {
        walk->in_undated[list] = true;
        if (walk->heads[list].day != AGENDA_NO_DAY) {
            range_close(&walk->ranges[list]);
            open_list(walk, list, AGENDA_NO_DAY, &(struct id){{0}});
            *has = read_agenda_entry(walk, list);
        }
    }
    *has = *has && (walk->query.undated || agenda_rank(&walk->heads[list]) != AGENDA_NO_DAY);
}

void
agenda_open(struct agenda_walk *walk, struct txn *txn, const struct agenda_query *query)
{
    *walk = (struct agenda_walk){.query = *query, .txn = txn};
    for (enum agenda_list list = 0; list < AGENDA_LISTS; list++) {
        bool wanted = (query->lists & CODE_BIT(list)) != 0 && (list != AGENDA_CONSENT || query->undated);
        if (wanted) {
            open_behind(walk, list);
            find_head(walk, list);
        }
    }
}

bool
agenda_next(struct agenda_walk *walk, struct agenda_entry *out)
{
    enum agenda_list first = AGENDA_LISTS;
    for (enum agenda_list list = 0; list < AGENDA_LISTS; list++) {
        bool sooner = first == AGENDA_LISTS || agenda_rank(&walk->heads[list]) < agenda_rank(&walk->heads[first]);
        first = walk->has_head[list] && sooner ? list : first;
    }
    if (first == AGENDA_LISTS || txn_error(walk->txn) != TNW_OK) {
        return false;
    }
    *out = walk->heads[first];
    find_head(walk, first);
    return txn_error(walk->txn) == TNW_OK;
}

void
agenda_close(struct agenda_walk *walk)
{
    for (enum agenda_list list = 0; list < AGENDA_LISTS; list++) {
        range_close(&walk->ranges[list]);
    }
}

static struct key
wake_key(day_num day, const struct id *dossier)
{
    return day_key((struct key){.len = 0}, day, dossier);
}

void
wake_put(struct txn *txn, day_num day, const struct id *dossier)
{
    struct key key = wake_key(day, dossier);
    txn_put(txn, SPACE_WAKE, key_slice(&key), slice_of("", 0));
}

void
wake_del(struct txn *txn, day_num day, const struct id *dossier)
{
    struct key key = wake_key(day, dossier);
    txn_del(txn, SPACE_WAKE, key_slice(&key));
}

static bool
next_wake(struct range *walk, struct wake *out)
{
    struct slice rest;
    struct slice empty;
    if (!range_next(walk, &rest, &empty)) {
        return false;
    }
    struct cursor cur = cursor_of(rest);
    out->day = (day_num)cursor_u32(&cur);
    cursor_bytes(&cur, out->dossier.bytes, ID_SIZE);
    return txn_check(walk->txn, cursor_end(&cur));
}

size_t
wake_load(struct txn *txn, const struct wake *after, day_num last, struct wake out[], size_t max)
{
    struct range walk;
    struct key from = wake_key(after->day, &after->dossier);
    size_t count = 0;
    range_open(&walk, txn, SPACE_WAKE, slice_of("", 0), key_slice(&from), false);
    while (count < max && next_wake(&walk, &out[count]) && out[count].day <= last) {
        count++;
    }
    range_close(&walk);
    return count;
}

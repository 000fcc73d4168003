#include "store/records/erasure/emptying.h"

#include <stdlib.h>
#include <string.h>

#include "store/cipher/cipher.h"
#include "store/inside.h"
#include "store/range.h"
#include "store/records/idempotency.h"
#include "store/records/inbox.h"
#include "store/records/process/agenda.h"

static const enum row_kind kinds[SPACE_COUNT] = {
    [SPACE_META] = ROW_APART,
    [SPACE_ACTOR] = ROW_APART,
    [SPACE_IDENTITY] = ROW_APART,
    [SPACE_DIRECTORY] = ROW_APART,
    [SPACE_DOSSIER] = ROW_OWN,
    [SPACE_BY_PATIENT] = ROW_TRACE,
    [SPACE_BY_ACTOR] = ROW_TRACE,
    [SPACE_DATA_KEY] = ROW_OWN,
    [SPACE_FRAGMENT] = ROW_OWN,
    [SPACE_FRAGMENT_HEAD] = ROW_OWN,
    [SPACE_CONSENT] = ROW_OWN,
    [SPACE_CONSENT_TERMS] = ROW_OWN,
    [SPACE_THREAD] = ROW_OWN,
    [SPACE_THREAD_PLACE] = ROW_THREAD,
    [SPACE_MESSAGE] = ROW_THREAD,
    [SPACE_RECEIPT] = ROW_THREAD,
    [SPACE_INBOX] = ROW_TRACE,
    [SPACE_IDEMPOTENCY] = ROW_TRACE,
    [SPACE_AUDIT] = ROW_LOG,
    [SPACE_AUDIT_HEAD] = ROW_LOG,
    [SPACE_AUDIT_LINK] = ROW_LOG,
    [SPACE_AUDIT_INDEX] = ROW_LOG,
    [SPACE_MAP] = ROW_LOG,
    [SPACE_CHECKPOINT] = ROW_LOG,
    [SPACE_COSIGNED] = ROW_LOG,
    [SPACE_VISITOR] = ROW_OWN,
    [SPACE_USAGE] = ROW_APART,
    [SPACE_FACTS] = ROW_OWN,
    [SPACE_PROCESS] = ROW_OWN,
    [SPACE_AGENDA] = ROW_TRACE,
    [SPACE_WAKE] = ROW_TRACE,
    [SPACE_SUSPENSION] = ROW_OWN,
    [SPACE_SIGNATURE] = ROW_OWN,
    [SPACE_ASKING] = ROW_OWN,
    [SPACE_SEEN] = ROW_APART,
    [SPACE_FICHE] = ROW_APART,
    [SPACE_FICHE_TERM] = ROW_APART,
    [SPACE_ORDINAL] = ROW_APART,
    [SPACE_ORDINAL_THING] = ROW_APART,
    [SPACE_EMPLOYER_SERVICE] = ROW_APART,
    [SPACE_ATTACHMENT] = ROW_OWN,
    [SPACE_ATTACHMENT_CHUNK] = ROW_OWN,
    [SPACE_ATTACHMENT_DRAFT] = ROW_TRACE,
    [SPACE_CASUS] = ROW_APART,
    [SPACE_CASUS_MEMBER] = ROW_APART,
    [SPACE_CASUS_MESSAGE] = ROW_APART,
    [SPACE_MOMENT] = ROW_APART,
    [SPACE_MOMENT_TERM] = ROW_APART,
    [SPACE_MOMENT_GUEST] = ROW_APART,
    [SPACE_KNELPUNT] = ROW_APART,
    [SPACE_KNELPUNT_GIVER] = ROW_APART,
    [SPACE_CERTIFICATE] = ROW_APART,
    [SPACE_STATISTIC] = ROW_APART,
    [SPACE_ERASURE] = ROW_ERASURE,
    [SPACE_ERASURE_OF] = ROW_ERASURE,
    [SPACE_ERASURE_OPEN] = ROW_ERASURE,
    [SPACE_BACKUP] = ROW_APART,
    [SPACE_EXPIRY] = ROW_TRACE,
    [SPACE_PIECE] = ROW_PIECE,
};

enum row_kind
emptying_kind(enum space space)
{
    return kinds[space];
}

/* The id that stands behind so many bytes. */
static bool
id_at(struct slice bytes, size_t at, struct id *out)
{
    struct cursor cur = cursor_of(bytes);
    (void)cursor_slice(&cur, at);
    cursor_bytes(&cur, out->bytes, ID_SIZE);
    return cur.err == TNW_OK;
}

/* Of an event that its dossier was erased, or wholly, nothing more is to be taken. */
static size_t
names_of_event(struct txn *txn, struct slice key, struct slice value, struct id out[EMPTYING_NAMES])
{
    struct event event;
    struct id actor;
    bool read = id_at(key, 0, &actor) && inbox_parse(txn, key, value, &event);
    if (!read || event.type == EVENT_DOSSIER_ERASED || event.type == EVENT_ERASURE_COMPLETE) {
        return 0;
    }
    out[0] = event.dossier;
    out[1] = event.object; /* of a double it is the other dossier */
    return event_object_kind(event.type) == ID_DOSSIER ? 2 : 1;
}

static size_t
names_of_agenda(struct txn *txn, struct slice key, struct slice value, struct id out[EMPTYING_NAMES])
{
    struct agenda_entry entry = {.day = 0};
    struct cursor cur = cursor_of(key);
    cursor_bytes(&cur, entry.actor.bytes, ID_SIZE);
    uint8_t list = cursor_u8(&cur);
    entry.day = (day_num)cursor_u32(&cur);
    cursor_bytes(&cur, entry.id.bytes, ID_SIZE);
    entry.list = (enum agenda_list)list;
    bool whole = cursor_end(&cur) == TNW_OK && list < AGENDA_LISTS && agenda_parse(txn, value, &entry);
    out[0] = entry.dossier;
    return whole;
}

static size_t
names_of_trace(struct txn *txn, enum space space, struct slice key, struct slice value, struct id out[EMPTYING_NAMES])
{
    switch (space) {
    case SPACE_BY_PATIENT:
        return id_at(key, HASH_SIZE, &out[0]);
    case SPACE_BY_ACTOR:
        return id_at(key, ID_SIZE, &out[0]);
    case SPACE_WAKE:
    case SPACE_ATTACHMENT_DRAFT:
        return id_at(key, 4, &out[0]); /* behind a day, or an hour */
    case SPACE_EXPIRY:
        return id_at(key, 5, &out[0]); /* behind a stage, and a year or a day */
    case SPACE_IDEMPOTENCY:
        return id_at(value, 0, &out[0]);
    case SPACE_INBOX:
        return names_of_event(txn, key, value, out);
    default:
        return names_of_agenda(txn, key, value, out);
    }
}

static size_t
names_of_thread(struct txn *txn, enum space space, struct slice key, struct slice value, struct id *out)
{
    struct id thread;
    struct slice place = value;
    bool found = id_at(key, 0, &thread) &&
                 (space == SPACE_THREAD_PLACE || txn_get(txn, SPACE_THREAD_PLACE, id_slice(&thread), &place));
    return found && id_at(place, 0, out);
}

size_t
emptying_names(struct txn *txn, enum space space, struct slice key, struct slice value, struct id out[EMPTYING_NAMES])
{
    switch (kinds[space]) {
    case ROW_OWN:
        return id_at(key, 0, &out[0]);
    case ROW_THREAD:
        return names_of_thread(txn, space, key, value, &out[0]);
    case ROW_TRACE:
        return names_of_trace(txn, space, key, value, out);
    default:
        return 0;
    }
}

void
emptying_begin(struct txn *txn, const struct id *dossier, const struct hash *patient)
{
    struct key key = {.len = 0};
    key_add(&key, patient->bytes, HASH_SIZE);
    key_add_id(&key, dossier);
    cipher_drop_key(txn, dossier);
    txn_del(txn, SPACE_DOSSIER, id_slice(dossier));
    txn_del(txn, SPACE_BY_PATIENT, key_slice(&key));
}

/* The key of the first row with that prefix. */
static bool
find_first(struct txn *txn, enum space space, const struct id *prefix, struct key *key)
{
    struct slice rest;
    struct slice value;
    *key = key_of(prefix);
    if (!range_first(txn, space, id_slice(prefix), slice_of(NULL, 0), false, &rest, &value) ||
        !txn_check(txn, rest.len <= KEY_MAX - ID_SIZE ? TNW_OK : TNW_E_CORRUPT)) {
        return false;
    }
    key_add(key, rest.ptr, rest.len);
    return true;
}

static size_t
remove_rows(struct txn *txn, enum space space, const struct id *prefix, size_t most)
{
    struct key key;
    size_t count = 0;
    while (count < most && find_first(txn, space, prefix, &key)) {
        txn_del(txn, space, key_slice(&key));
        count++;
    }
    return count;
}

/* A thread goes when nothing of it is left: by it the rest is found. */
static size_t
remove_threads(struct txn *txn, const struct id *dossier, size_t most)
{
    static const enum space parts[] = {SPACE_MESSAGE, SPACE_RECEIPT, SPACE_THREAD_PLACE};
    struct key key;
    struct id thread;
    size_t count = 0;
    while (count < most && find_first(txn, SPACE_THREAD, dossier, &key) &&
           txn_check(txn, id_at(key_slice(&key), ID_SIZE, &thread) ? TNW_OK : TNW_E_CORRUPT)) {
        for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
            count += remove_rows(txn, parts[i], &thread, most - count);
        }
        if (count < most) {
            txn_del(txn, SPACE_THREAD, key_slice(&key));
            count++;
        }
    }
    return count;
}

size_t
emptying_remove(struct txn *txn, const struct id *dossier, size_t most)
{
    size_t count = remove_threads(txn, dossier, most);
    for (unsigned space = 0; space < SPACE_COUNT; space++) {
        if (kinds[space] == ROW_OWN && space != SPACE_THREAD) {
            count += remove_rows(txn, (enum space)space, dossier, most - count);
        }
    }
    return count;
}

static int
compare_ids(const void *a, const void *b)
{
    return memcmp(a, b, ID_SIZE);
}

static bool
names_one_of(struct txn *txn, enum space space, struct slice key, struct slice value, const struct id dossiers[],
             size_t dossier_count)
{
    struct id names[EMPTYING_NAMES];
    size_t count = emptying_names(txn, space, key, value, names);
    bool found = false;
    for (size_t i = 0; i < count; i++) {
        found = found || bsearch(&names[i], dossiers, dossier_count, sizeof dossiers[0], compare_ids) != NULL;
    }
    return found;
}

static void
go_to_next_space(struct trace_walk *walk)
{
    walk->space++;
    walk->last.len = 0;
    walk->over = walk->space == SPACE_COUNT;
}

/* A long value costs as much as many rows: it is read whole. */
#define LOOK_BYTES 4096

/* Of one space. looks: how many are left. Returns whether that was all of the space. */
static bool
find_in_space(struct txn *txn, struct trace_walk *walk, const struct id dossiers[], size_t dossier_count, size_t *looks,
              struct trace out[], size_t max, size_t *found)
{
    struct range range;
    struct slice key;
    struct slice value;
    enum space space = (enum space)walk->space;
    bool more = true;
    range_open(&range, txn, space, slice_of(NULL, 0), key_slice(&walk->last), false);
    while (*looks > 0 && *found < max && (more = range_next(&range, &key, &value)) &&
           txn_check(txn, key.len <= KEY_MAX ? TNW_OK : TNW_E_CORRUPT)) {
        size_t cost = 1 + value.len / LOOK_BYTES;
        *looks -= cost < *looks ? cost : *looks;
        walk->last.len = 0;
        key_add(&walk->last, key.ptr, key.len);
        if (names_one_of(txn, space, key, value, dossiers, dossier_count)) {
            out[(*found)++] = (struct trace){.space = space, .key = walk->last};
        }
    }
    range_close(&range);
    return !more;
}

size_t
trace_find(struct txn *snapshot, struct trace_walk *walk, const struct id dossiers[], size_t dossier_count,
           size_t looks, struct trace out[], size_t max)
{
    size_t found = 0;
    while (!walk->over && looks > 0 && found < max && txn_error(snapshot) == TNW_OK) {
        if (kinds[walk->space] != ROW_TRACE) {
            go_to_next_space(walk);
            continue;
        }
        if (find_in_space(snapshot, walk, dossiers, dossier_count, &looks, out, max, &found)) {
            go_to_next_space(walk);
        }
    }
    return found;
}

void
trace_remove(struct txn *txn, const struct trace *trace)
{
    struct slice value;
    if (!txn_get(txn, trace->space, key_slice(&trace->key), &value)) {
        return;
    }
    if (trace->space == SPACE_INBOX) {
        inbox_blank(txn, key_slice(&trace->key));
        return;
    }
    txn_del(txn, trace->space, key_slice(&trace->key));
    if (trace->space == SPACE_IDEMPOTENCY) {
        idempotency_put_gone(txn, key_slice(&trace->key));
    }
}

#include "store/txn.h"

#include <assert.h>
#include <stdlib.h>

#include "store/inside.h"
#include "store/pieces.h"

void
txn_set_error(struct txn *txn, enum tnw_err err)
{
    if (txn->err == TNW_OK) {
        txn->err = err;
    }
}

bool
txn_check(struct txn *txn, enum tnw_err err)
{
    if (err != TNW_OK) {
        txn_set_error(txn, err);
    }
    return err == TNW_OK;
}

enum tnw_err
txn_error(const struct txn *txn)
{
    return txn->err;
}

static enum tnw_err
begin(struct store *store, struct txn **out, bool write)
{
    *out = NULL;
    struct txn *txn = calloc(1, sizeof *txn);
    if (txn == NULL) {
        return TNW_E_NO_MEMORY;
    }
    txn->store = store;
    txn->write = write;
    enum tnw_err err = engine_begin(store->engine, write, &txn->engine);
    if (err != TNW_OK) {
        free(txn);
        return err;
    }
    *out = txn;
    return TNW_OK;
}

enum tnw_err
txn_begin_read(struct store *store, struct txn **out)
{
    enum tnw_err err = begin(store, out, false);
    if (err == TNW_OK && !engine_is_near(store->engine)) {
        (*out)->notes = &(*out)->own_notes;
    }
    return err;
}

enum tnw_err
txn_begin_write(struct store *store, struct txn **out)
{
    enum tnw_err err = begin(store, out, true);
    if (err == TNW_OK) {
        hint_guard_begin(&store->guard, engine_number((*out)->engine));
    }
    return err;
}

static void
discard_txn(struct txn **txn)
{
    rack_give(&(*txn)->store->rack, (*txn)->tools);
    free((*txn)->tail);
    arena_clear(&(*txn)->arena);
    hint_clear(&(*txn)->own_notes);
    bytes_wipe(*txn, sizeof **txn);
    free(*txn);
    *txn = NULL;
}

/* number: of the state that a writer has made; 0: none. */
static void
note_end(struct txn *txn, bool ok, uint64_t number)
{
    if (txn->write && !ok) {
        txn->store->answers_from = 0; /* what was removed is back */
    } else if (txn->write && number != 0) {
        hint_guard_commit(&txn->store->guard, number);
    }
}

void
txn_abort(struct txn **txn)
{
    if (*txn == NULL) {
        return;
    }
    note_end(*txn, false, 0);
    engine_abort(&(*txn)->engine);
    discard_txn(txn);
}

static const char *const counter_names[TXN_COUNTERS] = {"generation", "registry"};

static uint64_t
count(struct txn *txn, enum txn_counter_of which)
{
    struct txn_counter *counter = &txn->counters[which];
    struct slice value;
    if (!counter->known && txn_get(txn, SPACE_META, slice_str(counter_names[which]), &value)) {
        struct cursor cur = cursor_of(value);
        counter->value = cursor_u64(&cur);
        (void)txn_check(txn, cursor_end(&cur));
    }
    counter->known = true;
    return counter->value;
}

static void
raise_counter(struct txn *txn, enum txn_counter_of which)
{
    txn->counters[which].value = count(txn, which) + 1;
    txn->counters[which].raised = true;
}

uint64_t
txn_generation(struct txn *txn)
{
    return count(txn, TXN_GENERATION);
}

void
txn_raise_generation(struct txn *txn)
{
    raise_counter(txn, TXN_GENERATION);
}

uint64_t
txn_registry(struct txn *txn)
{
    return count(txn, TXN_REGISTRY);
}

void
txn_raise_registry(struct txn *txn)
{
    raise_counter(txn, TXN_REGISTRY);
}

bool
txn_registry_moves(const struct txn *txn)
{
    return txn->counters[TXN_REGISTRY].raised;
}

uint64_t
txn_number(const struct txn *txn)
{
    uint64_t number = engine_number(txn->engine);
    return txn->write && !engine_has_changed(txn->engine) ? number - 1 : number;
}

uint64_t
txn_writes(const struct txn *txn)
{
    return txn->writes;
}

/* What stands in the transaction and is put once for a batch. */
static void
put_totals(struct txn *txn)
{
    if (txn->put_tail != NULL) {
        txn->put_tail(txn);
    }
    for (unsigned which = 0; which < TXN_COUNTERS; which++) {
        struct txn_counter *counter = &txn->counters[which];
        if (counter->raised) {
            struct key value = key_of_u64(counter->value);
            txn_put(txn, SPACE_META, slice_str(counter_names[which]), key_slice(&value));
            counter->raised = false;
        }
    }
}

enum tnw_err
txn_commit(struct txn **txn)
{
    struct txn *it = *txn;
    if (it->write) {
        put_totals(it);
    }
    enum tnw_err err = it->err;
    if (err != TNW_OK) {
        txn_abort(txn);
        return err;
    }
    uint64_t number = engine_number(it->engine);
    bool changed = engine_has_changed(it->engine);
    err = engine_commit(&it->engine);
    note_end(it, err == TNW_OK, changed ? number : 0);
    discard_txn(txn);
    return err;
}

enum tnw_err
txn_keep(struct txn **txn)
{
    struct txn *it = *txn;
    put_totals(it);
    if (it->err != TNW_OK) {
        return txn_commit(txn);
    }
    uint64_t number = engine_number(it->engine);
    bool changed = engine_has_changed(it->engine);
    enum tnw_err err = engine_keep(&it->engine);
    if (it->engine == NULL) {
        note_end(it, err == TNW_OK, changed ? number : 0);
        discard_txn(txn);
    } else {
        arena_reset(&it->arena);
    }
    return err;
}

bool
txn_has_room(struct txn *txn)
{
    return engine_has_room(txn->engine, 0);
}

bool
txn_has_room_for(struct txn *txn, uint64_t more)
{
    return engine_has_room(txn->engine, more);
}

void
txn_note_hints(struct txn *txn, struct hints *hints)
{
    assert(!txn->write && hints->count == 0);
    hints->number = engine_number(txn->engine);
    txn->notes = hints;
}

void
txn_use_hints(struct txn *txn, const struct hints *hints)
{
    assert(txn->write);
    txn->hints = hints;
}

static void
count_get(struct txn *txn, bool hinted)
{
    if (txn->write) {
        atomic_fetch_add_explicit(hinted ? &txn->store->hinted : &txn->store->unhinted, 1, memory_order_relaxed);
    }
}

/* What a snapshot noted is its own; to the writer a hint counts while nothing was written over it. */
static const struct hint *
find_hint(const struct txn *txn, enum hint_kind kind, enum space space, struct slice asked)
{
    const struct hints *hints = txn->write ? txn->hints : txn->notes;
    const struct hint *hint = hints == NULL ? NULL : hint_find(hints, kind, space, asked);
    bool counts =
        hint != NULL && (!txn->write || hint_guard_passes(&txn->store->guard, hints->number, kind, space, asked));
    return counts ? hint : NULL;
}

static bool
ask_engine(struct txn *txn, enum space space, struct slice key, struct slice *value)
{
    enum tnw_err err = engine_get(txn->engine, space, key, value);
    return err != TNW_E_NOT_FOUND && txn_check(txn, err);
}

bool
txn_join(struct txn *txn, enum space space, struct slice key, struct slice *value)
{
    return txn_check(txn, pieces_join(txn->engine, space, key, &txn->arena, value));
}

bool
txn_get(struct txn *txn, enum space space, struct slice key, struct slice *value)
{
    *value = slice_of(NULL, 0);
    if (txn->err != TNW_OK) {
        return false;
    }
    const struct hint *hint = find_hint(txn, HINT_VALUE, space, key);
    count_get(txn, hint != NULL);
    if (hint != NULL) {
        *value = hint->value;
        return value->ptr != NULL;
    }
    return ask_engine(txn, space, key, value) && txn_join(txn, space, key, value);
}

bool
txn_get_many(struct txn *txn, struct engine_want *wants, size_t count)
{
    if (txn->err != TNW_OK || count == 0) {
        return txn->err == TNW_OK;
    }
    count_get(txn, false);
    return txn_check(txn, engine_get_many(txn->engine, wants, count));
}

static enum tnw_err
ask_last(struct txn *txn, enum space space, const struct id *prefix, struct slice *key, struct slice *value)
{
    const struct engine_range range = {.space = space, .prefix = id_slice(prefix), .reverse = true};
    return engine_first(txn->engine, &range, key, value);
}

bool
txn_last(struct txn *txn, enum space space, const struct id *prefix, struct slice *key, struct slice *value)
{
    *key = *value = slice_of(NULL, 0);
    if (txn->err != TNW_OK) {
        return false;
    }
    const struct hint *hint = find_hint(txn, HINT_LAST, space, id_slice(prefix));
    count_get(txn, hint != NULL);
    if (hint != NULL) {
        *key = hint->key;
        *value = hint->value;
        return key->ptr != NULL;
    }
    enum tnw_err err = ask_last(txn, space, prefix, key, value);
    return err != TNW_E_NOT_FOUND && txn_check(txn, err) && txn_join(txn, space, *key, value);
}

static void
note_write(struct txn *txn, enum space space, struct slice key)
{
    txn->writes++;
    hint_guard_note(&txn->store->guard, engine_number(txn->engine), space, key);
}

void
txn_put(struct txn *txn, enum space space, struct slice key, struct slice value)
{
    if (txn->err != TNW_OK) {
        return;
    }
    note_write(txn, space, key);
    txn_set_error(txn, pieces_put(txn->engine, space, key, value));
}

uint8_t *
txn_put_later(struct txn *txn, enum space space, struct slice key, size_t len)
{
    uint8_t *bytes = NULL;
    if (txn->err == TNW_OK) {
        note_write(txn, space, key);
        txn_set_error(txn, engine_put_later(txn->engine, space, key, len, &bytes));
    }
    return txn->err == TNW_OK ? bytes : NULL;
}

void
txn_append(struct txn *txn, enum space space, struct slice key, struct slice value)
{
    if (txn->err == TNW_OK) {
        note_write(txn, space, key);
        txn_set_error(txn, engine_append(txn->engine, space, key, value));
    }
}

void
txn_del(struct txn *txn, enum space space, struct slice key)
{
    if (txn->err != TNW_OK) {
        return;
    }
    note_write(txn, space, key);
    enum tnw_err err = pieces_del(txn->engine, space, key);
    if (err != TNW_E_NOT_FOUND) {
        txn_set_error(txn, err);
    }
}

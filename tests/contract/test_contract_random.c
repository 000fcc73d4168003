/* Random histories against a model: whatever was done, an engine shows what the contract says. */
#include "contract/contract_model.h"

#define SEEDS 3
#define STEPS 1000

struct history {
    struct contract_place *place;
    uint64_t random;
    struct engine_txn *txn; /* NULL: nobody writes */
    struct model committed;
    struct model kept;
    struct model working;
    struct engine_txn *snapshot; /* NULL: none is open */
    struct model shown;
    unsigned values;
};

/* xorshift64* */
static unsigned
pick(struct history *h, unsigned below)
{
    h->random ^= h->random >> 12;
    h->random ^= h->random << 25;
    h->random ^= h->random >> 27;
    return (unsigned)((h->random * UINT64_C(0x2545f4914f6cdd1d)) >> 33) % below;
}

static void
begin_writer(struct history *h)
{
    if (h->txn == NULL) {
        h->txn = contract_write(h->place);
        h->committed = h->working = h->kept;
    }
}

static void
put_one(struct history *h)
{
    uint8_t room[MODEL_VALUE_MAX];
    uint8_t *given;
    unsigned space = pick(h, SPACES);
    size_t number = pick(h, MODEL_KEYS);
    struct slice value = model_value(++h->values, room);
    begin_writer(h);
    if (pick(h, 3) > 0) {
        assert_int_equal(engine_put(h->txn, space, model_key(number), value), TNW_OK);
    } else {
        assert_int_equal(engine_put_later(h->txn, space, model_key(number), value.len, &given), TNW_OK);
        (void)model_value(h->values, given);
    }
    h->working.values[space][number] = h->values;
}

static void
append_one(struct history *h)
{
    uint8_t room[MODEL_VALUE_MAX];
    unsigned space = pick(h, SPACES);
    size_t number = 6 + pick(h, MODEL_KEYS - 6);
    begin_writer(h);
    bool last = true;
    for (size_t i = number; i < MODEL_KEYS; i++) {
        last = last && h->working.values[space][i] == 0;
    }
    if (last) {
        struct slice value = model_value(++h->values, room);
        assert_int_equal(engine_append(h->txn, space, model_key(number), value), TNW_OK);
        h->working.values[space][number] = h->values;
    }
}

static void
del_one(struct history *h)
{
    unsigned space = pick(h, SPACES);
    size_t number = pick(h, MODEL_KEYS);
    begin_writer(h);
    bool there = h->working.values[space][number] != 0;
    assert_int_equal(engine_del(h->txn, space, model_key(number)), there ? TNW_OK : TNW_E_NOT_FOUND);
    h->working.values[space][number] = 0;
}

static void
end_writer(struct history *h)
{
    begin_writer(h);
    unsigned way = pick(h, 4);
    if (way == 0) {
        engine_abort(&h->txn);
        return;
    }
    h->kept = h->working;
    if (way == 1) {
        assert_int_equal(engine_commit(&h->txn), TNW_OK);
    } else {
        assert_int_equal(engine_keep(&h->txn), TNW_OK);
    }
    if (h->txn == NULL) {
        h->committed = h->working;
    }
}

static void
end_snapshot(struct history *h)
{
    if (h->snapshot != NULL) {
        model_check(&h->shown, h->snapshot);
        engine_abort(&h->snapshot);
    }
}

static void
change_snapshot(struct history *h)
{
    if (h->snapshot != NULL) {
        end_snapshot(h);
    } else {
        h->snapshot = contract_read(h->place);
        h->shown = h->committed;
    }
}

static void
restart(struct history *h)
{
    engine_abort(&h->txn);
    end_snapshot(h);
    contract_reopen(h->place, CONTRACT_SIZE);
    h->committed = h->working = h->kept;
    struct engine_txn *txn = contract_read(h->place);
    model_check(&h->committed, txn);
    engine_abort(&txn);
}

static void
step(struct history *h)
{
    unsigned what = pick(h, 100);
    if (what < 50) {
        put_one(h);
    } else if (what < 55) {
        append_one(h);
    } else if (what < 80) {
        del_one(h);
    } else if (what < 90) {
        end_writer(h);
    } else if (what < 96) {
        change_snapshot(h);
    } else if (what < 99) {
        begin_writer(h);
        model_check(&h->working, h->txn);
    } else {
        restart(h);
    }
}

static void
history_is_as_the_model_says(void **state)
{
    for (unsigned seed = 1; seed <= SEEDS; seed++) {
        struct history h = {.place = *state, .random = seed * UINT64_C(0x9e3779b97f4a7c15)};
        for (unsigned i = 0; i < STEPS; i++) {
            step(&h);
        }
        restart(&h);
        struct engine_txn *txn = contract_write(h.place); /* the next history begins with nothing */
        for (unsigned space = 0; space < SPACES; space++) {
            for (size_t i = 0; i < MODEL_KEYS; i++) {
                enum tnw_err err = engine_del(txn, space, model_key(i));
                assert_int_equal(err, h.committed.values[space][i] != 0 ? TNW_OK : TNW_E_NOT_FOUND);
            }
        }
        contract_commit(txn);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {CONTRACT(history_is_as_the_model_says)};
    return contract_run("histories", tests, sizeof tests / sizeof tests[0]);
}

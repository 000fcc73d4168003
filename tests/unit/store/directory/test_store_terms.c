/* The index of terms: what is found is what a model says, block by block; what a search reads depends on the blocks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "store/inside.h"
#include "store/records/term/terms.h"
#include "unit/store/store_place.h"

static const struct id none;
static const struct term_index index_of_test = {.space = SPACE_FICHE_TERM, .ordinals = ORDINAL_FICHES, .label = "test"};

static void
a_block_comes_back_as_it_was(void **state)
{
    (void)state;
    struct term_bits bits = {{0}};
    struct term_bits back;
    uint8_t bytes[TERM_BLOCK_BYTES];
    assert_int_equal(term_bits_encode(&bits, bytes), 0);
    assert_int_equal(term_bits_parse(slice_of(bytes, 0), &back), TNW_OK);
    assert_memory_equal(&bits, &back, sizeof bits);
    for (uint32_t count = 1; count <= TERM_BLOCK; count++) {
        term_bits_set(&bits, count * 7 % TERM_BLOCK, true); /* 7 divides no block, so that each is another place */
        if (count < 20 || count % 997 == 0 || count > TERM_BLOCK - 3) {
            size_t len = term_bits_encode(&bits, bytes);
            assert_int_equal(len, 2 * count < TERM_BLOCK_BYTES ? 2 * count : TERM_BLOCK_BYTES);
            assert_int_equal(term_bits_parse(slice_of(bytes, len), &back), TNW_OK);
            assert_memory_equal(&bits, &back, sizeof bits);
        }
    }
    uint32_t place = 0;
    for (uint32_t i = 0; i < TERM_BLOCK; i++, place++) {
        assert_true(term_bits_next(&bits, &place));
        assert_int_equal(place, i);
    }
    assert_false(term_bits_next(&bits, &place));
}

static void
a_block_that_nobody_wrote_is_refused(void **state)
{
    static const uint8_t twice[] = {0, 5, 0, 5};
    static const uint8_t backwards[] = {0, 5, 0, 4};
    static const uint8_t beyond[] = {TERM_BLOCK >> 8, TERM_BLOCK & 0xff};
    struct term_bits bits;
    (void)state;
    assert_int_equal(term_bits_parse(slice_of(twice, 2), &bits), TNW_OK);
    assert_int_equal(term_bits_parse(slice_of(twice, 4), &bits), TNW_E_CORRUPT);
    assert_int_equal(term_bits_parse(slice_of(backwards, 4), &bits), TNW_E_CORRUPT);
    assert_int_equal(term_bits_parse(slice_of(twice, 3), &bits), TNW_E_CORRUPT);
    assert_int_equal(term_bits_parse(slice_of(beyond, 2), &bits), TNW_E_CORRUPT);
}

#define THINGS 400
#define CODES 5
/* Beside them one that all have, and one that only those of the last block have. */
#define SETS (4U << CODES)

/* What the index should hold: by ordinal. */
struct model {
    struct id ids[THINGS];
    uint32_t sets[THINGS];
};

static void
put_thing(struct txn *txn, const struct id *id, uint32_t before, uint32_t now)
{
    struct terms old;
    struct terms new;
    terms_init(&old, txn, &index_of_test);
    terms_init(&new, txn, &index_of_test);
    terms_add_codes(&old, 1, before);
    terms_add_codes(&new, 1, now);
    terms_change(&old, &new, id);
    assert_int_equal(txn_error(txn), TNW_OK);
    assert_true(terms_are_there(&new, id));
}

/* A thing with that ordinal, and nothing else, so that the next one comes behind it. */
static void
leave_gap(struct txn *txn, uint32_t ordinal)
{
    struct id id;
    struct key back = {.bytes = {ORDINAL_FICHES}, .len = 1};
    struct key number = {.len = 0};
    memset(id.bytes, 0xee, sizeof id.bytes);
    bytes_write_be(id.bytes, ordinal, 4);
    key_add_u32(&back, ordinal);
    key_add_u32(&number, ordinal);
    struct key key = {.bytes = {ORDINAL_FICHES}, .len = 1};
    key_add_id(&key, &id);
    txn_put(txn, SPACE_ORDINAL, key_slice(&key), key_slice(&number));
    txn_put(txn, SPACE_ORDINAL_THING, key_slice(&back), id_slice(&id));
}

static uint32_t
random_set(uint32_t thing)
{
    uint32_t last = thing >= THINGS / 2 ? 2U << CODES : 0;
    return 1U << CODES | last | (uint32_t)random() % (1U << CODES);
}

/* Some at the end of one block and the beginning of the next, some two blocks further; then some change. */
static void
put_model(struct txn *txn, struct model *model)
{
    for (uint32_t i = 0; i < THINGS; i++) {
        if (i == THINGS / 4) {
            leave_gap(txn, TERM_BLOCK - 50);
        } else if (i == THINGS / 2) {
            leave_gap(txn, 3 * TERM_BLOCK + 7);
        }
        bytes_write_be(model->ids[i].bytes, ((uint64_t)random() << 20) + i + 1, 8);
        model->sets[i] = random_set(i);
        put_thing(txn, &model->ids[i], 0, model->sets[i]);
    }
    for (uint32_t i = 0; i < THINGS; i += 3) {
        uint32_t now = i % 2 == 0 ? 0 : random_set(i);
        put_thing(txn, &model->ids[i], model->sets[i], now);
        model->sets[i] = now;
    }
}

static void
assert_model(struct txn *txn, const struct model *model, uint32_t sought, const struct id *after, uint32_t from)
{
    struct terms_walk walk;
    struct id id;
    terms_walk_open(&walk, txn, &index_of_test, after);
    terms_add_codes(&walk.terms, 1, sought);
    for (uint32_t i = from; i < THINGS; i++) {
        if ((model->sets[i] & sought) == sought) {
            assert_true(terms_next(&walk, &id));
            assert_true(id_eq(&id, &model->ids[i]));
        }
    }
    assert_false(terms_next(&walk, &id));
    assert_false(terms_next(&walk, &id));
    assert_int_equal(txn_error(txn), TNW_OK);
}

static void
what_is_found_is_what_the_model_says(void **state)
{
    static struct model model;
    struct place *place = *state;
    srandom(11);
    struct txn *txn = place_write(place);
    put_model(txn, &model);
    place_commit(txn);
    txn = place_read(place);
    for (uint32_t sought = 1; sought < SETS; sought++) {
        assert_model(txn, &model, sought, &none, 0);
        for (uint32_t i = sought % 7; i < THINGS; i += 29) {
            assert_model(txn, &model, sought, &model.ids[i], i + 1);
        }
    }
    assert_model(txn, &model, SETS, &none, THINGS); /* a term that nobody has */
    txn_abort(&txn);
}

/* An ordinal is given once, however often a thing comes and goes. */
static void
an_ordinal_stays(void **state)
{
    struct txn *txn = place_write(*state);
    uint32_t ordinal;
    for (uint8_t i = 0; i < 9; i++) {
        struct id id = place_id((uint8_t)(i % 3 + 1));
        put_thing(txn, &id, 0, 1);
        put_thing(txn, &id, 1, 0);
        assert_true(ordinal_of(txn, ORDINAL_FICHES, &id, &ordinal));
        assert_int_equal(ordinal, i % 3);
        assert_false(ordinal_of(txn, ORDINAL_ACTORS, &id, &ordinal));
    }
    assert_false(ordinal_thing(txn, ORDINAL_FICHES, 3, &(struct id){{0}}));
    assert_int_equal(txn_error(txn), TNW_E_CORRUPT);
    txn_abort(&txn);
}

static const struct engine_ops *real_ops;
static size_t seeks;

static enum tnw_err
counted_seek(struct engine_txn *txn, const struct engine_range *range, struct slice *key, struct slice *value)
{
    seeks++;
    return real_ops->first(txn, range, key, value);
}

/* Two terms of which each thing has one, in turn: the dearest that can be asked. */
static void
terms_that_never_meet_cost_their_blocks(void **state)
{
    struct place *place = *state;
    struct txn *txn = place_write(place);
    struct terms_walk walk;
    struct id id = place_id(1);
    for (unsigned i = 0; i < 4000; i++) {
        if (i % 1000 == 0 && i > 0) {
            leave_gap(txn, i / 1000 * TERM_BLOCK);
        }
        bytes_write_be(id.bytes, i + 1, 4);
        put_thing(txn, &id, 0, 1U << i % 2);
    }
    place_commit(txn);
    static struct engine_ops counting;
    struct engine *engine = place->store->engine;
    real_ops = engine->ops;
    counting = *real_ops;
    counting.first = counted_seek;
    engine->ops = &counting;
    txn = place_read(place);
    terms_walk_open(&walk, txn, &index_of_test, &none);
    terms_add_codes(&walk.terms, 1, 3);
    assert_false(terms_next(&walk, &id));
    assert_in_range(seeks, 2, 9); /* two in each of four blocks, and one behind them */
    txn_abort(&txn);
    engine->ops = real_ops;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_block_comes_back_as_it_was),      cmocka_unit_test(a_block_that_nobody_wrote_is_refused),
        WITH_PLACE(what_is_found_is_what_the_model_says),    WITH_PLACE(an_ordinal_stays),
        WITH_PLACE(terms_that_never_meet_cost_their_blocks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

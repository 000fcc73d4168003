/* The check of the store finds a fiche, a term, an ordinal and an employer that do not fit each other. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "store/check/check_rows.h"
#include "store/inside.h"
#include "store/range.h"
#include "store/records/employer_service.h"
#include "store/records/fiche.h"
#include "unit/store/store_place.h"

static void
put_fiche(struct txn *txn, uint8_t number, enum fiche_kind kind, const char *name, const char *place)
{
    struct fiche fiche = FICHE_EMPTY;
    fiche.id = place_id(number);
    fiche.kind = kind;
    buf_put_str(&fiche.texts[FICHE_NAME], name);
    buf_put_str(&fiche.texts[FICHE_PLACE], place);
    buf_put_str(&fiche.texts[FICHE_ZONES], place);
    fiche_put(txn, &fiche);
    fiche_wipe(&fiche);
}

static void
count_finding(void *ctx, unsigned space, const char *finding)
{
    size_t *counts = ctx;
    (void)finding;
    counts[space]++;
}

/* So many findings in each of the directory's spaces. */
static void
assert_findings(struct place *place, size_t fiches, size_t terms, size_t employers)
{
    size_t counts[SPACE_COUNT] = {0};
    uint64_t rows;
    assert_int_equal(check_rows(place->store, count_finding, counts, &rows), TNW_OK);
    assert_int_equal(counts[SPACE_FICHE], fiches);
    assert_int_equal(counts[SPACE_FICHE_TERM] > 0, terms);
    assert_int_equal(counts[SPACE_EMPLOYER_SERVICE], employers);
}

static void
the_check_finds_what_does_not_fit(void **state)
{
    struct place *place = *state;
    struct id one = place_id(1);
    struct key key = key_of(&one);
    struct slice rest;
    struct slice value;
    struct txn *txn = place_write(place);
    put_fiche(txn, 1, FICHE_KIND_IPS, "IPS Gent", "Gent");
    employer_service_put(txn, "0999000129", &one);
    place_commit(txn);
    assert_findings(place, 0, 0, 0);
    txn = place_write(place);
    assert_true(range_first(txn, SPACE_FICHE_TERM, slice_of(NULL, 0), slice_of(NULL, 0), false, &rest, &value));
    struct key term = {.len = 0};
    key_add(&term, rest.ptr, rest.len);
    txn_del(txn, SPACE_FICHE_TERM, key_slice(&term));
    place_commit(txn);
    assert_findings(place, 1, 0, 0);
    txn = place_write(place);
    txn_del(txn, SPACE_FICHE, key_slice(&key));
    place_commit(txn);
    assert_findings(place, 0, 1, 1);
}

/* How many findings the space has. */
static size_t
findings_of(struct place *place, enum space space)
{
    size_t counts[SPACE_COUNT] = {0};
    uint64_t rows;
    assert_int_equal(check_rows(place->store, count_finding, counts, &rows), TNW_OK);
    return counts[space];
}

static struct key
ordinal_key(const void *rest, size_t len)
{
    struct key key = {.bytes = {ORDINAL_FICHES}, .len = 1};
    key_add(&key, rest, len);
    return key;
}

/* Two fiches with each other's ordinal, one without a way back, a term that finds nobody, one that cannot be read. */
static void
the_check_finds_ordinals_and_terms_that_do_not_fit(void **state)
{
    struct place *place = *state;
    const struct id one = place_id(1);
    const struct id two = place_id(2);
    const struct key of_one = ordinal_key(one.bytes, ID_SIZE);
    const struct key of_two = ordinal_key(two.bytes, ID_SIZE);
    const struct key thing = ordinal_key("\0\0\0\1", 4);
    struct slice rest;
    struct slice value;
    struct key term = {.len = 0};
    struct txn *txn = place_write(place);
    put_fiche(txn, 1, FICHE_KIND_IPS, "IPS Gent", "Gent");
    put_fiche(txn, 2, FICHE_KIND_GTB, "GTB Aalst", "Aalst");
    place_commit(txn);
    assert_int_equal(findings_of(place, SPACE_ORDINAL) + findings_of(place, SPACE_ORDINAL_THING), 0);
    txn = place_write(place);
    txn_put(txn, SPACE_ORDINAL, key_slice(&of_one), slice_of("\0\0\0\1", 4));
    txn_put(txn, SPACE_ORDINAL, key_slice(&of_two), slice_of("\0\0\0\0", 4));
    place_commit(txn);
    assert_int_equal(findings_of(place, SPACE_ORDINAL), 2);
    assert_int_equal(findings_of(place, SPACE_ORDINAL_THING), 2);
    assert_int_equal(findings_of(place, SPACE_FICHE), 2);
    txn = place_write(place);
    txn_put(txn, SPACE_ORDINAL, key_slice(&of_one), slice_of("\0\0\0\0", 4));
    txn_del(txn, SPACE_ORDINAL, key_slice(&of_two));
    txn_del(txn, SPACE_ORDINAL_THING, key_slice(&thing));
    place_commit(txn);
    assert_int_equal(findings_of(place, SPACE_ORDINAL), 0);
    assert_int_equal(findings_of(place, SPACE_FICHE), 1);
    assert_true(findings_of(place, SPACE_FICHE_TERM) > 0);
    txn = place_write(place);
    txn_del(txn, SPACE_FICHE, id_slice(&two));
    assert_true(range_first(txn, SPACE_FICHE_TERM, slice_of(NULL, 0), slice_of(NULL, 0), false, &rest, &value));
    key_add(&term, rest.ptr, rest.len);
    txn_put(txn, SPACE_FICHE_TERM, key_slice(&term), slice_of("\0", 1));
    place_commit(txn);
    assert_true(findings_of(place, SPACE_FICHE_TERM) > 1);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_PLACE(the_check_finds_what_does_not_fit),
        WITH_PLACE(the_check_finds_ordinals_and_terms_that_do_not_fit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

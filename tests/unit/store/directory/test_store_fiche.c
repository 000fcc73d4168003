/* The actor directory in the store: a fiche comes back whole, is found by what it says, and costs what is shown. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "store/inside.h"
#include "store/records/employer_service.h"
#include "store/records/fiche.h"
#include "unit/store/store_place.h"

static const struct id none;

static struct fiche
a_fiche(uint8_t number, enum fiche_kind kind, const char *name, const char *place, const char *zones)
{
    struct fiche fiche = FICHE_EMPTY;
    fiche.id = place_id(number);
    fiche.kind = kind;
    buf_put_str(&fiche.texts[FICHE_NAME], name);
    buf_put_str(&fiche.texts[FICHE_PLACE], place);
    buf_put_str(&fiche.texts[FICHE_ZONES], zones);
    return fiche;
}

static void
put(struct txn *txn, struct fiche fiche)
{
    fiche_put(txn, &fiche);
    fiche_wipe(&fiche);
}

static void
a_fiche_comes_back_whole(void **state)
{
    struct fiche in = a_fiche(1, FICHE_KIND_IPS, "IPS Gent", "Gent", "Gent\nMeetjesland");
    struct fiche out;
    in.actor = place_id(2);
    in.verified_by = place_id(3);
    in.verified_on = 20400;
    in.valid_until = 20800;
    in.waiting_weeks = 6;
    for (unsigned i = 0; i < FICHE_SETS; i++) {
        in.sets[i] = CODE_BIT(i % 3);
    }
    for (unsigned i = 0; i < FICHE_FLAGS; i++) {
        in.flags[i] = (enum fiche_told)(i % FICHE_TOLD_COUNT);
    }
    for (unsigned i = FICHE_ABOUT_NL; i < FICHE_TEXTS; i++) {
        buf_printf(&in.texts[i], "text %u", i);
    }
    struct txn *txn = place_write(*state);
    fiche_put(txn, &in);
    place_commit(txn);
    txn = place_read(*state);
    assert_true(fiche_get(txn, &in.id, &out));
    assert_true(fiche_is_found(txn, &out));
    assert_true(id_eq(&out.id, &in.id) && out.epoch == in.epoch && !out.removed && id_eq(&out.actor, &in.actor));
    assert_true(id_eq(&out.verified_by, &in.verified_by) && out.verified_on == 20400 && out.valid_until == 20800);
    assert_int_equal(out.kind, FICHE_KIND_IPS);
    assert_int_equal(out.waiting_weeks, 6);
    assert_memory_equal(out.sets, in.sets, sizeof in.sets);
    assert_memory_equal(out.flags, in.flags, sizeof in.flags);
    for (unsigned i = 0; i < FICHE_TEXTS; i++) {
        assert_true(slice_eq(buf_slice(&out.texts[i]), buf_slice(&in.texts[i])));
    }
    fiche_wipe(&out);
    fiche_wipe(&in);
    txn_abort(&txn);
}

static struct fiche_query
any(void)
{
    return (struct fiche_query){.kind = FICHE_KIND_NONE};
}

/* Who fits, as a text of their numbers; walked: how many were opened for it. */
static void
assert_found(struct txn *txn, const struct fiche_query *query, const char *expected, size_t opened)
{
    struct terms_walk walk;
    struct id id;
    char found[16] = "";
    size_t count = 0;
    size_t looked = 0;
    fiche_search(&walk, txn, query, &none);
    for (; terms_next(&walk, &id); looked++) {
        struct fiche fiche;
        assert_true(fiche_get(txn, &id, &fiche));
        if (fiche_fits(query, &fiche)) {
            found[count++] = (char)('0' + id.bytes[15]);
        }
        fiche_wipe(&fiche);
    }
    assert_int_equal(txn_error(txn), TNW_OK);
    assert_string_equal(found, expected);
    assert_int_equal(looked, opened);
}

static void
put_three(struct txn *txn)
{
    struct fiche one = a_fiche(1, FICHE_KIND_GTB, "GTB Oost-Vlaanderen", "Gent", "Gent\nMeetjesland");
    struct fiche two = a_fiche(2, FICHE_KIND_IPS, "H\xc3\xb4pital Sint-Jan", "Brugge", "Brugge");
    struct fiche three = a_fiche(3, FICHE_KIND_GTB, "GTB West", "Brugge", "Brugge");
    one.sets[FICHE_HELP] = CODE_BIT(HELP_COACH) | CODE_BIT(HELP_TRAINING);
    two.sets[FICHE_HELP] = CODE_BIT(HELP_COACH) | CODE_BIT(HELP_MENTAL_SUPPORT);
    three.sets[FICHE_LANGUAGES] = CODE_BIT(LANGUAGE_DE);
    put(txn, one);
    put(txn, two);
    put(txn, three);
}

/* By each thing, and by all of them together; what has not all terms is not even opened. */
static void
a_fiche_is_found_by_what_it_says(void **state)
{
    struct fiche_query query = any();
    struct txn *txn = place_write(*state);
    put_three(txn);
    assert_found(txn, &query, "123", 3);
    query.kind = FICHE_KIND_GTB;
    assert_found(txn, &query, "13", 2);
    query.zone = "Brugge";
    assert_found(txn, &query, "3", 1);
    query.sets[FICHE_LANGUAGES] = CODE_BIT(LANGUAGE_DE);
    assert_found(txn, &query, "3", 1);
    query.sets[FICHE_LANGUAGES] |= CODE_BIT(LANGUAGE_NL);
    assert_found(txn, &query, "", 0);
    query = any();
    query.zone = "Meetjesland";
    assert_found(txn, &query, "1", 1);
    query.zone = "Gent\nMeetjesland";
    assert_found(txn, &query, "", 0);
    query = any();
    query.sets[FICHE_HELP] = CODE_BIT(HELP_COACH) | CODE_BIT(HELP_MENTAL_SUPPORT);
    assert_found(txn, &query, "2", 1);
    query = any();
    fold_text(&query.words, slice_str("HOPITAL brug"));
    assert_found(txn, &query, "2", 1);
    fold_text(&query.words, slice_str("hopitals"));
    assert_found(txn, &query, "", 0);
    fold_text(&query.words, slice_str("ospital"));
    assert_found(txn, &query, "", 0);
    place_commit(txn);
}

static void
what_changes_or_goes_is_found_no_more_by_what_it_was(void **state)
{
    struct fiche_query query = any();
    struct id id;
    struct fiche fiche;
    struct txn *txn = place_write(*state);
    fiche = a_fiche(1, FICHE_KIND_GTB, "GTB", "Gent", "Gent");
    buf_put_str(&fiche.texts[FICHE_REF], "r1");
    fiche.actor = place_id(9);
    fiche_put(txn, &fiche);
    assert_true(fiche_by_ref(txn, slice_str("r1"), &id) && id.bytes[15] == 1);
    assert_true(fiche_by_actor(txn, &fiche.actor, &id) && id.bytes[15] == 1);
    fiche.epoch++;
    fiche.kind = FICHE_KIND_GOB;
    fiche_put(txn, &fiche);
    query.kind = FICHE_KIND_GTB;
    assert_found(txn, &query, "", 0);
    query.kind = FICHE_KIND_GOB;
    assert_found(txn, &query, "1", 1);
    struct id actor = fiche.actor;
    fiche_clear(&fiche);
    fiche.epoch++;
    fiche_put(txn, &fiche);
    assert_found(txn, &query, "", 0);
    assert_false(fiche_by_actor(txn, &actor, &id));
    assert_true(fiche_by_ref(txn, slice_str("r1"), &id));
    fiche_wipe(&fiche);
    assert_true(fiche_get(txn, &id, &fiche) && fiche.removed && fiche.texts[FICHE_NAME].len == 0);
    fiche_wipe(&fiche);
    place_commit(txn);
}

static void
an_employer_has_its_services_and_all_come_in_an_order(void **state)
{
    static const char *const employers[] = {"0999000129", "0403170701", "0403170701"};
    struct employer_service all[4];
    struct range walk;
    struct id id;
    struct slice value;
    size_t count = 0;
    struct txn *txn = place_write(*state);
    for (uint8_t i = 0; i < 3; i++) {
        struct id fiche = place_id((uint8_t)(i + 1));
        employer_service_put(txn, employers[i], &fiche);
        assert_true(employer_service_has(txn, employers[i], &fiche));
    }
    employer_service_walk(&walk, txn, "0403170701", &none);
    while (range_next_id(&walk, &id, &value)) {
        assert_int_equal(id.bytes[15], 2 + count++);
    }
    range_close(&walk);
    assert_int_equal(count, 2);
    employer_service_walk_all(&walk, txn, NULL);
    for (count = 0; employer_service_next(&walk, &all[count]); count++) {
        assert_string_equal(all[count].cbe, employers[all[count].fiche.bytes[15] - 1]);
    }
    range_close(&walk);
    assert_int_equal(count, 3);
    employer_service_walk_all(&walk, txn, &all[0].at);
    assert_true(employer_service_next(&walk, &all[3]));
    assert_true(id_eq(&all[3].fiche, &all[1].fiche));
    range_close(&walk);
    id = place_id(2);
    employer_service_del(txn, "0403170701", &id);
    assert_false(employer_service_has(txn, "0403170701", &id));
    place_commit(txn);
}

static const struct engine_ops *real_ops;
static size_t reads;

static enum tnw_err
counted_get_many(struct engine_txn *txn, struct engine_want *wants, size_t count)
{
    reads += count;
    return real_ops->get_many(txn, wants, count);
}

static enum tnw_err
counted_first(struct engine_txn *txn, const struct engine_range *range, struct slice *key, struct slice *value)
{
    reads++;
    return real_ops->first(txn, range, key, value);
}

/* Every tenth is in the zone, every hundredth a coach: ten to find in the zone that are, of a thousand. */
static void
put_many(struct txn *txn, unsigned from, unsigned until)
{
    for (unsigned i = from; i < until; i++) {
        struct fiche fiche = a_fiche(0, FICHE_KIND_HULPVERLENER, "Praktijk", "Gent", i % 10 == 0 ? "Waas" : "Gent");
        bytes_write_be(fiche.id.bytes + 8, i + 1, 8);
        fiche.sets[FICHE_HELP] = CODE_BIT(i % 100 == 0 ? HELP_COACH : HELP_TRAINING);
        buf_printf(&fiche.texts[FICHE_NAME], " %s%u", i == 77 ? "Uniek" : "Gewoon", i);
        put(txn, fiche);
    }
}

/* The first `want` that fit. */
static size_t
reads_of(struct place *place, const struct fiche_query *query, size_t want)
{
    struct terms_walk walk;
    struct id id;
    struct txn *txn = place_read(place);
    size_t found = 0;
    reads = 0;
    for (fiche_search(&walk, txn, query, &none); found < want && terms_next(&walk, &id); found++) {
        struct fiche fiche;
        assert_true(fiche_get(txn, &id, &fiche) && fiche_fits(query, &fiche));
        fiche_wipe(&fiche);
    }
    assert_int_equal(found, want);
    txn_abort(&txn);
    return reads;
}

static void
count_reads(struct place *place, size_t out[3])
{
    struct fiche_query zone = any();
    struct fiche_query coach = any();
    struct fiche_query word = any();
    zone.zone = "Waas";
    coach.zone = "Waas";
    coach.sets[FICHE_HELP] = CODE_BIT(HELP_COACH);
    coach.kind = FICHE_KIND_HULPVERLENER;
    fold_text(&word.words, slice_str("praktijk uniek"));
    out[0] = reads_of(place, &zone, 5);
    out[1] = reads_of(place, &coach, 5);
    out[2] = reads_of(place, &word, 1);
}

static void
a_search_among_many_costs_what_one_among_few_does(void **state)
{
    size_t few[3];
    size_t many[3];
    struct place *place = *state;
    struct txn *txn = place_write(place);
    put_many(txn, 0, 500);
    place_commit(txn);
    static struct engine_ops counting;
    struct engine *engine = place->store->engine;
    real_ops = engine->ops;
    counting = *real_ops;
    counting.get_many = counted_get_many;
    counting.first = counted_first;
    engine->ops = &counting;
    count_reads(place, few);
    txn = place_write(place);
    put_many(txn, 500, 3000);
    place_commit(txn);
    count_reads(place, many);
    engine->ops = real_ops;
    for (size_t i = 0; i < 3; i++) {
        assert_in_range(many[i], 1, few[i] + 1);
        assert_in_range(many[i], 1, 40);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_PLACE(a_fiche_comes_back_whole),
        WITH_PLACE(a_fiche_is_found_by_what_it_says),
        WITH_PLACE(what_changes_or_goes_is_found_no_more_by_what_it_was),
        WITH_PLACE(an_employer_has_its_services_and_all_come_in_an_order),
        WITH_PLACE(a_search_among_many_costs_what_one_among_few_does),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

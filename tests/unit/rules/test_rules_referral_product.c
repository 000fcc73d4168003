/*
 * The doorverwijshulp over the full product of its facts: every month, every set of help, every answer. The product is
 * cut into boxes, each of which one row wins: they lie beside each other, and are together all of it.
 */
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "referral_case.h"

/* A dimension for each fact, of which that of help has no values, and one for each help: wanted or not. */
#define DIMENSIONS (REFERRAL_FACT_COUNT + HELP_COUNT)
#define MONTH_VALUES (2 * REFERRAL_MONTHS_MAX + 2)
#define MONTH_CLASSES 32
#define BOXES_MAX 400000

/* Of each dimension a set of values; of months of classes of them. */
struct box {
    uint32_t of[DIMENSIONS];
};

struct boxes {
    struct box *list;
    size_t count;
};

static struct referral *ours;
static day_num today;
/* Months that no row tells apart: the first of each class, and how many there are. */
static unsigned class_first[MONTH_CLASSES];
static unsigned class_size[MONTH_CLASSES];
static unsigned class_count;
static uint64_t won[REFERRAL_ENTRIES];
static uint32_t seed = 2026;

static unsigned
draw(unsigned below)
{
    seed = seed * 1664525U + 1013904223U;
    return (seed >> 10) % below;
}

/* Written anew from what doorverwijshulp.json says of valid_from and select_by: half_months of 365/24 days. */
static bool
counts_then(const struct referral_entry *entry, unsigned months)
{
    day_num before = months == 0 || entry->select_by == REFERRAL_BY_TODAY ? 0 : (day_num)((months - 1) * 365 / 24);
    return today - before >= entry->from && today - before <= entry->until;
}

static bool
part_takes_months(const struct condition_part *part, unsigned months)
{
    return part->from == 0 || (months >= part->from && (part->below == 0 || months < part->below));
}

static bool
are_told_apart(unsigned a, unsigned b)
{
    for (size_t i = 0; i < ours->entry_count; i++) {
        const struct referral_entry *entry = &ours->entries[i];
        if (counts_then(entry, a) != counts_then(entry, b)) {
            return true;
        }
        for (size_t k = 0; k < entry->when.count; k++) {
            if (part_takes_months(&entry->when.any[k], a) != part_takes_months(&entry->when.any[k], b)) {
                return true;
            }
        }
    }
    return false;
}

static int
load_product(void **state)
{
    (void)state;
    ours = referral_case_ours();
    today = referral_case_today();
    for (unsigned months = 0; months < MONTH_VALUES; months++) {
        if (months < 2 || are_told_apart(months - 1, months)) { /* not known is a class of its own */
            if (class_count == MONTH_CLASSES) {
                return -1;
            }
            class_first[class_count++] = months;
        }
        class_size[class_count - 1]++;
    }
    return 0;
}

static int
free_product(void **state)
{
    (void)state;
    referral_free(&ours);
    return 0;
}

static uint32_t
all_values(size_t dimension)
{
    if (dimension >= REFERRAL_FACT_COUNT) {
        return 3;
    }
    const struct code_list *values = referral_fact_values((enum referral_fact)dimension);
    return dimension == REFERRAL_HELP ? 1 : CODE_ALL(values == NULL ? class_count : values->count);
}

static struct box
whole(void)
{
    struct box box;
    for (size_t i = 0; i < DIMENSIONS; i++) {
        box.of[i] = all_values(i);
    }
    return box;
}

static uint64_t
size_of(const struct box *box)
{
    uint64_t size = 1;
    for (size_t i = 0; i < DIMENSIONS; i++) {
        uint64_t values = 0;
        for (unsigned value = 0; value < 32; value++) {
            if ((box->of[i] >> value & 1) != 0) {
                values += i == REFERRAL_MONTHS ? class_size[value] : 1;
            }
        }
        size *= values;
    }
    return size;
}

/* Returns false when they have nothing in common. */
static bool
intersect(const struct box *a, const struct box *b, struct box *out)
{
    bool any = true;
    for (size_t i = 0; i < DIMENSIONS; i++) {
        out->of[i] = a->of[i] & b->of[i];
        any = any && out->of[i] != 0;
    }
    return any;
}

static void
add_box(struct boxes *boxes, const struct box *box)
{
    if (boxes->count == BOXES_MAX) {
        fail_msg("more boxes than there is room for");
    }
    boxes->list[boxes->count++] = *box;
}

/* What of a box lies outside of another, in boxes beside each other. */
static void
add_rest(struct boxes *boxes, struct box box, const struct box *without)
{
    for (size_t i = 0; i < DIMENSIONS; i++) {
        struct box outside = box;
        outside.of[i] &= ~without->of[i];
        if (outside.of[i] != 0) {
            add_box(boxes, &outside);
        }
        box.of[i] &= without->of[i];
    }
}

/* A point of the box, drawn at random. */
static struct referral_facts
point_in(const struct box *box)
{
    struct referral_facts facts = {.help = 0};
    for (unsigned i = 0; i < DIMENSIONS; i++) {
        unsigned value = draw(32);
        while ((box->of[i] >> value & 1) == 0) {
            value = (value + 1) % 32;
        }
        if (i >= REFERRAL_FACT_COUNT) {
            facts.help |= value == 0 ? 0 : CODE_BIT(i - REFERRAL_FACT_COUNT);
        } else {
            facts.value[i] = i == REFERRAL_MONTHS ? class_first[value] + draw(class_size[value]) : value;
        }
    }
    facts.value[REFERRAL_HELP] = facts.help != 0 || draw(2) == 0;
    return facts;
}

/* What the server would answer there. */
static void
give_to(size_t entry, const struct box *box)
{
    const struct referral_entry *ranked[REFERRAL_ENTRIES];
    won[entry] += size_of(box);
    for (unsigned i = 0; i < 3; i++) {
        struct referral_facts facts = point_in(box);
        size_t count = referral_rank(ours, &facts, today, ranked);
        if (count == 0 || ranked[0] != &ours->entries[entry]) {
            fail_msg("row %u should be the first", ours->entries[entry].row);
        }
    }
}

static struct box
box_of_part(const struct referral_entry *entry, const struct condition_part *part)
{
    struct box box = whole();
    for (unsigned fact = 0; fact < REFERRAL_FACT_COUNT; fact++) {
        box.of[fact] &= part->allowed[fact] == 0 ? UINT32_MAX : part->allowed[fact];
    }
    box.of[REFERRAL_MONTHS] = 0;
    for (unsigned i = 0; i < class_count; i++) {
        bool counts = counts_then(entry, class_first[i]) && part_takes_months(part, class_first[i]);
        box.of[REFERRAL_MONTHS] |= counts ? 1U << i : 0;
    }
    return box;
}

/* The entry wins what of the box nobody before it has won. */
static void
take_box(size_t entry, const struct box *box, struct boxes *left, struct boxes *room)
{
    room->count = 0;
    for (size_t i = 0; i < left->count; i++) {
        struct box common;
        if (intersect(&left->list[i], box, &common)) {
            give_to(entry, &common);
            add_rest(room, left->list[i], box);
        } else {
            add_box(room, &left->list[i]);
        }
    }
    struct boxes before = *left;
    *left = *room;
    *room = before;
}

/* One of several helps: the first of them; or the second without the first; and so on. */
static void
take_part(size_t entry, const struct condition_part *part, struct boxes *left, struct boxes *room)
{
    struct box box = box_of_part(&ours->entries[entry], part);
    for (unsigned help = 0; help < HELP_COUNT; help++) {
        if (codes_has(part->help, help)) {
            box.of[REFERRAL_FACT_COUNT + help] = 2;
            take_box(entry, &box, left, room);
            box.of[REFERRAL_FACT_COUNT + help] = 1;
        }
    }
    if (part->help == 0) {
        take_box(entry, &box, left, room);
    }
}

static uint64_t
won_by_row(unsigned row)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < ours->entry_count; i++) {
        sum += ours->entries[i].row == row ? won[i] : 0;
    }
    return sum;
}

/* Who stops others is before them: so who is stopped is not missed as the first. */
static void
assert_stops_come_first(void)
{
    for (size_t i = 0; i < ours->entry_count; i++) {
        assert_true(ours->entries[i].stops == 0 || ours->entries[i].order == ours->entries[0].order);
        for (size_t k = 0; k < ours->entry_count; k++) {
            bool first = ours->entries[k].order == ours->entries[0].order;
            assert_true(!first || !codes_has(ours->entries[i].stops, ours->entries[k].route));
        }
    }
}

static void
every_combination_has_one_first_row_and_each_row_is_first(void **state)
{
    struct box all = whole();
    struct boxes left = {.list = calloc(BOXES_MAX, sizeof all)};
    struct boxes room = {.list = calloc(BOXES_MAX, sizeof all)};
    uint64_t sum = 0;
    size_t most = 0;
    (void)state;
    assert_true(left.list != NULL && room.list != NULL);
    assert_stops_come_first();
    add_box(&left, &all);
    for (size_t i = 0; i < ours->entry_count; i++) {
        for (size_t k = 0; k < ours->entries[i].when.count; k++) {
            take_part(i, &ours->entries[i].when.any[k], &left, &room);
        }
        most = left.count > most ? left.count : most;
    }
    assert_int_equal(ours->entries[ours->entry_count - 1].row, 0); /* the last resort has the rest */
    for (size_t i = 0; i < left.count; i++) {
        give_to(ours->entry_count - 1, &left.list[i]);
    }
    for (unsigned row = 0; row <= 24; row++) {
        uint64_t here = won_by_row(row);
        print_message("row %2u is first in %15" PRIu64 "\n", row, here);
        assert_true(here > 0);
        sum += here;
    }
    print_message("of                 %15" PRIu64 " combinations; %zu boxes at most\n", size_of(&all), most);
    assert_true(sum == size_of(&all));
    free(left.list);
    free(room.list);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_combination_has_one_first_row_and_each_row_is_first)};
    return cmocka_run_group_tests(tests, load_product, free_product);
}

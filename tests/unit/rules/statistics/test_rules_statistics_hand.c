/* Thirty dossiers and what is counted of them, both written by hand: each measure, each reason for which something
 * does not count. Each stands for five hundred alike, and there is no noise, so that all of it is shown. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "statistics_case.h"
#include "unit/rules/timeline_case.h"

#define ALIKE 500
#define TEXT 160

/* Of 2026-Q2, as it stood on 30 July. */
struct hand {
    const char *facts;
    const char *region;
    const char *route;
    const char *events;
    const char *opened;   /* NULL: 1 April */
    const char *recorded; /* its events; NULL: on their days */
};

static const struct hand dossiers[] = {
    /* Four weeks, of the employed only: due on the day before the quarter, on its first, within, on its last, behind */
    {.facts = "2026-03-03 employed", .region = "vlaanderen"},
    {.facts = "2026-03-04 employed", .region = "vlaanderen", .events = "opvolging #w4_info =1 2026-04-01"},
    {.facts = "2026-03-20 employed",
     .region = "vlaanderen",
     .events = "opvolging #w4_info =1 2026-04-10"}, /* 7 days before */
    {.facts = "2026-03-20 employed", .region = "brussel", .events = "opvolging #w4_info =1 2026-04-20"}, /* 3 behind */
    {.facts = "2026-03-20 employed",
     .region = "brussel",
     .events = "opvolging #w4_info =0 2026-04-10"}, /* nobody came */
    {.facts = "2026-03-20 employed", .region = "wallonie"},
    {.facts = "2026-03-20 unemployed", .region = "wallonie"},
    {.facts = "2026-03-20 self_employed", .region = "wallonie"},
    {.facts = "2026-06-02 employed", .region = "ostbelgien"},
    {.facts = "2026-06-03 employed", .region = "ostbelgien"},
    /* Done, but written down when it had been counted; at work again before it was due */
    {.facts = "2026-03-20 employed", .events = "opvolging #w4_info =1 2026-04-10", .recorded = "2026-07-31"},
    {.facts = "2026-03-20 employed resumed:2026-04-10"},

    /* The fourth month, of everybody: a talk, and an estimate by the doctor of the sickness fund */
    {.facts = "2026-01-10 unemployed",
     .region = "vlaanderen",
     .route = "arbeidsmarkt",
     .events = "opvolging #m4_contact =1 2026-05-06; arbeidspotentieel insurance =4 2026-05-20 by:adviserend_arts"},
    {.facts = "2026-01-10 unemployed",
     .region = "vlaanderen",
     .route = "arbeidsmarkt",
     .events = "arbeidspotentieel insurance =4 2026-05-08 by:adviserend_arts"},
    /* Of two estimates the last; one before the quarter is another quarter's */
    {.facts = "2026-01-10 self_employed",
     .region = "wallonie",
     .events = "arbeidspotentieel insurance =3 2026-04-25 by:adviserend_arts; arbeidspotentieel insurance =2 "
               "2026-05-05 by:adviserend_arts; opvolging #m4_contact =1 2026-05-12"},
    {.facts = "2026-01-10 employed",
     .region = "brussel",
     .route = "eigen_werk",
     .events = "arbeidspotentieel insurance =1 2026-03-05 by:adviserend_arts"},
    /* That of an arbeidsarts has no category */
    {.facts = "2026-01-10 employed",
     .region = "brussel",
     .route = "eigen_werk",
     .events = "arbeidspotentieel occupational =1 2026-05-05 by:arbeidsarts"},
    /* Opened nine quarters ago, or in the next one: it counts no more, or not yet */
    {.facts = "2026-01-10 unemployed", .region = "vlaanderen", .opened = "2024-03-31"},
    {.facts = "2026-01-10 unemployed", .region = "vlaanderen", .opened = "2026-07-01"},
    /* The reason is that of the last certificate */
    {.facts = "2026-01-10 unemployed",
     .route = "opleiding",
     .events = "gao incapacity =0 2026-01-10 from:2026-01-10 until:2026-02-10; gao extension =2 2026-02-10 "
               "from:2026-02-11 until:2026-05-01"},
    {.facts = "2026-01-10 unemployed",
     .route = "opleiding",
     .events = "gao incapacity =3 2026-01-10 from:2026-01-10 until:2026-04-10"},

    /* Months seven and eleven */
    {.facts = "2025-10-20 employed",
     .region = "vlaanderen",
     .route = "eigen_werk",
     .events = "opvolging #m7_contact =1 2026-05-19"},
    {.facts = "2025-10-20 employed", .region = "vlaanderen", .route = "eigen_werk"},
    {.facts = "2025-06-20 contract_ended",
     .region = "wallonie",
     .route = "arbeidsmarkt",
     .events = "opvolging #m11_contact =1 2026-06-25"},

    /* Month 24: how it stands on that day, 15 May */
    {.facts = "2024-05-15 employed resumed:2025-01-10",
     .region = "vlaanderen",
     .route = "eigen_werk",
     .opened = "2024-06-01"},
    {.facts = "2024-05-15 employed resumed:2026-05-16",
     .region = "vlaanderen",
     .route = "eigen_werk",
     .opened = "2024-06-01"}, /* a day too late */
    {.facts = "2024-05-15 employed",
     .region = "vlaanderen",
     .route = "eigen_werk",
     .events = "progressieve_tewerkstelling =1 2026-01-01 from:2026-01-01 until:2026-12-31 by:adviserend_arts",
     .opened = "2024-06-01"},
    {.facts = "2024-05-15 unemployed",
     .region = "brussel",
     .route = "opleiding",
     .events = "opleiding herscholing =1 2026-01-01 from:2026-01-01 until:2026-12-31 by:bemiddelaar",
     .opened = "2024-06-01"},
    {.facts = "2024-05-15 unemployed",
     .region = "brussel",
     .route = "opleiding",
     .events = "opleiding herscholing =1 2025-01-01 from:2025-01-01 until:2025-12-31 by:bemiddelaar",
     .opened = "2024-06-01"}, /* over */
    {.facts = "2024-05-15 self_employed closed", .region = "wallonie", .opened = "2024-06-01"},
};

static void
make_by_hand(struct case_dossier *out, const struct hand *hand)
{
    *out = (struct case_dossier){.dossier.opened = case_day(hand->opened == NULL ? "2026-04-01" : hand->opened)};
    out->process = case_process(hand->facts, hand->events);
    out->process.facts.region =
        hand->region == NULL ? REGION_NONE : (enum region)codes_find(&codes_region, hand->region);
    out->process.facts.route = hand->route == NULL ? ROUTE_NONE : (enum route)codes_find(&codes_route, hand->route);
    for (size_t i = 0; hand->recorded != NULL && i < out->process.event_count; i++) {
        out->process.events[i].recorded = case_day(hand->recorded);
    }
}

static struct statistics_counts *
count_by_hand(const struct timeline *timeline)
{
    struct statistics_counts *counts = statistics_counts_new(timeline, CASE_QUARTER);
    assert_non_null(counts);
    for (size_t i = 0; i < sizeof dossiers / sizeof dossiers[0]; i++) {
        struct case_dossier one;
        make_by_hand(&one, &dossiers[i]);
        for (int k = 0; k < ALIKE; k++) {
            case_count(counts, &one);
        }
    }
    return counts;
}

static const char *
part_text(int32_t part, char room[12])
{
    (void)snprintf(room, 12, part == STATISTIC_HIDDEN ? "-" : "%d", part / ALIKE);
    return room;
}

/* As in the tables below. */
static void
row_text(const struct statistic_release *release, const struct statistic_row *row, char out[TEXT])
{
    static const struct code_list *const lists[ASPECT_COUNT] = {&codes_employment, &codes_route, &codes_region,
                                                                &codes_reason_group};
    char done[12];
    char overdue[12];
    char median[12] = "-";
    int len = row->figure == FIGURE_STEP      ? snprintf(out, TEXT, "%s", release->steps[row->code])
              : row->figure == FIGURE_OUTCOME ? snprintf(out, TEXT, "%s", codes_text(&codes_outcome, row->code))
                                              : snprintf(out, TEXT, "estimate %u", (unsigned)row->code);
    for (unsigned i = 0; i < ASPECT_COUNT; i++) {
        uint8_t code = row->aspects[i];
        if (code != STATISTIC_ALL) {
            len += snprintf(out + len, TEXT - (size_t)len, " %s",
                            code == STATISTIC_UNKNOWN ? "unknown" : codes_text(lists[i], code));
        }
    }
    assert_int_equal(row->count % ALIKE, 0);
    len += snprintf(out + len, TEXT - (size_t)len, ": %d", row->count / ALIKE);
    if (row->median_days != STATISTIC_NO_MEDIAN) {
        (void)snprintf(median, sizeof median, "%d", row->median_days);
    }
    if (row->figure == FIGURE_STEP) {
        (void)snprintf(out + len, TEXT - (size_t)len, " %s %s %s", part_text(row->done, done),
                       part_text(row->overdue, overdue), median);
    }
}

/* The rows that tell these aspects apart, in the order of a release. */
static void
expect_rows(const struct statistic_release *release, code_set aspects, const char *const rows[])
{
    size_t next = 0;
    for (size_t i = 0; i < release->row_count; i++) {
        char text[TEXT];
        if (statistic_row_aspects(&release->rows[i]) == aspects) {
            row_text(release, &release->rows[i], text);
            assert_non_null(rows[next]);
            assert_string_equal(text, rows[next++]);
        }
    }
    assert_null(rows[next]);
}

/* A step: due, done, overdue, and on which day behind the last one half were done: the middle of a week where one
 * is alone in it, and -31 or 32 for all that is more than four weeks off. */
static const char *const all[] = {"m4_inschatting: 7 4 3 -14",
                                  "m4_contact: 7 2 5 0",
                                  "m7_contact: 2 1 1 -3",
                                  "m11_contact: 1 1 - 32",
                                  "w4_info: 7 3 4 -3",
                                  "estimate 2: 1",
                                  "estimate 4: 2",
                                  "resumed: 1",
                                  "partial: 1",
                                  "opleiding: 1",
                                  "closed: 1",
                                  "unfit: 2",
                                  NULL};
static const char *const by_employment[] = {"m4_inschatting employed: 2 1 1 -31",
                                            "m4_contact employed: 2 - 2 -",
                                            "m7_contact employed: 2 1 1 -3",
                                            "w4_info employed: 7 3 4 -3",
                                            "resumed employed: 1",
                                            "partial employed: 1",
                                            "unfit employed: 1",
                                            "m4_inschatting unemployed: 4 2 2 0",
                                            "m4_contact unemployed: 4 1 3 -3",
                                            "estimate 4 unemployed: 2",
                                            "opleiding unemployed: 1",
                                            "unfit unemployed: 1",
                                            "m4_inschatting self_employed: 1 1 - -17",
                                            "m4_contact self_employed: 1 1 - 4",
                                            "estimate 2 self_employed: 1",
                                            "closed self_employed: 1",
                                            "m11_contact contract_ended: 1 1 - 32",
                                            NULL};
static const char *const by_route[] = {"m4_inschatting eigen_werk: 2 1 1 -31",
                                       "m4_contact eigen_werk: 2 - 2 -",
                                       "m7_contact eigen_werk: 2 1 1 -3",
                                       "resumed eigen_werk: 1",
                                       "partial eigen_werk: 1",
                                       "unfit eigen_werk: 1",
                                       "m4_inschatting arbeidsmarkt: 2 2 - 0",
                                       "m4_contact arbeidsmarkt: 2 1 1 -3",
                                       "m11_contact arbeidsmarkt: 1 1 - 32",
                                       "estimate 4 arbeidsmarkt: 2",
                                       "m4_inschatting opleiding: 2 - 2 -",
                                       "m4_contact opleiding: 2 - 2 -",
                                       "opleiding opleiding: 1",
                                       "unfit opleiding: 1",
                                       "m4_inschatting unknown: 1 1 - -17",
                                       "m4_contact unknown: 1 1 - 4",
                                       "w4_info unknown: 7 3 4 -3",
                                       "estimate 2 unknown: 1",
                                       "closed unknown: 1",
                                       NULL};
static const char *const by_region[] = {"m4_inschatting vlaanderen: 2 2 - 0",
                                        "m4_contact vlaanderen: 2 1 1 -3",
                                        "m7_contact vlaanderen: 2 1 1 -3",
                                        "w4_info vlaanderen: 2 2 - -7",
                                        "estimate 4 vlaanderen: 2",
                                        "resumed vlaanderen: 1",
                                        "partial vlaanderen: 1",
                                        "unfit vlaanderen: 1",
                                        "m4_inschatting brussel: 2 1 1 -31",
                                        "m4_contact brussel: 2 - 2 -",
                                        "w4_info brussel: 2 1 1 4",
                                        "opleiding brussel: 1",
                                        "unfit brussel: 1",
                                        "m4_inschatting wallonie: 1 1 - -17",
                                        "m4_contact wallonie: 1 1 - 4",
                                        "m11_contact wallonie: 1 1 - 32",
                                        "w4_info wallonie: 1 - 1 -",
                                        "estimate 2 wallonie: 1",
                                        "closed wallonie: 1",
                                        "w4_info ostbelgien: 1 - 1 -",
                                        "m4_inschatting unknown: 2 - 2 -",
                                        "m4_contact unknown: 2 - 2 -",
                                        "w4_info unknown: 1 - 1 -",
                                        NULL};
static const char *const by_reason[] = {"m4_inschatting work_related: 1 - 1 -",
                                        "m4_contact work_related: 1 - 1 -",
                                        "m4_inschatting pregnancy: 1 - 1 -",
                                        "m4_contact pregnancy: 1 - 1 -",
                                        "m4_inschatting unknown: 5 4 1 -14",
                                        "m4_contact unknown: 5 2 3 0",
                                        "m7_contact unknown: 2 1 1 -3",
                                        "m11_contact unknown: 1 1 - 32",
                                        "w4_info unknown: 7 3 4 -3",
                                        "estimate 2 unknown: 1",
                                        "estimate 4 unknown: 2",
                                        "resumed unknown: 1",
                                        "partial unknown: 1",
                                        "opleiding unknown: 1",
                                        "closed unknown: 1",
                                        "unfit unknown: 2",
                                        NULL};
static const char *const by_route_and_reason[] = {"m4_inschatting eigen_werk unknown: 2 1 1 -",
                                                  "m4_contact eigen_werk unknown: 2 - 2 -",
                                                  "m7_contact eigen_werk unknown: 2 1 1 -",
                                                  "resumed eigen_werk unknown: 1",
                                                  "partial eigen_werk unknown: 1",
                                                  "unfit eigen_werk unknown: 1",
                                                  "m4_inschatting arbeidsmarkt unknown: 2 2 - -",
                                                  "m4_contact arbeidsmarkt unknown: 2 1 1 -",
                                                  "m11_contact arbeidsmarkt unknown: 1 1 - -",
                                                  "estimate 4 arbeidsmarkt unknown: 2",
                                                  "m4_inschatting opleiding work_related: 1 - 1 -",
                                                  "m4_contact opleiding work_related: 1 - 1 -",
                                                  "m4_inschatting opleiding pregnancy: 1 - 1 -",
                                                  "m4_contact opleiding pregnancy: 1 - 1 -",
                                                  "opleiding opleiding unknown: 1",
                                                  "unfit opleiding unknown: 1",
                                                  "m4_inschatting unknown unknown: 1 1 - -",
                                                  "m4_contact unknown unknown: 1 1 - -",
                                                  "w4_info unknown unknown: 7 3 4 -",
                                                  "estimate 2 unknown unknown: 1",
                                                  "closed unknown unknown: 1",
                                                  NULL};
static const char *const by_everything[] = {"m7_contact employed eigen_werk vlaanderen unknown: 2 1 1 -",
                                            "resumed employed eigen_werk vlaanderen unknown: 1",
                                            "partial employed eigen_werk vlaanderen unknown: 1",
                                            "unfit employed eigen_werk vlaanderen unknown: 1",
                                            "m4_inschatting employed eigen_werk brussel unknown: 2 1 1 -",
                                            "m4_contact employed eigen_werk brussel unknown: 2 - 2 -",
                                            "w4_info employed unknown vlaanderen unknown: 2 2 - -",
                                            "w4_info employed unknown brussel unknown: 2 1 1 -",
                                            "w4_info employed unknown wallonie unknown: 1 - 1 -",
                                            "w4_info employed unknown ostbelgien unknown: 1 - 1 -",
                                            "w4_info employed unknown unknown unknown: 1 - 1 -",
                                            "m4_inschatting unemployed arbeidsmarkt vlaanderen unknown: 2 2 - -",
                                            "m4_contact unemployed arbeidsmarkt vlaanderen unknown: 2 1 1 -",
                                            "estimate 4 unemployed arbeidsmarkt vlaanderen unknown: 2",
                                            "opleiding unemployed opleiding brussel unknown: 1",
                                            "unfit unemployed opleiding brussel unknown: 1",
                                            "m4_inschatting unemployed opleiding unknown work_related: 1 - 1 -",
                                            "m4_contact unemployed opleiding unknown work_related: 1 - 1 -",
                                            "m4_inschatting unemployed opleiding unknown pregnancy: 1 - 1 -",
                                            "m4_contact unemployed opleiding unknown pregnancy: 1 - 1 -",
                                            "m4_inschatting self_employed unknown wallonie unknown: 1 1 - -",
                                            "m4_contact self_employed unknown wallonie unknown: 1 1 - -",
                                            "estimate 2 self_employed unknown wallonie unknown: 1",
                                            "closed self_employed unknown wallonie unknown: 1",
                                            "m11_contact contract_ended arbeidsmarkt wallonie unknown: 1 1 - -",
                                            NULL};

static void
what_is_counted_is_what_a_hand_counts(void **state)
{
    struct statistic_release release;
    struct timeline *timeline = case_load_few();
    struct statistics_counts *counts = count_by_hand(timeline);
    (void)state;
    assert_int_equal(statistics_publish(&release, counts, NULL, 1), TNW_OK);
    expect_rows(&release, 0, all);
    expect_rows(&release, CODE_BIT(ASPECT_EMPLOYMENT), by_employment);
    expect_rows(&release, CODE_BIT(ASPECT_ROUTE), by_route);
    expect_rows(&release, CODE_BIT(ASPECT_REGION), by_region);
    expect_rows(&release, CODE_BIT(ASPECT_REASON), by_reason);
    expect_rows(&release, CODE_BIT(ASPECT_ROUTE) | CODE_BIT(ASPECT_REASON), by_route_and_reason);
    expect_rows(&release, CODE_ALL(ASPECT_COUNT), by_everything);
    statistics_release_wipe(&release);
    statistics_counts_free(&counts);
    timeline_free(&timeline);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_counted_is_what_a_hand_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Unusual access: each rule finds what it is for, and nothing in the twin that differs by one thing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "unusual_bench.h"

#define DAY INT64_C(86400000)
#define START UNUSUAL_BENCH_START

#define BENCH(b, rows) unusual_bench_fill(b, rows, sizeof(rows) / sizeof((rows)[0]))
#define READ(who, dossier, ground, after)                                                                              \
    {                                                                                                                  \
        who, "huisarts", "fragment.read", dossier, "frg_1", "permit", ground, after                                    \
    }
#define DENY(who, dossier, after)                                                                                      \
    {                                                                                                                  \
        who, "huisarts", "fragment.read", dossier, "frg_1", "deny", "no_consent", after                                \
    }

/* Many dossiers ---------------------------------------------------------------------------------------------------- */

static void
more_dossiers_on_a_day_than_the_limit_are_found(void **state)
{
    (void)state;
    struct unusual_bench b;
    const struct unusual_row rows[] = {READ("act_a", "dos_1", "author", 0), READ("act_a", "dos_2", "author", 1),
                                       READ("act_b", "dos_1", "author", 1), READ("act_a", "dos_3", "author", 1),
                                       READ("act_a", "dos_1", "author", 1), READ("act_a", "dos_4", "author", 1)};
    BENCH(&b, rows);
    assert_int_equal(unusual_many(&b.log, &b.limits, &b.findings), TNW_OK);
    assert_int_equal(b.findings.count, 1);
    unusual_bench_assert(&b, 0, "act_a", NULL, 4, 0, 5);
    unusual_bench_close(&b);
}

static void
as_many_as_the_limit_are_not_found(void **state)
{
    (void)state;
    struct unusual_bench b;
    const struct unusual_row rows[] = {READ("act_a", "dos_1", "author", 0), READ("act_a", "dos_2", "author", 1),
                                       READ("act_a", "dos_2", "author", 1), READ("act_a", "dos_3", "author", 1),
                                       DENY("act_a", "dos_4", 1)};
    BENCH(&b, rows);
    assert_int_equal(unusual_many(&b.log, &b.limits, &b.findings), TNW_OK);
    assert_int_equal(b.findings.count, 0);
    unusual_bench_close(&b);
}

static void
a_patient_has_as_many_dossiers_as_there_are(void **state)
{
    (void)state;
    struct unusual_bench b;
    struct unusual_row rows[] = {READ("act_p", "dos_1", "own_dossier", 0), READ("act_p", "dos_2", "own_dossier", 1),
                                 READ("act_p", "dos_3", "own_dossier", 1), READ("act_p", "dos_4", "own_dossier", 1)};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        rows[i].role = "patient";
    }
    BENCH(&b, rows);
    assert_int_equal(unusual_many(&b.log, &b.limits, &b.findings), TNW_OK);
    assert_int_equal(b.findings.count, 0);
    unusual_bench_close(&b);
}

static void
a_day_ends_at_midnight_in_belgium(void **state)
{
    (void)state;
    struct unusual_bench b;
    /* 22:59 UTC is the last minute of a winter's day there */
    const int64_t to_night = INT64_C(14) * 3600000 - 60000;
    struct unusual_row rows[] = {READ("act_a", "dos_1", "author", to_night), READ("act_a", "dos_2", "author", 1),
                                 READ("act_a", "dos_3", "author", 60000), READ("act_a", "dos_4", "author", 1)};
    BENCH(&b, rows);
    assert_int_equal(unusual_many(&b.log, &b.limits, &b.findings), TNW_OK);
    assert_int_equal(b.findings.count, 0);
    unusual_bench_close(&b);
    rows[2].after = 1;
    BENCH(&b, rows);
    assert_int_equal(unusual_many(&b.log, &b.limits, &b.findings), TNW_OK);
    assert_int_equal(b.findings.count, 1);
    unusual_bench_close(&b);
}

/* The period of care
 * ------------------------------------------------------------------------------------------------ */

#define OPEN(who, dossier)                                                                                             \
    {                                                                                                                  \
        who, "huisarts", "dossier.open", dossier, dossier, "permit", "role", 1                                         \
    }
#define JOIN(who, dossier)                                                                                             \
    {                                                                                                                  \
        "act_a", "huisarts", "participant.add", dossier, who, "permit", "participant", 1                               \
    }
#define LEAVE(by, who, dossier)                                                                                        \
    {                                                                                                                  \
        by, "huisarts", "participant.remove", dossier, who, "permit", "participant", 1                                 \
    }

static void
access_while_taking_part_is_as_it_should_be(void **state)
{
    (void)state;
    struct unusual_bench b;
    const struct unusual_row rows[] = {
        OPEN("act_a", "dos_1"),
        READ("act_a", "dos_1", "author", 1),
        JOIN("act_b", "dos_1"),
        READ("act_b", "dos_1", "law:gao", 1),
        LEAVE("act_b", "act_b", "dos_1"),
        {"act_a", "huisarts", "dossier.close", "dos_1", NULL, "permit", "participant", 1}};
    BENCH(&b, rows);
    assert_int_equal(unusual_care(&b.log, &b.limits, &b.findings), TNW_OK);
    assert_int_equal(b.findings.count, 0);
    unusual_bench_close(&b);
}

static void
access_after_the_part_ended_is_found(void **state)
{
    (void)state;
    struct unusual_bench b;
    const struct unusual_row rows[] = {OPEN("act_a", "dos_1"),
                                       JOIN("act_b", "dos_1"),
                                       LEAVE("act_a", "act_b", "dos_1"),
                                       READ("act_b", "dos_1", "author", 1),
                                       READ("act_b", "dos_1", "author", 1),
                                       JOIN("act_b", "dos_1"),
                                       READ("act_b", "dos_1", "author", 1)};
    BENCH(&b, rows);
    assert_int_equal(unusual_care(&b.log, &b.limits, &b.findings), TNW_OK);
    assert_int_equal(b.findings.count, 1);
    unusual_bench_assert(&b, 0, "act_b", "dos_1", 2, 3, 4);
    assert_string_equal(unusual_bench_name(&b, b.findings.items[0].about), "author");
    unusual_bench_close(&b);
}

static void
access_before_the_part_began_is_found(void **state)
{
    (void)state;
    struct unusual_bench b;
    const struct unusual_row rows[] = {OPEN("act_a", "dos_1"), READ("act_b", "dos_1", "law:gao", 1),
                                       JOIN("act_b", "dos_1"), READ("act_b", "dos_1", "law:gao", 1)};
    BENCH(&b, rows);
    assert_int_equal(unusual_care(&b.log, &b.limits, &b.findings), TNW_OK);
    assert_int_equal(b.findings.count, 1);
    unusual_bench_assert(&b, 0, "act_b", "dos_1", 1, 1, 1);
    unusual_bench_close(&b);
}

static void
access_after_the_dossier_was_closed_is_found(void **state)
{
    (void)state;
    struct unusual_bench b;
    const struct unusual_row rows[] = {OPEN("act_a", "dos_1"),
                                       {"act_p", "patient", "dossier.close", "dos_1", NULL, "permit", "own_dossier", 1},
                                       READ("act_a", "dos_1", "author", 1),
                                       {"act_p", "patient", "dossier.read", "dos_1", NULL, "permit", "own_dossier", 1},
                                       {"act_x", "auditor", "audit.list", "dos_1", NULL, "permit", "role", 1}};
    BENCH(&b, rows);
    assert_int_equal(unusual_care(&b.log, &b.limits, &b.findings), TNW_OK);
    assert_int_equal(b.findings.count, 1);
    unusual_bench_assert(&b, 0, "act_a", "dos_1", 1, 2, 2);
    unusual_bench_close(&b);
}

static void
a_refused_removal_ends_nothing(void **state)
{
    (void)state;
    struct unusual_bench b;
    struct unusual_row rows[] = {OPEN("act_a", "dos_1"), JOIN("act_b", "dos_1"), LEAVE("act_c", "act_b", "dos_1"),
                                 READ("act_b", "dos_1", "author", 1)};
    rows[2].decision = "deny";
    BENCH(&b, rows);
    assert_int_equal(unusual_care(&b.log, &b.limits, &b.findings), TNW_OK);
    assert_int_equal(b.findings.count, 0);
    unusual_bench_close(&b);
}

static void
the_patients_own_consent_covers_who_takes_no_part_and_a_recorded_one_does_not(void **state)
{
    (void)state;
    struct unusual_bench b;
    struct unusual_row rows[] = {OPEN("act_a", "dos_1"),
                                 {"act_p", "patient", "consent.give", "dos_1", "cns_1", "permit", "own_dossier", 1},
                                 READ("act_b", "dos_1", "author consent:cns_1", 1),
                                 READ("act_b", "dos_1", "consent:cns_1", 1)};
    BENCH(&b, rows);
    assert_int_equal(unusual_care(&b.log, &b.limits, &b.findings), TNW_OK);
    assert_int_equal(b.findings.count, 0);
    unusual_bench_close(&b);
    rows[1].actor = "act_a";
    rows[1].role = "huisarts";
    rows[1].ground = "recorded";
    BENCH(&b, rows);
    assert_int_equal(unusual_care(&b.log, &b.limits, &b.findings), TNW_OK);
    assert_int_equal(b.findings.count, 1);
    unusual_bench_assert(&b, 0, "act_b", "dos_1", 2, 2, 3);
    assert_int_equal(b.findings.items[0].about, 0);
    unusual_bench_close(&b);
}

/* Denials
 * ----------------------------------------------------------------------------------------------------------- */

static void
refusals_in_a_row_are_found_whatever_fails_or_is_no_dossier_between(void **state)
{
    (void)state;
    struct unusual_bench b;
    const struct unusual_row rows[] = {DENY("act_b", "dos_1", 1),
                                       {"act_b", "huisarts", "inbox.read", NULL, NULL, "permit", "role", 1},
                                       DENY("act_b", "dos_2", 1),
                                       READ("act_a", "dos_2", "author", 1),
                                       {"act_b", "huisarts", "fragment.add", "dos_1", NULL, "fail", "invalid_body", 1},
                                       DENY("act_b", "dos_1", 1)};
    BENCH(&b, rows);
    assert_int_equal(unusual_denials(&b.log, &b.limits, &b.findings), TNW_OK);
    assert_int_equal(b.findings.count, 1);
    unusual_bench_assert(&b, 0, "act_b", NULL, 3, 0, 5);
    unusual_bench_close(&b);
}

static void
a_permitted_access_ends_the_row(void **state)
{
    (void)state;
    struct unusual_bench b;
    const struct unusual_row rows[] = {DENY("act_b", "dos_1", 1), DENY("act_b", "dos_1", 1),
                                       READ("act_b", "dos_1", "author", 1), DENY("act_b", "dos_1", 1),
                                       DENY("act_b", "dos_1", 1)};
    BENCH(&b, rows);
    assert_int_equal(unusual_denials(&b.log, &b.limits, &b.findings), TNW_OK);
    assert_int_equal(b.findings.count, 0);
    unusual_bench_close(&b);
}

static void
who_is_in_no_registry_is_known_by_the_certificate(void **state)
{
    (void)state;
    struct unusual_bench b;
    const struct unusual_row rows[] = {DENY(NULL, NULL, 1), DENY(NULL, NULL, 1), DENY(NULL, NULL, 1)};
    BENCH(&b, rows);
    assert_int_equal(unusual_denials(&b.log, &b.limits, &b.findings), TNW_OK);
    assert_int_equal(b.findings.count, 1);
    unusual_bench_assert(&b, 0, "c0ffee", NULL, 3, 0, 2);
    unusual_bench_close(&b);
}

/* The server counts refusals that tell nothing of anybody. */
static void
counted_refusals_count_as_often(void **state)
{
    (void)state;
    struct unusual_bench b;
    const struct unusual_row rows[] = {
        {"act_b", NULL, "refusals.count", NULL, NULL, "deny", "counted:700 since:2026-03-02T09:00:00.000Z", 1},
        {"act_c", NULL, "refusals.count", NULL, NULL, "deny", "counted:1 since:2026-03-02T09:00:00.000Z", 1}};
    BENCH(&b, rows);
    assert_int_equal(unusual_denials(&b.log, &b.limits, &b.findings), TNW_OK);
    assert_int_equal(b.findings.count, 1);
    unusual_bench_assert(&b, 0, "act_b", NULL, 700, 0, 0);
    unusual_bench_close(&b);
}

/* Recorded consents
 * ------------------------------------------------------------------------------------------------- */

#define RECORDED                                                                                                       \
    {                                                                                                                  \
        "act_a", "huisarts", "consent.give", "dos_1", "cns_1", "permit", "recorded", 1                                 \
    }
#define LATER(after)                                                                                                   \
    {                                                                                                                  \
        "act_a", "huisarts", "dossier.list", NULL, NULL, "permit", "role", after                                       \
    }
#define LOOKS(dossier, decision, after)                                                                                \
    {                                                                                                                  \
        "act_p", "patient", "consent.list", dossier, NULL, decision, "own_dossier", after                              \
    }

static void
a_recorded_consent_that_the_patient_never_saw_is_found(void **state)
{
    (void)state;
    struct unusual_bench b;
    const struct unusual_row rows[] = {LOOKS("dos_1", "permit", 1), RECORDED, LOOKS("dos_2", "permit", 1),
                                       LOOKS("dos_1", "fail", 1), LATER(15 * DAY)};
    BENCH(&b, rows);
    assert_int_equal(unusual_recorded(&b.log, &b.limits, &b.findings), TNW_OK);
    assert_int_equal(b.findings.count, 1);
    unusual_bench_assert(&b, 0, "act_a", "dos_1", 1, 1, 1);
    assert_string_equal(unusual_bench_name(&b, b.findings.items[0].about), "cns_1");
    unusual_bench_close(&b);
}

static void
a_recorded_consent_that_the_patient_saw_in_time_or_may_still_see_is_not(void **state)
{
    (void)state;
    struct unusual_bench b;
    const struct unusual_row seen[] = {RECORDED, LOOKS("dos_1", "permit", 13 * DAY), LATER(9 * DAY)};
    BENCH(&b, seen);
    assert_int_equal(unusual_recorded(&b.log, &b.limits, &b.findings), TNW_OK);
    assert_int_equal(b.findings.count, 0);
    unusual_bench_close(&b);
    const struct unusual_row late[] = {RECORDED, LOOKS("dos_1", "permit", 15 * DAY)};
    BENCH(&b, late);
    assert_int_equal(unusual_recorded(&b.log, &b.limits, &b.findings), TNW_OK);
    assert_int_equal(b.findings.count, 1);
    unusual_bench_close(&b);
    const struct unusual_row young[] = {RECORDED, LATER(13 * DAY)};
    BENCH(&b, young);
    assert_int_equal(unusual_recorded(&b.log, &b.limits, &b.findings), TNW_OK);
    assert_int_equal(b.findings.count, 0);
    unusual_bench_close(&b);
}

/* The period
 * -------------------------------------------------------------------------------------------------------- */

static void
findings_outside_the_period_are_left_out(void **state)
{
    (void)state;
    struct unusual_bench b;
    const struct unusual_row rows[] = {DENY("act_b", "dos_1", 1), DENY("act_b", "dos_1", 1), DENY("act_b", "dos_1", 1)};
    BENCH(&b, rows);
    b.limits.from = START + 2;
    assert_int_equal(unusual_denials(&b.log, &b.limits, &b.findings), TNW_OK);
    b.limits.from = INT64_MIN;
    b.limits.until = START + 1;
    assert_int_equal(unusual_denials(&b.log, &b.limits, &b.findings), TNW_OK);
    assert_int_equal(b.findings.count, 0);
    b.limits.until = START + 2;
    assert_int_equal(unusual_denials(&b.log, &b.limits, &b.findings), TNW_OK);
    assert_int_equal(b.findings.count, 1);
    unusual_bench_close(&b);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(more_dossiers_on_a_day_than_the_limit_are_found),
        cmocka_unit_test(as_many_as_the_limit_are_not_found),
        cmocka_unit_test(a_patient_has_as_many_dossiers_as_there_are),
        cmocka_unit_test(a_day_ends_at_midnight_in_belgium),
        cmocka_unit_test(access_while_taking_part_is_as_it_should_be),
        cmocka_unit_test(access_after_the_part_ended_is_found),
        cmocka_unit_test(access_before_the_part_began_is_found),
        cmocka_unit_test(access_after_the_dossier_was_closed_is_found),
        cmocka_unit_test(a_refused_removal_ends_nothing),
        cmocka_unit_test(the_patients_own_consent_covers_who_takes_no_part_and_a_recorded_one_does_not),
        cmocka_unit_test(refusals_in_a_row_are_found_whatever_fails_or_is_no_dossier_between),
        cmocka_unit_test(a_permitted_access_ends_the_row),
        cmocka_unit_test(who_is_in_no_registry_is_known_by_the_certificate),
        cmocka_unit_test(counted_refusals_count_as_often),
        cmocka_unit_test(a_recorded_consent_that_the_patient_never_saw_is_found),
        cmocka_unit_test(a_recorded_consent_that_the_patient_saw_in_time_or_may_still_see_is_not),
        cmocka_unit_test(findings_outside_the_period_are_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

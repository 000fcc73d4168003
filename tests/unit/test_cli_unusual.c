/* Unusual access: each rule finds what it is for, and nothing in the twin that differs by one thing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/clock.h"
#include "unusual.h"

#define DAY INT64_C(86400000)
/* 2026-03-02T09:00:00Z, a Monday */
#define START INT64_C(1772442000000)

struct row {
    const char *actor; /* NULL: not in the registry */
    const char *role;
    const char *action;
    const char *dossier; /* NULL: none */
    const char *object;  /* NULL: none */
    const char *decision;
    const char *ground;
    int64_t after; /* since the row before */
};

struct bench {
    struct unusual_log log;
    struct unusual_limits limits;
    struct unusual_findings findings;
    int64_t time;
};

static void
open_bench(struct bench *b)
{
    *b = (struct bench){.time = START};
    b->limits = (struct unusual_limits){.many = 3, .denials = 3, .days = 14, .from = INT64_MIN, .until = INT64_MAX};
}

static void
close_bench(struct bench *b)
{
    unusual_log_wipe(&b->log);
    unusual_findings_wipe(&b->findings);
}

static void
quote(char out[64], const char *text)
{
    (void)snprintf(out, 64, text == NULL ? "null" : "\"%s\"", text);
}

static void
write_record(char *out, size_t size, const struct row *row, size_t seq, int64_t time)
{
    char when[TIME_TEXT];
    char actor[64];
    char dossier[64];
    char object[64];
    time_format(when, time);
    quote(actor, row->actor);
    quote(dossier, row->dossier);
    quote(object, row->object);
    int len = snprintf(out, size,
                       "{\"action\":\"%s\",\"actor\":%s,\"certificate\":\"c0ffee\",\"decision\":\"%s\",\"dossier\":%s,"
                       "\"ground\":\"%s\",\"object\":%s,\"role\":\"%s\",\"seq\":%zu,\"time\":\"%s\"}",
                       row->action, actor, row->decision, dossier, row->ground, object, row->role, seq, when);
    assert_in_range(len, 1, size - 1);
}

static void
add(struct bench *b, const struct row *row)
{
    char json[1024];
    b->time += row->after;
    write_record(json, sizeof json, row, b->log.count, b->time);
    assert_int_equal(unusual_log_add(&b->log, json, strlen(json)), TNW_OK);
}

static void
fill(struct bench *b, const struct row *rows, size_t count)
{
    open_bench(b);
    for (size_t i = 0; i < count; i++) {
        add(b, &rows[i]);
    }
}

#define FILL(b, rows) fill(b, rows, sizeof(rows) / sizeof((rows)[0]))

static const char *
name(const struct bench *b, uint32_t number)
{
    return names_text(&b->log.names, number);
}

static void
assert_finding(const struct bench *b, size_t at, const char *who, const char *dossier, uint64_t count, size_t first,
               size_t last)
{
    assert_true(at < b->findings.count);
    const struct unusual_finding *f = &b->findings.items[at];
    assert_string_equal(name(b, f->who), who);
    if (dossier == NULL) {
        assert_int_equal(f->dossier, 0);
    } else {
        assert_string_equal(name(b, f->dossier), dossier);
    }
    assert_int_equal(f->count, count);
    assert_int_equal(f->first, first);
    assert_int_equal(f->last, last);
}

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
    struct bench b;
    const struct row rows[] = {READ("act_a", "dos_1", "author", 0), READ("act_a", "dos_2", "author", 1),
                               READ("act_b", "dos_1", "author", 1), READ("act_a", "dos_3", "author", 1),
                               READ("act_a", "dos_1", "author", 1), READ("act_a", "dos_4", "author", 1)};
    FILL(&b, rows);
    assert_int_equal(unusual_many(&b.log, &b.limits, &b.findings), TNW_OK);
    assert_int_equal(b.findings.count, 1);
    assert_finding(&b, 0, "act_a", NULL, 4, 0, 5);
    close_bench(&b);
}

static void
as_many_as_the_limit_are_not_found(void **state)
{
    (void)state;
    struct bench b;
    const struct row rows[] = {READ("act_a", "dos_1", "author", 0), READ("act_a", "dos_2", "author", 1),
                               READ("act_a", "dos_2", "author", 1), READ("act_a", "dos_3", "author", 1),
                               DENY("act_a", "dos_4", 1)};
    FILL(&b, rows);
    assert_int_equal(unusual_many(&b.log, &b.limits, &b.findings), TNW_OK);
    assert_int_equal(b.findings.count, 0);
    close_bench(&b);
}

static void
a_day_ends_at_midnight_in_belgium(void **state)
{
    (void)state;
    struct bench b;
    /* 22:59 UTC is the last minute of a winter's day there */
    const int64_t to_night = INT64_C(14) * 3600000 - 60000;
    struct row rows[] = {READ("act_a", "dos_1", "author", to_night), READ("act_a", "dos_2", "author", 1),
                         READ("act_a", "dos_3", "author", 60000), READ("act_a", "dos_4", "author", 1)};
    FILL(&b, rows);
    assert_int_equal(unusual_many(&b.log, &b.limits, &b.findings), TNW_OK);
    assert_int_equal(b.findings.count, 0);
    close_bench(&b);
    rows[2].after = 1;
    FILL(&b, rows);
    assert_int_equal(unusual_many(&b.log, &b.limits, &b.findings), TNW_OK);
    assert_int_equal(b.findings.count, 1);
    close_bench(&b);
}

/* The period of care ------------------------------------------------------------------------------------------------ */

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
    struct bench b;
    const struct row rows[] = {OPEN("act_a", "dos_1"),
                               READ("act_a", "dos_1", "author", 1),
                               JOIN("act_b", "dos_1"),
                               READ("act_b", "dos_1", "law:gao", 1),
                               LEAVE("act_b", "act_b", "dos_1"),
                               {"act_a", "huisarts", "dossier.close", "dos_1", NULL, "permit", "participant", 1}};
    FILL(&b, rows);
    assert_int_equal(unusual_care(&b.log, &b.limits, &b.findings), TNW_OK);
    assert_int_equal(b.findings.count, 0);
    close_bench(&b);
}

static void
access_after_the_part_ended_is_found(void **state)
{
    (void)state;
    struct bench b;
    const struct row rows[] = {OPEN("act_a", "dos_1"),
                               JOIN("act_b", "dos_1"),
                               LEAVE("act_a", "act_b", "dos_1"),
                               READ("act_b", "dos_1", "author", 1),
                               READ("act_b", "dos_1", "author", 1),
                               JOIN("act_b", "dos_1"),
                               READ("act_b", "dos_1", "author", 1)};
    FILL(&b, rows);
    assert_int_equal(unusual_care(&b.log, &b.limits, &b.findings), TNW_OK);
    assert_int_equal(b.findings.count, 1);
    assert_finding(&b, 0, "act_b", "dos_1", 2, 3, 4);
    assert_string_equal(name(&b, b.findings.items[0].about), "author");
    close_bench(&b);
}

static void
access_before_the_part_began_is_found(void **state)
{
    (void)state;
    struct bench b;
    const struct row rows[] = {OPEN("act_a", "dos_1"), READ("act_b", "dos_1", "law:gao", 1), JOIN("act_b", "dos_1"),
                               READ("act_b", "dos_1", "law:gao", 1)};
    FILL(&b, rows);
    assert_int_equal(unusual_care(&b.log, &b.limits, &b.findings), TNW_OK);
    assert_int_equal(b.findings.count, 1);
    assert_finding(&b, 0, "act_b", "dos_1", 1, 1, 1);
    close_bench(&b);
}

static void
access_after_the_dossier_was_closed_is_found(void **state)
{
    (void)state;
    struct bench b;
    const struct row rows[] = {OPEN("act_a", "dos_1"),
                               {"act_p", "patient", "dossier.close", "dos_1", NULL, "permit", "own_dossier", 1},
                               READ("act_a", "dos_1", "author", 1),
                               {"act_p", "patient", "dossier.read", "dos_1", NULL, "permit", "own_dossier", 1},
                               {"act_x", "auditor", "audit.list", "dos_1", NULL, "permit", "role", 1}};
    FILL(&b, rows);
    assert_int_equal(unusual_care(&b.log, &b.limits, &b.findings), TNW_OK);
    assert_int_equal(b.findings.count, 1);
    assert_finding(&b, 0, "act_a", "dos_1", 1, 2, 2);
    close_bench(&b);
}

static void
a_refused_removal_ends_nothing(void **state)
{
    (void)state;
    struct bench b;
    struct row rows[] = {OPEN("act_a", "dos_1"), JOIN("act_b", "dos_1"), LEAVE("act_c", "act_b", "dos_1"),
                         READ("act_b", "dos_1", "author", 1)};
    rows[2].decision = "deny";
    FILL(&b, rows);
    assert_int_equal(unusual_care(&b.log, &b.limits, &b.findings), TNW_OK);
    assert_int_equal(b.findings.count, 0);
    close_bench(&b);
}

static void
the_patients_own_consent_covers_who_takes_no_part_and_a_recorded_one_does_not(void **state)
{
    (void)state;
    struct bench b;
    struct row rows[] = {OPEN("act_a", "dos_1"),
                         {"act_p", "patient", "consent.give", "dos_1", "cns_1", "permit", "own_dossier", 1},
                         READ("act_b", "dos_1", "author consent:cns_1", 1),
                         READ("act_b", "dos_1", "consent:cns_1", 1)};
    FILL(&b, rows);
    assert_int_equal(unusual_care(&b.log, &b.limits, &b.findings), TNW_OK);
    assert_int_equal(b.findings.count, 0);
    close_bench(&b);
    rows[1].actor = "act_a";
    rows[1].role = "huisarts";
    rows[1].ground = "recorded";
    FILL(&b, rows);
    assert_int_equal(unusual_care(&b.log, &b.limits, &b.findings), TNW_OK);
    assert_int_equal(b.findings.count, 1);
    assert_finding(&b, 0, "act_b", "dos_1", 2, 2, 3);
    assert_int_equal(b.findings.items[0].about, 0);
    close_bench(&b);
}

/* Denials ----------------------------------------------------------------------------------------------------------- */

static void
refusals_in_a_row_are_found_whatever_fails_or_is_no_dossier_between(void **state)
{
    (void)state;
    struct bench b;
    const struct row rows[] = {DENY("act_b", "dos_1", 1),
                               {"act_b", "huisarts", "inbox.read", NULL, NULL, "permit", "role", 1},
                               DENY("act_b", "dos_2", 1),
                               READ("act_a", "dos_2", "author", 1),
                               {"act_b", "huisarts", "fragment.add", "dos_1", NULL, "fail", "invalid_body", 1},
                               DENY("act_b", "dos_1", 1)};
    FILL(&b, rows);
    assert_int_equal(unusual_denials(&b.log, &b.limits, &b.findings), TNW_OK);
    assert_int_equal(b.findings.count, 1);
    assert_finding(&b, 0, "act_b", NULL, 3, 0, 5);
    close_bench(&b);
}

static void
a_permitted_access_ends_the_row(void **state)
{
    (void)state;
    struct bench b;
    const struct row rows[] = {DENY("act_b", "dos_1", 1), DENY("act_b", "dos_1", 1),
                               READ("act_b", "dos_1", "author", 1), DENY("act_b", "dos_1", 1),
                               DENY("act_b", "dos_1", 1)};
    FILL(&b, rows);
    assert_int_equal(unusual_denials(&b.log, &b.limits, &b.findings), TNW_OK);
    assert_int_equal(b.findings.count, 0);
    close_bench(&b);
}

static void
who_is_in_no_registry_is_known_by_the_certificate(void **state)
{
    (void)state;
    struct bench b;
    const struct row rows[] = {DENY(NULL, NULL, 1), DENY(NULL, NULL, 1), DENY(NULL, NULL, 1)};
    FILL(&b, rows);
    assert_int_equal(unusual_denials(&b.log, &b.limits, &b.findings), TNW_OK);
    assert_int_equal(b.findings.count, 1);
    assert_finding(&b, 0, "c0ffee", NULL, 3, 0, 2);
    close_bench(&b);
}

/* Recorded consents ------------------------------------------------------------------------------------------------- */

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
    struct bench b;
    const struct row rows[] = {LOOKS("dos_1", "permit", 1), RECORDED, LOOKS("dos_2", "permit", 1),
                               LOOKS("dos_1", "fail", 1), LATER(15 * DAY)};
    FILL(&b, rows);
    assert_int_equal(unusual_recorded(&b.log, &b.limits, &b.findings), TNW_OK);
    assert_int_equal(b.findings.count, 1);
    assert_finding(&b, 0, "act_a", "dos_1", 1, 1, 1);
    assert_string_equal(name(&b, b.findings.items[0].about), "cns_1");
    close_bench(&b);
}

static void
a_recorded_consent_that_the_patient_saw_in_time_or_may_still_see_is_not(void **state)
{
    (void)state;
    struct bench b;
    const struct row seen[] = {RECORDED, LOOKS("dos_1", "permit", 13 * DAY), LATER(9 * DAY)};
    FILL(&b, seen);
    assert_int_equal(unusual_recorded(&b.log, &b.limits, &b.findings), TNW_OK);
    assert_int_equal(b.findings.count, 0);
    close_bench(&b);
    const struct row late[] = {RECORDED, LOOKS("dos_1", "permit", 15 * DAY)};
    FILL(&b, late);
    assert_int_equal(unusual_recorded(&b.log, &b.limits, &b.findings), TNW_OK);
    assert_int_equal(b.findings.count, 1);
    close_bench(&b);
    const struct row young[] = {RECORDED, LATER(13 * DAY)};
    FILL(&b, young);
    assert_int_equal(unusual_recorded(&b.log, &b.limits, &b.findings), TNW_OK);
    assert_int_equal(b.findings.count, 0);
    close_bench(&b);
}

/* The period -------------------------------------------------------------------------------------------------------- */

static void
findings_outside_the_period_are_left_out(void **state)
{
    (void)state;
    struct bench b;
    const struct row rows[] = {DENY("act_b", "dos_1", 1), DENY("act_b", "dos_1", 1), DENY("act_b", "dos_1", 1)};
    FILL(&b, rows);
    b.limits.from = START + 2;
    assert_int_equal(unusual_denials(&b.log, &b.limits, &b.findings), TNW_OK);
    b.limits.from = INT64_MIN;
    b.limits.until = START + 1;
    assert_int_equal(unusual_denials(&b.log, &b.limits, &b.findings), TNW_OK);
    assert_int_equal(b.findings.count, 0);
    b.limits.until = START + 2;
    assert_int_equal(unusual_denials(&b.log, &b.limits, &b.findings), TNW_OK);
    assert_int_equal(b.findings.count, 1);
    close_bench(&b);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(more_dossiers_on_a_day_than_the_limit_are_found),
        cmocka_unit_test(as_many_as_the_limit_are_not_found),
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
        cmocka_unit_test(a_recorded_consent_that_the_patient_never_saw_is_found),
        cmocka_unit_test(a_recorded_consent_that_the_patient_saw_in_time_or_may_still_see_is_not),
        cmocka_unit_test(findings_outside_the_period_are_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* When what a dossier holds ends, against somebody who turns the leaves of a calendar day by day. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "rules/retention/retention.h"
#include "unit/rules/rules_setting_test.h"

static const struct policy_retention law = {
    .content_years = 1, .consent_years = 1, .warning_days = 30, .log_years = 10};

static day_num
day_of(const char *text)
{
    day_num day;
    assert_int_equal(date_parse(&day, text), TNW_OK);
    return day;
}

/* Turns leaves from the day after the last addition: each 1st of January that goes by is a year more. */
struct leaves {
    day_num day;
    int new_years;
};

static enum retention_phase
phase_of_leaves(const struct leaves *l, const struct policy_retention *p)
{
    int over = l->new_years - 1; /* the year of the first counts from its 1st of January */
    return over < p->content_years                      ? RETENTION_OPEN
           : over < p->content_years + p->consent_years ? RETENTION_CONSENT
                                                        : RETENTION_OVER;
}

static bool
is_new_year(day_num day)
{
    char text[DATE_TEXT];
    date_format(text, day);
    return text[5] == '0' && text[6] == '1' && text[8] == '0' && text[9] == '1';
}

static void
phases_are_those_of_who_turns_the_leaves(const struct policy_retention *p, day_num last)
{
    struct leaves l = {.day = last};
    int year = retention_year(last);
    day_num ends = 0;
    for (day_num end = last + (p->content_years + p->consent_years + 3) * 366; l.day < end; l.day++) {
        l.new_years += l.day > last && is_new_year(l.day);
        enum retention_phase phase = phase_of_leaves(&l, p);
        assert_int_equal(retention_phase(p, year, l.day), phase);
        ends = ends == 0 && phase == RETENTION_OVER ? l.day : ends;
    }
    assert_int_equal(retention_days(p, year).erasure, ends);
    assert_int_equal(retention_days(p, year).warning, ends - p->warning_days);
    assert_true(retention_warned_year(p, ends - p->warning_days) >= year);
    assert_true(retention_warned_year(p, ends - p->warning_days - 1) < year);
}

/* Leap years, the 31st of December and the 1st of January among them. */
static void
every_day_of_many_years_ends_as_the_calendar_says(void **state)
{
    (void)state;
    for (day_num last = day_of("2023-12-20"); last <= day_of("2033-01-10"); last += last % 7 == 0 ? 1 : 3) {
        phases_are_those_of_who_turns_the_leaves(&law, last);
    }
    static const struct policy_retention others[] = {{.content_years = 3, .consent_years = 0, .warning_days = 364},
                                                     {.content_years = 1, .consent_years = 2, .warning_days = 1}};
    for (size_t i = 0; i < 2; i++) {
        phases_are_those_of_who_turns_the_leaves(&others[i], day_of("2027-12-31"));
        phases_are_those_of_who_turns_the_leaves(&others[i], day_of("2028-01-01"));
    }
}

static void
december_and_january_are_a_year_apart(void **state)
{
    (void)state;
    struct retention_days december = retention_days(&law, retention_year(day_of("2026-12-31")));
    struct retention_days january = retention_days(&law, retention_year(day_of("2027-01-01")));
    assert_int_equal(december.consent, day_of("2028-01-01"));
    assert_int_equal(december.erasure, day_of("2029-01-01"));
    assert_int_equal(december.warning, day_of("2028-12-02"));
    assert_int_equal(january.erasure, day_of("2030-01-01"));
}

/* 2026-12-31T23:00:00Z is the 1st of January in Belgium, and a second before it is not. */
static void
the_year_is_that_of_belgium(void **state)
{
    (void)state;
    time_ms midnight;
    assert_int_equal(time_parse(&midnight, "2026-12-31T23:00:00Z"), TNW_OK);
    assert_int_equal(retention_year(date_in_belgium(midnight)), 2027);
    assert_int_equal(retention_year(date_in_belgium(midnight - 1)), 2026);
}

static void
a_warning_stands_as_long_as_it_must_however_late_it_comes(void **state)
{
    (void)state;
    assert_int_equal(retention_erasure(&law, 2026, 0), day_of("2029-01-01"));
    assert_int_equal(retention_erasure(&law, 2026, day_of("2028-12-02")), day_of("2029-01-01"));
    assert_int_equal(retention_erasure(&law, 2026, day_of("2028-12-03")), day_of("2029-01-02"));
    assert_int_equal(retention_erasure(&law, 2026, day_of("2031-06-01")), day_of("2031-07-01"));
}

static void
what_is_not_known_does_not_end(void **state)
{
    (void)state;
    assert_int_equal(retention_phase(&law, 0, DATE_LAST), RETENTION_OPEN);
    assert_int_equal(retention_phase(&law, 9998, DATE_LAST), RETENTION_OPEN);
}

static struct setting
in_phase(struct setting s, enum retention_phase phase)
{
    s.facts.phase = phase;
    s.facts.dossier_open = phase == RETENTION_OPEN;
    return s;
}

/* The law and having written it are grounds of the first phase only. */
static void
only_consent_reads_in_the_second_year(void **state)
{
    (void)state;
    expect(in_phase(with_grant(), RETENTION_CONSENT), REASON_CONSENT, 1);
    TWIN(in_phase(with_grant(), RETENTION_CONSENT), facts.consent_count = 0, REASON_NO_CONSENT, 0);
    TWIN(in_phase(with_grant(), RETENTION_CONSENT), consents[0].withdrawn = true, REASON_CONSENT_WITHDRAWN, 1);
    struct setting author = in_phase(with_grant(), RETENTION_CONSENT);
    author.facts.is_author = true;
    author.facts.consent_count = 0;
    expect(author, REASON_RETENTION_CONSENT, 0);
    expect(in_phase(author, RETENTION_OPEN), REASON_AUTHOR, 0);
    struct setting law_only = in_phase(with_grant(), RETENTION_OPEN);
    law_only.facts.consent_count = 0;
    law_only.policy.law[0] = (struct policy_law){.code = "some_law",
                                                 .roles = CODE_BIT(law_only.facts.role),
                                                 .categories = CODE_BIT(law_only.ask.category),
                                                 .actions = CODE_BIT(ACTION_READ),
                                                 .purposes = CODE_BIT(law_only.ask.purpose),
                                                 .seats = 1,
                                                 .until = INT32_MAX};
    law_only.policy.law_count = 1;
    expect(law_only, REASON_LAW, 0);
    expect(in_phase(law_only, RETENTION_CONSENT), REASON_RETENTION_CONSENT, 0);
}

static void
nobody_writes_any_more(void **state)
{
    (void)state;
    struct setting s = in_phase(with_grant(), RETENTION_CONSENT);
    s.ask.action = ACTION_WRITE;
    expect(s, REASON_RETENTION_READ, 0);
    s.ask.action = ACTION_CONFER;
    s.ask.category = CATEGORY_NONE;
    expect(s, REASON_RETENTION_READ, 0);
    s.facts.is_subject = true;
    s.facts.role = ROLE_PATIENT;
    s.ask = (struct decide_question){.action = ACTION_WRITE, .category = CATEGORY_OPMERKING, .today = TODAY};
    expect(s, REASON_RETENTION_READ, 0);
}

static void
the_patient_reads_to_the_end_and_nobody_else(void **state)
{
    (void)state;
    struct setting s = in_phase(with_grant(), RETENTION_OVER);
    expect(s, REASON_RETENTION_OVER, 0);
    s.facts.is_author = true;
    expect(s, REASON_RETENTION_OVER, 0);
    s.facts.is_subject = true;
    s.facts.role = ROLE_PATIENT;
    expect(s, REASON_OWN_DOSSIER, 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_day_of_many_years_ends_as_the_calendar_says),
        cmocka_unit_test(december_and_january_are_a_year_apart),
        cmocka_unit_test(the_year_is_that_of_belgium),
        cmocka_unit_test(a_warning_stands_as_long_as_it_must_however_late_it_comes),
        cmocka_unit_test(what_is_not_known_does_not_end),
        cmocka_unit_test(only_consent_reads_in_the_second_year),
        cmocka_unit_test(nobody_writes_any_more),
        cmocka_unit_test(the_patient_reads_to_the_end_and_nobody_else),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

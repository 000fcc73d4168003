/* What the rules on unusual access read: records, times, days in Belgium, names. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/clock.h"
#include "unusual/unusual.h"
#include "unusual/unusual_show.h"

#define DAY INT64_C(86400000)
/* 2026-03-02T09:00:00Z, a Monday */
#define START INT64_C(1772442000000)

static void
what_is_not_the_next_record_is_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "",
        "[]",
        "{}",
        "{\"seq\":0,\"decision\":\"permit\"}",
        "{\"seq\":1,\"decision\":\"permit\",\"time\":\"2026-03-02T09:00:00.000Z\"}",
        "{\"seq\":0,\"decision\":\"maybe\",\"time\":\"2026-03-02T09:00:00.000Z\"}",
        "{\"seq\":0,\"decision\":\"permit\",\"time\":\"2026-02-30T09:00:00.000Z\"}",
        "{\"seq\":0,\"decision\":\"permit\",\"time\":\"2026-03-02T09:00:00Z\"}",
        "{\"seq\":0,\"seq\":0,\"decision\":\"permit\",\"time\":\"2026-03-02T09:00:00.000Z\"}"};
    static const char good[] = "{\"seq\":0,\"decision\":\"permit\",\"time\":\"2026-03-02T09:00:00.000Z\"}";
    struct unusual_log log = {.count = 0};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_int_equal(unusual_log_add(&log, bad[i], strlen(bad[i])), TNW_E_CORRUPT);
    }
    assert_int_equal(unusual_log_add(&log, good, strlen(good)), TNW_OK);
    assert_int_equal(log.records[0].time, START);
    unusual_log_wipe(&log);
}

static void
days_are_those_of_the_server(void **state)
{
    (void)state;
    /* each quarter of an hour over the changes of 2026, and each 7 hours of 40 years */
    for (int64_t time = START; time < START + 300 * DAY; time += 900000) {
        assert_int_equal(unusual_time_day(time), date_in_belgium(time));
    }
    for (int64_t time = START; time < START + 14600 * DAY; time += 7 * 3600000) {
        assert_int_equal(unusual_time_day(time), date_in_belgium(time));
    }
}

static void
a_date_begins_at_midnight_in_belgium(void **state)
{
    (void)state;
    int64_t time = 0;
    assert_int_equal(unusual_time_of_date(&time, "2026-03-29"), TNW_OK); /* summer time begins at 02:00 */
    assert_int_equal(unusual_time_day(time) - unusual_time_day(time - 1), 1);
    assert_int_equal(unusual_time_of_date(&time, "2026-07-01"), TNW_OK);
    assert_int_equal(unusual_time_day(time) - unusual_time_day(time - 1), 1);
    assert_int_equal(unusual_time_of_date(&time, "2026-10-25"), TNW_OK);
    assert_int_equal(unusual_time_day(time) - unusual_time_day(time - 1), 1);
    assert_int_equal(unusual_time_of_date(&time, "2026-02-29"), TNW_E_USAGE);
    assert_int_equal(unusual_time_of_date(&time, "2026-2-9"), TNW_E_USAGE);
}

static void
shows(enum unusual_form form, const struct unusual_log *log, const struct unusual_findings *findings,
      const char *wanted)
{
    char *text = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&text, &len);
    assert_non_null(out);
    const struct cli cli = {.language = LANG_EN, .out = out};
    unusual_show(&cli, form, log, findings);
    assert_int_equal(fclose(out), 0);
    assert_string_equal(text, wanted);
    free(text);
}

static void
programs_and_spreadsheets_get_what_cannot_be_misread(void **state)
{
    (void)state;
    static const char record[] = "{\"seq\":0,\"decision\":\"deny\",\"time\":\"2026-03-02T09:00:00.007Z\","
                                 "\"actor\":\"=1+1\",\"dossier\":\"a\\\"b\\nc\"}";
    struct unusual_log log = {.count = 0};
    assert_int_equal(unusual_log_add(&log, record, strlen(record)), TNW_OK);
    struct unusual_finding finding = {
        .kind = UNUSUAL_KIND_DENIALS, .who = log.records[0].who, .dossier = log.records[0].dossier, .count = 5};
    const struct unusual_findings findings = {.items = &finding, .count = 1};
    shows(UNUSUAL_CSV, &log, &findings,
          "kind,who,dossier,about,from,until,count,first,last\r\n"
          "\"denials\",\"'=1+1\",\"a\"\"b c\",\"\",\"2026-03-02T09:00:00.007Z\",\"2026-03-02T09:00:00.007Z\",5,0,0"
          "\r\n");
    shows(UNUSUAL_JSON, &log, &findings,
          "{\"records\":1,\"findings\":[{\"kind\":\"denials\",\"who\":\"=1+1\",\"dossier\":\"a\\\"b\\nc\","
          "\"about\":null,\"count\":5,\"from\":\"2026-03-02T09:00:00.007Z\",\"until\":\"2026-03-02T09:00:00.007Z\","
          "\"first\":0,\"last\":0}]}\n");
    assert_int_equal(unusual_show_form(NULL), UNUSUAL_TABLE);
    assert_int_equal(unusual_show_form("csv"), UNUSUAL_CSV);
    assert_int_equal(unusual_show_form("xml"), UNUSUAL_FORMS);
    unusual_log_wipe(&log);
}

static void
names_keep_their_numbers(void **state)
{
    (void)state;
    struct names names = {.texts = NULL};
    char text[24];
    for (uint32_t i = 1; i < 5000; i++) {
        (void)snprintf(text, sizeof text, "name %u", i);
        assert_int_equal(names_add(&names, text), i);
    }
    for (uint32_t i = 1; i < 5000; i++) {
        (void)snprintf(text, sizeof text, "name %u", i);
        assert_int_equal(names_add(&names, text), i);
        assert_string_equal(names_text(&names, i), text);
    }
    assert_int_equal(names_add(&names, ""), 0);
    assert_null(names_text(&names, 5000));
    names_wipe(&names);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_not_the_next_record_is_refused),
        cmocka_unit_test(days_are_those_of_the_server),
        cmocka_unit_test(a_date_begins_at_midnight_in_belgium),
        cmocka_unit_test(programs_and_spreadsheets_get_what_cannot_be_misread),
        cmocka_unit_test(names_keep_their_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

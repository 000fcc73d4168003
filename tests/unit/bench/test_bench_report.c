#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "bench/report.h"

static const struct plan plan = {.threads = 1, .connections = 64};

static struct report *
new_report(unsigned expect)
{
    struct report *report = calloc(1, sizeof *report);
    assert_non_null(report);
    report->plan = &plan;
    report->expect = expect;
    report->seconds = 2;
    return report;
}

static void
add_answers(struct report *report, int status, unsigned count)
{
    report->total.status[status] += count;
    for (unsigned i = 0; i < count; i++) {
        histogram_add(&report->total.latency, 1000);
    }
}

static void
test_only_the_expected_status_is_good(void **state)
{
    (void)state;
    struct report *report = new_report(201);
    add_answers(report, 201, 3);
    assert_true(report_is_clean(report));
    add_answers(report, 200, 1);
    assert_false(report_is_clean(report));
    assert_int_equal(report_good(report), 3);
    assert_int_equal(report_requests(report), 4);
    free(report);
}

static void
test_a_run_without_answers_is_not_clean(void **state)
{
    (void)state;
    struct report *report = new_report(0);
    assert_false(report_is_clean(report));
    free(report);
}

static void
test_any_failure_spoils_a_run(void **state)
{
    (void)state;
    for (size_t i = 0; i < CONNECTION_EVENTS + 2; i++) {
        struct report *report = new_report(0);
        add_answers(report, 200, 5);
        uint64_t *counters[] = {&report->total.unanswered, &report->total.unsent};
        *(i < CONNECTION_EVENTS ? &report->total.failed[i] : counters[i - CONNECTION_EVENTS]) = 1;
        assert_false(report_is_clean(report));
        free(report);
    }
}

static void
test_json_says_what_was_counted(void **state)
{
    (void)state;
    struct report *report = new_report(0);
    char *text = NULL;
    size_t len = 0;
    add_answers(report, 200, 8);
    add_answers(report, 503, 2);
    report->total.failed[CONNECTION_TLS] = 7;
    FILE *out = open_memstream(&text, &len);
    assert_non_null(out);
    report_print_json(report, out);
    (void)fclose(out);
    json_t *json = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(json);
    assert_int_equal(json_integer_value(json_object_get(json, "good")), 8);
    assert_true(json_number_value(json_object_get(json, "good_per_second")) == 4.0);
    assert_int_equal(json_integer_value(json_object_get(json_object_get(json, "status"), "503")), 2);
    assert_int_equal(json_integer_value(json_object_get(json_object_get(json, "failed"), "tls")), 7);
    assert_true(json_number_value(json_object_get(json_object_get(json, "latency_us"), "p99")) == 1.0);
    const json_t *bucket = json_array_get(json_object_get(json, "buckets"), 0);
    assert_int_equal(json_array_size(json_object_get(json, "buckets")), 1);
    assert_int_equal(json_integer_value(json_array_get(bucket, 1)), 10);
    assert_true(json_is_false(json_object_get(json, "clean")));
    json_decref(json);
    free(text);
    free(report);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_only_the_expected_status_is_good),
        cmocka_unit_test(test_a_run_without_answers_is_not_clean),
        cmocka_unit_test(test_any_failure_spoils_a_run),
        cmocka_unit_test(test_json_says_what_was_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* A record that counts refusals has one form, and says nothing more. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "audit/refusal_count.h"

#define TIME INT64_C(1772445600000) /* 2026-03-02T10:00:00.000Z */

static struct record_view
record_with(const char *ground)
{
    return (struct record_view){.action = slice_str(REFUSAL_COUNT_ACTION),
                                .decision = slice_str("deny"),
                                .ground = slice_str(ground),
                                .status = REFUSAL_COUNT_STATUS,
                                .time = TIME};
}

static void
what_the_server_writes_holds(void **state)
{
    static const uint64_t counts[] = {1, 597, UINT64_MAX};
    (void)state;
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
        char ground[REFUSAL_COUNT_GROUND];
        refusal_count_ground(ground, counts[i], TIME);
        struct record_view record = record_with(ground);
        assert_true(refusal_count_holds(&record));
    }
}

static void
another_ground_does_not_hold(void **state)
{
    static const char *const wrong[] = {
        "",
        "counted:",
        "counted:0 since:2026-03-02T09:59:00.000Z",
        "counted:01 since:2026-03-02T09:59:00.000Z",
        "counted:+1 since:2026-03-02T09:59:00.000Z",
        "counted:-1 since:2026-03-02T09:59:00.000Z",
        "counted:99999999999999999999 since:2026-03-02T09:59:00.000Z",
        "counted:1 since:2026-03-02T10:00:00.001Z",
        "counted:1 since:2026-03-02T09:59:00Z",
        "counted:1 since:2026-03-02T09:59:00.000Z ",
        "counted:1",
        "role",
    };
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        struct record_view record = record_with(wrong[i]);
        assert_false(refusal_count_holds(&record));
        record.action = slice_str("fragment.read");
        assert_true(refusal_count_holds(&record));
    }
}

static void
what_names_somebody_or_permits_does_not_hold(void **state)
{
    (void)state;
    const struct record_view good = record_with("counted:1 since:2026-03-02T09:59:00.000Z");
    assert_true(refusal_count_holds(&good));
    struct record_view wrong[] = {good, good, good, good, good};
    wrong[0].dossier.bytes[0] = 1;
    wrong[1].object = slice_str("act_01ARZ3NDEKTSV4RRFFQ69G5FAV");
    wrong[2].listed_count = 1;
    wrong[3].decision = slice_str("permit");
    wrong[4].status = 200;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        assert_false(refusal_count_holds(&wrong[i]));
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_the_server_writes_holds),
        cmocka_unit_test(another_ground_does_not_hold),
        cmocka_unit_test(what_names_somebody_or_permits_does_not_hold),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

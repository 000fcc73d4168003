/* What is told of an access log against the proven records: the same ones, as they are, and no other number of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "proof/access_proven.h"

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))
#define AT(second) "2026-01-02T03:04:" second ".000Z"

static const char *const fit_note[] = {"fit_note", NULL};
static const struct tnw_party an = {"act_1", "An"};
static const struct tnw_party els = {"act_2", "Els"};

#define ACCESS(seq_, time_, first_, count_)                                                                            \
    {                                                                                                                  \
        .seq = (seq_), .time = (time_), .actor = &an, .role = "huisarts", .action = "fragment.read",                   \
        .object = "frg_1", .categories = fit_note, .purpose = "tnw_traject", .decision = "permit", .ground = "author", \
        .count = (count_), .first = (first_), .until = (time_)                                                         \
    }
#define RECORD(seq_, time_) ACCESS(seq_, time_, time_, 1)

/* Newest first; two at one time. */
static const struct tnw_access records[] = {RECORD(9, AT("09")), RECORD(7, AT("07")), RECORD(5, AT("05")),
                                            RECORD(4, AT("05")), RECORD(2, AT("02"))};

/* The log's time went back by half a minute behind record 22. */
static const struct tnw_access went_back[] = {RECORD(24, AT("06")), RECORD(23, AT("05")), RECORD(22, AT("36")),
                                              RECORD(21, AT("35"))};

static enum tnw_err
told_of(struct tnw_accesses all, struct tnw_access access, struct tnw_finding *finding)
{
    const struct tnw_accesses page = {.items = &access, .count = 1};
    struct access_proven *proven = access_proven_new(&page);
    assert_non_null(proven);
    assert_true(access_proven_add(proven, &all));
    enum tnw_err err = access_proven_check(proven, &page, finding);
    access_proven_free(proven);
    return err;
}

static enum tnw_err
told(struct tnw_access access, struct tnw_finding *finding)
{
    return told_of((struct tnw_accesses){.items = records, .count = COUNT(records)}, access, finding);
}

static void
holds(struct tnw_access access)
{
    struct tnw_finding finding = {.fault = TNW_FAULT_NONE};
    assert_int_equal(told(access, &finding), TNW_OK);
}

static void
fails(struct tnw_access access)
{
    struct tnw_finding finding = {.fault = TNW_FAULT_NONE};
    assert_int_equal(told(access, &finding), TNW_E_CRYPTO);
    assert_int_equal(finding.fault, TNW_FAULT_SHOWN);
    assert_int_equal(finding.seq, access.seq);
}

static void
each_record_as_it_is_holds(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(records); i++) {
        holds(records[i]);
    }
}

static void
a_record_told_otherwise_is_found(void **state)
{
    (void)state;
    static const char *const gao[] = {"gao", NULL};
    struct tnw_access access = records[1];
    fails((struct tnw_access)RECORD(6, AT("07")));
    fails((struct tnw_access)RECORD(7, AT("08")));
    access.actor = &els;
    fails(access);
    access = records[1];
    access.decision = "deny";
    fails(access);
    access = records[1];
    access.categories = gao;
    fails(access);
    access = records[1];
    access.object = "frg_2";
    fails(access);
    access = records[1];
    access.organisation = &els;
    fails(access);
    access = records[1];
    access.until = AT("09");
    fails(access);
}

static void
a_fold_counts_its_records(void **state)
{
    (void)state;
    holds((struct tnw_access)ACCESS(9, AT("09"), AT("02"), 5));
    fails((struct tnw_access)ACCESS(9, AT("09"), AT("02"), 4));
    fails((struct tnw_access)ACCESS(9, AT("09"), AT("02"), 6));
    holds((struct tnw_access)ACCESS(7, AT("07"), AT("07"), 1));
    fails((struct tnw_access)ACCESS(7, AT("07"), AT("07"), 0));
    fails((struct tnw_access)ACCESS(7, AT("07"), AT("06"), 1)); /* no record is of that time */
}

/* Where a page ends between records of one time, the next one counts the rest. */
static void
a_page_may_end_between_records_of_one_time(void **state)
{
    (void)state;
    holds((struct tnw_access)ACCESS(9, AT("09"), AT("05"), 3));
    holds((struct tnw_access)ACCESS(9, AT("09"), AT("05"), 4));
    fails((struct tnw_access)ACCESS(9, AT("09"), AT("05"), 2));
    holds((struct tnw_access)ACCESS(4, AT("05"), AT("02"), 2));
}

static void
a_time_that_went_back_changes_no_count(void **state)
{
    (void)state;
    const struct tnw_accesses all = {.items = went_back, .count = COUNT(went_back)};
    const struct {
        struct tnw_access access;
        enum tnw_err err;
    } rows[] = {
        {RECORD(23, AT("05")), TNW_OK},
        {ACCESS(24, AT("06"), AT("05"), 2), TNW_OK},
        {ACCESS(24, AT("06"), AT("35"), 4), TNW_OK},
        {ACCESS(24, AT("06"), AT("35"), 3), TNW_E_CRYPTO},
        {ACCESS(24, AT("06"), AT("05"), 3), TNW_E_CRYPTO},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct tnw_finding finding = {.fault = TNW_FAULT_NONE};
        assert_int_equal(told_of(all, rows[i].access, &finding), rows[i].err);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_record_as_it_is_holds),
        cmocka_unit_test(a_record_told_otherwise_is_found),
        cmocka_unit_test(a_fold_counts_its_records),
        cmocka_unit_test(a_page_may_end_between_records_of_one_time),
        cmocka_unit_test(a_time_that_went_back_changes_no_count),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

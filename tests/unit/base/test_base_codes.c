/* The vocabularies and the error registry: closed, without doubles, and as they are stored and sent. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/codes.h"
#include "tnw/error.h"

static const struct {
    const struct code_list *list;
    unsigned count;
    const char *last;
} lists[] = {
    {&codes_role, ROLE_COUNT, "hulpverlener"},
    {&codes_category, CATEGORY_COUNT, "inschrijving"},
    {&codes_action, ACTION_COUNT, "confer"},
    {&codes_purpose, PURPOSE_COUNT, "opvolging_ao"},
    {&codes_message_kind, MESSAGE_KIND_COUNT, "ontvangst"},
    {&codes_employment, EMPLOYMENT_COUNT, "contract_ended"},
    {&codes_evidence, EVIDENCE_COUNT, "paper"},
    {&codes_region, REGION_COUNT, "ostbelgien"},
    {&codes_employer_size, EMPLOYER_SIZE_COUNT, "from_100"},
    {&codes_route, ROUTE_COUNT, "opleiding"},
    {&codes_entrance, ENTRANCE_COUNT, "rit_beeindigd"},
    {&codes_exception, EXCEPTION_COUNT, "pensioen"},
    {&codes_function, FUNCTION_COUNT, "multidisciplinary"},
    {&codes_qualification, QUALIFICATION_COUNT, "specialist"},
    {&codes_service, SERVICE_COUNT, "jobcoach"},
    {&codes_category_kind, CATEGORY_KIND_COUNT, "process"},
    {&codes_gao_kind, GAO_KIND_COUNT, "relapse"},
    {&codes_reason_group, REASON_GROUP_COUNT, "pregnancy"},
    {&codes_outcome, OUTCOME_COUNT, "unfit"},
    {&codes_figure, FIGURE_COUNT, "outcome"},
    {&codes_aspect, ASPECT_COUNT, "reason"},
};

static void
each_text_names_one_member_of_its_list(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        const struct code_list *list = lists[i].list;
        assert_int_equal(list->count, lists[i].count);
        assert_true(list->count <= 32);
        for (unsigned member = 0; member < list->count; member++) {
            assert_int_equal(codes_find(list, codes_text(list, member)), member);
        }
        assert_string_equal(codes_text(list, list->count - 1), lists[i].last);
    }
}

static void
what_is_not_in_a_list_is_not_found(void **state)
{
    (void)state;
    assert_int_equal(codes_find(&codes_role, NULL), -1);
    assert_int_equal(codes_find(&codes_role, ""), -1);
    assert_int_equal(codes_find(&codes_role, "huisart"), -1);
    assert_int_equal(codes_find(&codes_role, "huisartss"), -1);
    assert_int_equal(codes_find(&codes_role, "Huisarts"), -1);
    assert_int_equal(codes_find(&codes_category, "huisarts"), -1);
}

static void
a_number_outside_a_list_has_no_text(void **state)
{
    (void)state;
    assert_string_equal(codes_text(&codes_role, ROLE_COUNT), "");
    assert_string_equal(codes_text(&codes_role, ROLE_NONE), "");
    assert_string_equal(codes_text(&codes_category, UINT32_MAX), "");
}

/* They stand in stored records: a change here makes old records say something else. */
static void
stored_numbers_stay_what_they_are(void **state)
{
    (void)state;
    static const char *const roles[] = {"patient",         "huisarts",    "adviserend_arts", "arbeidsarts",
                                        "tnw_coordinator", "bemiddelaar", "werkgever",       "medewerker",
                                        "auditor",         "beheerder",   "hulpverlener"};
    static const char *const categories[] = {"gao",
                                             "diagnose",
                                             "fit_note",
                                             "quickscan",
                                             "arbeidspotentieel",
                                             "werkpost",
                                             "beoordeling",
                                             "doorverwijzing",
                                             "engagement",
                                             "plan",
                                             "opvolging",
                                             "progressieve_tewerkstelling",
                                             "opleiding",
                                             "potentieel_uitkomst",
                                             "verzoek",
                                             "opmerking",
                                             "inschrijving"};
    static const char *const purposes[] = {"tnw_traject", "bezoek", "rit", "overmacht", "opvolging_ao"};
    for (unsigned i = 0; i < ROLE_COUNT; i++) {
        assert_string_equal(codes_text(&codes_role, i), roles[i]);
    }
    for (unsigned i = 0; i < CATEGORY_COUNT; i++) {
        assert_string_equal(codes_text(&codes_category, i), categories[i]);
    }
    for (unsigned i = 0; i < PURPOSE_COUNT; i++) {
        assert_string_equal(codes_text(&codes_purpose, i), purposes[i]);
    }
}

static void
each_error_has_a_code_of_its_own_that_leads_back(void **state)
{
    (void)state;
    for (unsigned err = 1; err < TNW_E_COUNT; err++) {
        const struct tnw_error_info *info = tnw_error_info((enum tnw_err)err);
        assert_int_equal(tnw_error_from_code(info->code), err);
        assert_int_equal(strspn(info->code, "abcdefghijklmnopqrstuvwxyz0123456789_"), strlen(info->code));
        assert_true(info->code[0] != 0 && info->title[0] != 0 && info->hint[0] != 0);
    }
}

static bool
fits_class(const struct tnw_error_info *info)
{
    int status = info->status;
    switch (info->class_) {
    case TNW_CLASS_INPUT:
        return status >= 400 && status < 500 && status != 403 && status != 404 && status != 409;
    case TNW_CLASS_DENY:
        return status == 403 || status == 404;
    case TNW_CLASS_STATE:
        return status == 409 || status == 412;
    case TNW_CLASS_SERVER:
        return status == 429 || (status >= 500 && status < 600);
    case TNW_CLASS_LOCAL:
        return status == 0;
    default:
        return false;
    }
}

/* So the enum's comments say of each error what its row says. */
static void
errors_are_grouped_by_class(void **state)
{
    (void)state;
    static const enum tnw_err first[] = {
        [TNW_CLASS_INPUT] = TNW_E_MALFORMED_REQUEST,
        [TNW_CLASS_DENY] = TNW_E_CERTIFICATE_REVOKED,
        [TNW_CLASS_STATE] = TNW_E_DOSSIER_CLOSED,
        [TNW_CLASS_SERVER] = TNW_E_RATE_LIMITED,
        [TNW_CLASS_LOCAL] = TNW_E_USAGE,
    };
    enum tnw_err_class group = TNW_CLASS_NONE;
    for (unsigned err = 1; err < TNW_E_COUNT; err++) {
        if (group < TNW_CLASS_LOCAL && err == first[group + 1]) {
            group++;
        }
        assert_int_equal(tnw_error_info((enum tnw_err)err)->class_, group);
    }
    assert_int_equal(group, TNW_CLASS_LOCAL);
}

static void
each_error_has_a_status_that_fits_its_class(void **state)
{
    (void)state;
    for (unsigned err = 1; err < TNW_E_COUNT; err++) {
        assert_true(fits_class(tnw_error_info((enum tnw_err)err)));
    }
    assert_int_equal(tnw_error_info(TNW_OK)->status, 200);
    assert_string_equal(tnw_error_info(TNW_OK)->code, "ok");
}

static void
unknown_errors_are_our_mistake_and_unknown_codes_the_peers(void **state)
{
    (void)state;
    assert_string_equal(tnw_error_info(TNW_E_COUNT)->code, "internal");
    assert_string_equal(tnw_error_info((enum tnw_err)100000)->code, "internal");
    assert_int_equal(tnw_error_from_code(""), TNW_E_PROTOCOL);
    assert_int_equal(tnw_error_from_code("not_foun"), TNW_E_PROTOCOL);
    assert_int_equal(tnw_error_from_code("ok"), TNW_E_PROTOCOL);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_text_names_one_member_of_its_list),
        cmocka_unit_test(what_is_not_in_a_list_is_not_found),
        cmocka_unit_test(a_number_outside_a_list_has_no_text),
        cmocka_unit_test(stored_numbers_stay_what_they_are),
        cmocka_unit_test(each_error_has_a_code_of_its_own_that_leads_back),
        cmocka_unit_test(errors_are_grouped_by_class),
        cmocka_unit_test(each_error_has_a_status_that_fits_its_class),
        cmocka_unit_test(unknown_errors_are_our_mistake_and_unknown_codes_the_peers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

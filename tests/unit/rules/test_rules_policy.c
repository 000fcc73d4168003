/* The policy file: what ours promises, and that a file with any mistake is refused with its place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "rules/policy_load.h"

#define FILE_NAME "schemas/policy.json"
#define MEDICAL (CODE_BIT(CATEGORY_GAO) | CODE_BIT(CATEGORY_DIAGNOSE) | CODE_BIT(CATEGORY_QUICKSCAN))

static struct policy
load_ours(void)
{
    json_t *root = json_load_file(FILE_NAME, 0, NULL);
    assert_non_null(root);
    char *text = json_dumps(root, 0);
    struct policy policy;
    char where[256];
    assert_int_equal(policy_load(&policy, slice_str(text), where), TNW_OK);
    free(text);
    json_decref(root);
    return policy;
}

static void
our_policy_knows_the_categories_that_have_a_schema(void **state)
{
    (void)state;
    struct policy policy = load_ours();
    assert_int_equal(policy.known_categories, CODE_ALL(CATEGORY_COUNT));
    assert_int_equal(policy.consent[ROLE_HUISARTS].max_days, 3660);
    assert_string_equal(policy.version, "2026-11");
}

static void
employer_never_reads_medical_nor_estimate(void **state)
{
    (void)state;
    struct policy policy = load_ours();
    code_set never = MEDICAL | CODE_BIT(CATEGORY_ARBEIDSPOTENTIEEL);
    assert_int_equal(policy.read_ceiling[ROLE_WERKGEVER] & never, 0);
    assert_true(policy.read_ceiling[ROLE_WERKGEVER] & CODE_BIT(CATEGORY_PLAN));
}

static void
who_does_not_treat_never_reads_gao_or_diagnose(void **state)
{
    (void)state;
    struct policy policy = load_ours();
    code_set doctors = CODE_BIT(ROLE_HUISARTS) | CODE_BIT(ROLE_ADVISEREND_ARTS) | CODE_BIT(ROLE_ARBEIDSARTS);
    for (unsigned role = ROLE_HUISARTS; role < ROLE_COUNT; role++) {
        code_set secret = CODE_BIT(CATEGORY_GAO) | CODE_BIT(CATEGORY_DIAGNOSE);
        bool may = (doctors & CODE_BIT(role)) != 0 || role == ROLE_HULPVERLENER; /* by consent only */
        assert_int_equal(policy.read_ceiling[role] & secret, may ? secret : 0);
    }
    assert_int_equal(policy.read_ceiling[ROLE_BEMIDDELAAR] & MEDICAL, 0);
    assert_int_equal(policy.may_record_consent, doctors);
}

static void
auditor_and_beheerder_see_nothing(void **state)
{
    (void)state;
    struct policy policy = load_ours();
    for (unsigned role = ROLE_AUDITOR; role <= ROLE_BEHEERDER; role++) {
        assert_int_equal(policy.read_ceiling[role] | policy.write_ceiling[role] | policy.may_invite[role], 0);
        assert_false(policy.confer_ceiling[role]);
    }
}

/* Mediators and therapists are asked something; of the employer nobody asks anything in a thread. */
static void
who_is_no_doctor_sees_what_is_addressed_to_them(void **state)
{
    (void)state;
    struct policy policy = load_ours();
    assert_int_equal(policy.addressed_roles, CODE_BIT(ROLE_BEMIDDELAAR) | CODE_BIT(ROLE_HULPVERLENER));
    assert_int_equal(policy.addressed_qualifications, CODE_BIT(QUALIFICATION_SPECIALIST));
    assert_false(policy.confer_ceiling[ROLE_WERKGEVER] || policy.confer_ceiling[ROLE_MEDEWERKER]);
}

static void
patient_reads_all_and_writes_what_is_theirs(void **state)
{
    (void)state;
    struct policy policy = load_ours();
    assert_int_equal(policy.read_ceiling[ROLE_PATIENT], CODE_ALL(CATEGORY_COUNT));
    assert_int_equal(policy.write_ceiling[ROLE_PATIENT], CODE_BIT(CATEGORY_QUICKSCAN) | CODE_BIT(CATEGORY_VERZOEK) |
                                                             CODE_BIT(CATEGORY_OPMERKING) |
                                                             CODE_BIT(CATEGORY_INSCHRIJVING));
    assert_false(policy.confer_ceiling[ROLE_PATIENT]);
}

static void
gao_goes_to_the_adviserend_arts_by_law(void **state)
{
    (void)state;
    struct policy policy = load_ours();
    const struct policy_law *law = &policy.law[0];
    day_num day;
    assert_int_equal(date_parse(&day, "2026-01-01"), TNW_OK);
    assert_string_equal(law->code, "gao_elektronisch");
    assert_int_equal(law->roles, CODE_BIT(ROLE_ADVISEREND_ARTS));
    assert_int_equal(law->categories, CODE_BIT(CATEGORY_GAO));
    assert_int_equal(law->actions, CODE_BIT(ACTION_READ));
    assert_int_equal(law->purposes, CODE_ALL(PURPOSE_COUNT));
    assert_int_equal(law->from, day);
    assert_int_equal(law->until, INT32_MAX);
    assert_true(law->of_some);
    assert_int_equal(law->fragment.author_roles, CODE_BIT(ROLE_HUISARTS));
    assert_int_equal(law->fragment.author_qualifications, CODE_BIT(QUALIFICATION_GP));
    assert_int_equal(law->fragment.min_days, 15);
    assert_int_equal(law->fragment.or_kinds, CODE_BIT(GAO_KIND_EXTENSION));
}

static void
each_category_has_one_kind(void **state)
{
    (void)state;
    struct policy policy = load_ours();
    assert_int_equal(policy.kind[CATEGORY_KIND_MEDICAL], MEDICAL);
    assert_int_equal(policy_kind_of(&policy, CATEGORY_QUICKSCAN), CATEGORY_KIND_MEDICAL);
    assert_int_equal(policy_kind_of(&policy, CATEGORY_ARBEIDSPOTENTIEEL), CATEGORY_KIND_FUNCTIONAL);
    assert_int_equal(policy_kind_of(&policy, CATEGORY_POTENTIEEL_UITKOMST), CATEGORY_KIND_PROCESS);
    assert_int_equal(policy_kind_of(&policy, CATEGORY_INSCHRIJVING), CATEGORY_KIND_PROCESS);
}

static void
mediators_have_functional_and_process_only(void **state)
{
    (void)state;
    struct policy policy = load_ours();
    assert_int_equal(policy.read_ceiling[ROLE_BEMIDDELAAR],
                     policy.kind[CATEGORY_KIND_FUNCTIONAL] | policy.kind[CATEGORY_KIND_PROCESS]);
}

static void
a_consent_lasts_as_long_as_the_longest_of_the_roles(void **state)
{
    (void)state;
    struct policy policy = load_ours();
    code_set both = CODE_BIT(ROLE_WERKGEVER) | CODE_BIT(ROLE_TNW_COORDINATOR);
    assert_int_equal(policy_consent_of(&policy, both).max_days, policy.consent[ROLE_TNW_COORDINATOR].max_days);
    assert_int_equal(policy_consent_of(&policy, CODE_BIT(ROLE_WERKGEVER)).default_days, 92);
    assert_int_equal(policy_consent_of(&policy, CODE_BIT(ROLE_AUDITOR) | CODE_BIT(ROLE_PATIENT)).max_days, 0);
}

static void
content_stays_a_year_and_one_more_with_consent(void **state)
{
    (void)state;
    struct policy policy = load_ours();
    assert_int_equal(policy.retention.content_years, 1);
    assert_int_equal(policy.retention.consent_years, 1);
    assert_int_equal(policy.retention.log_years, 10);
}

static void
every_usual_author_may_record_by_law(void **state)
{
    (void)state;
    struct policy policy = load_ours();
    static const struct {
        enum role role;
        enum category category;
    } usual[] = {
        {ROLE_HUISARTS, CATEGORY_GAO},
        {ROLE_HUISARTS, CATEGORY_DIAGNOSE},
        {ROLE_HUISARTS, CATEGORY_FIT_NOTE},
        {ROLE_ADVISEREND_ARTS, CATEGORY_ARBEIDSPOTENTIEEL},
        {ROLE_ADVISEREND_ARTS, CATEGORY_PROGRESSIEVE_TEWERKSTELLING},
        {ROLE_ARBEIDSARTS, CATEGORY_WERKPOST},
        {ROLE_ARBEIDSARTS, CATEGORY_BEOORDELING},
        {ROLE_TNW_COORDINATOR, CATEGORY_ENGAGEMENT},
        {ROLE_TNW_COORDINATOR, CATEGORY_PLAN},
        {ROLE_WERKGEVER, CATEGORY_PLAN},
        {ROLE_BEMIDDELAAR, CATEGORY_OPLEIDING},
        {ROLE_BEMIDDELAAR, CATEGORY_INSCHRIJVING},
        {ROLE_ARBEIDSARTS, CATEGORY_POTENTIEEL_UITKOMST},
        {ROLE_WERKGEVER, CATEGORY_VERZOEK},
        {ROLE_HUISARTS, CATEGORY_OPVOLGING},
        {ROLE_ADVISEREND_ARTS, CATEGORY_OPVOLGING},
        {ROLE_ARBEIDSARTS, CATEGORY_OPVOLGING},
        {ROLE_TNW_COORDINATOR, CATEGORY_OPVOLGING},
        {ROLE_BEMIDDELAAR, CATEGORY_OPVOLGING},
        {ROLE_TNW_COORDINATOR, CATEGORY_DOORVERWIJZING},
    };
    for (size_t i = 0; i < sizeof usual / sizeof usual[0]; i++) {
        bool found = false;
        for (size_t j = 0; j < policy.law_count; j++) {
            found = found || ((policy.law[j].roles & CODE_BIT(usual[i].role)) != 0 &&
                              (policy.law[j].categories & CODE_BIT(usual[i].category)) != 0 &&
                              policy.law[j].actions == CODE_BIT(ACTION_WRITE));
        }
        assert_true(found);
    }
}

/* One mistake: the member at pointer becomes value (NULL: is removed). */
static const struct mistake {
    const char *pointer;
    const char *value;
    const char *where;
} mistakes[] = {
    {"/version", NULL, "/version: missing"},
    {"/version", "7", "/version: must be a text"},
    {"/version", "\"\"", "/version: text is empty or too long"},
    {"/version", "\"0123456789abcdef\"", "/version: text is empty or too long"},
    {"/extra", "1", "/extra: unknown member"},
    {"/categories", "[]", "/categories: must be an object"},
    {"/categories/known/0", "\"radio\"", "/categories/known: holds an unknown code"},
    {"/categories/known/0", "\"fit_note\"", "/categories/known: holds a code twice"},
    {"/categories/known/0", "3", "/categories/known: holds an unknown code"},
    {"/categories/known", "\"gao\"", "/categories/known: must be a list"},
    {"/categories/colour", "1", "/categories/colour: unknown member"},
    {"/roles/huisarts", NULL, "/roles/huisarts: missing"},
    {"/roles/tandarts", "{}", "/roles/tandarts: unknown member"},
    {"/roles/huisarts/confer", "\"yes\"", "/roles/huisarts/confer: must be true or false"},
    {"/roles/huisarts/confer", NULL, "/roles/huisarts/confer: missing"},
    {"/roles/huisarts/source", NULL, "/roles/huisarts/source: missing"},
    {"/roles/huisarts/why", "\"\"", "/roles/huisarts/why: text is empty or too long"},
    {"/conferring/addressed_roles/0", "\"werkgever\"", "/conferring/addressed_roles: holds a role that never confers"},
    {"/conferring/addressed_qualifications/0", "\"professor\"",
     "/conferring/addressed_qualifications: holds an unknown code"},
    {"/conferring/why", NULL, "/conferring/why: missing"},
    {"/inviting/roles/huisarts/0", "\"koning\"", "/inviting/roles/huisarts: holds an unknown code"},
    {"/inviting/roles/patient", NULL, "/inviting/roles/patient: missing"},
    {"/inviting/why", NULL, "/inviting/why: missing"},
    {"/acting/roles/0", "\"koning\"", "/acting/roles: holds an unknown code"},
    {"/acting", NULL, "/acting: missing"},
    {"/regie/otherwise", NULL, "/regie/otherwise: missing"},
    {"/recording/roles/0", "\"koning\"", "/recording/roles: holds an unknown code"},
    {"/categories/kinds/medical", "[\"gao\",\"quickscan\"]", "/categories/kinds: lacks a category"},
    {"/categories/kinds/process/0", "\"gao\"", "/categories/kinds/process: holds a category of another kind"},
    {"/categories/kinds/other", "[]", "/categories/kinds/other: unknown member"},
    {"/roles/huisarts/share", "true", "/roles/huisarts/share: unknown member"},
    {"/facts/contact/among", NULL, "/facts/contact/among: is for facts that name who takes part, and for all of them"},
    {"/facts/zone/among", "[]", "/facts/zone/among: is for facts that name who takes part, and for all of them"},
    {"/facts/gmd_holder/among", "[\"dokter\"]", "/facts/gmd_holder/among: holds an unknown code"},
    {"/suspensions/purposes", "[\"rust\"]", "/suspensions/purposes: holds an unknown code"},
    {"/niss/read", NULL, "/niss/read: missing"},
    {"/team/roles/werkgever/0", "\"koning\"", "/team/roles/werkgever: holds an unknown code"},
    {"/team/roles/patient", "[\"patient\"]",
     "/team/roles: the patient sees all of their own dossier, and so whoever anybody sees"},
    {"/team/roles/huisarts", NULL, "/team/roles/huisarts: missing"},
    {"/team", NULL, "/team: missing"},
    {"/roles/auditor/write", "[\"gao\"]",
     "/roles/auditor/write: holds a category that the role may not read: an author reads what they wrote"},
    {"/roles/patient/read", "[\"quickscan\",\"verzoek\",\"opmerking\",\"inschrijving\"]",
     "/roles/patient: read must hold every category: the patient sees all of their own dossier"},
    {"/consent/roles/huisarts/max_days", "0", "/consent/roles/huisarts/max_days: out of bounds"},
    {"/consent/roles/huisarts/max_days", "36601", "/consent/roles/huisarts/max_days: out of bounds"},
    {"/consent/roles/huisarts/max_days", "3660.5", "/consent/roles/huisarts/max_days: must be a whole number"},
    {"/consent/roles/huisarts/min_days", "1", "/consent/roles/huisarts/min_days: unknown member"},
    {"/consent/roles/werkgever/default_days", "733", "/consent/roles/werkgever/default_days: is more than max_days"},
    {"/consent/roles/werkgever", NULL, "/consent/roles/werkgever: missing"},
    {"/consent/roles/auditor", "{\"max_days\":1,\"default_days\":1}",
     "/consent/roles/auditor: is for a role that may never see anything"},
    {"/consent/roles/patient", "{}", "/consent/roles/patient: unknown member"},
    {"/asking/open", "11", "/asking/open: is more than kept"},
    {"/asking/kept", "33", "/asking/kept: out of bounds"},
    {"/asking/days", "0", "/asking/days: out of bounds"},
    {"/retention/log_years", "1", "/retention/log_years: must outlive the content"},
    {"/retention/why", NULL, "/retention/why: missing"},
    {"/laws/0/fragment/min_days", "0", "/laws/0/fragment/min_days: out of bounds"},
    {"/laws/0/fragment/author_roles", "[]", "/laws/0/fragment: an empty list makes the row void"},
    {"/laws/0/fragment/or_kinds", "[\"renewal\"]", "/laws/0/fragment/or_kinds: holds an unknown code"},
    {"/laws/0/fragment/days", "1", "/laws/0/fragment/days: unknown member"},
    {"/laws/1/fragment",
     "{\"author_roles\":[\"huisarts\"],\"author_qualifications\":[\"gp\"],\"min_days\":1,\"or_kinds\":[]}",
     "/laws/1/fragment: is for reading gao only: of other fragments nothing like it is kept"},
    {"/laws", "{}", "/laws: must be a list"},
    {"/laws", "[0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0]", "/laws: too many elements"},
    {"/laws/0", "3", "/laws/0: must be an object"},
    {"/laws/1/code", "\"gao_elektronisch\"", "/laws/1/code: is that of an earlier row"},
    {"/laws/0/code", "\"gao elektronisch\"", "/laws/0/code: must be lower-case letters, digits and _"},
    {"/laws/0/from", "\"2026-02-30\"", "/laws/0/from: must be a date"},
    {"/laws/0/from", "null", "/laws/0/from: must be a date"},
    {"/laws/0/until", NULL, "/laws/0/until: missing"},
    {"/laws/0/until", "\"2025-12-31\"", "/laws/0/until: lies before from"},
    {"/laws/0/roles", "[]", "/laws/0: an empty list makes the row void"},
    {"/laws/0/purposes", "[]", "/laws/0: an empty list makes the row void"},
    {"/laws/0/roles", "[\"werkgever\"]", "/laws/0: goes above the ceiling of one of its roles"},
    {"/laws/0/actions", "[\"write\"]", "/laws/0: goes above the ceiling of one of its roles"},
    {"/laws/7/actions", "[\"confer\"]", "/laws/7: goes above the ceiling of one of its roles"},
    {"/laws/0/actions", "[\"delete\"]", "/laws/0/actions: holds an unknown code"},
    {"/laws/0/source", NULL, "/laws/0/source: missing"},
    {"/laws/0/if", "true", "/laws/0/if: unknown member"},
};

static json_t *
step_into(json_t *at, const char *name)
{
    return json_is_array(at) ? json_array_get(at, (size_t)strtoul(name, NULL, 10)) : json_object_get(at, name);
}

static void
make_mistake(json_t *root, const struct mistake *mistake)
{
    char name[64] = "";
    json_t *at = root;
    const char *rest = mistake->pointer + 1;
    for (const char *slash = strchr(rest, '/'); slash != NULL; slash = strchr(rest, '/')) {
        snprintf(name, sizeof name, "%.*s", (int)(slash - rest), rest);
        at = step_into(at, name);
        assert_non_null(at);
        rest = slash + 1;
    }
    if (mistake->value == NULL) {
        assert_int_equal(json_object_del(at, rest), 0);
        return;
    }
    json_t *value = json_loads(mistake->value, JSON_DECODE_ANY, NULL);
    assert_non_null(value);
    int failed = json_is_array(at) ? json_array_set_new(at, (size_t)strtoul(rest, NULL, 10), value)
                                   : json_object_set_new(at, rest, value);
    assert_int_equal(failed, 0);
}

static void
each_mistake_is_refused_with_its_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof mistakes / sizeof mistakes[0]; i++) {
        json_t *root = json_load_file(FILE_NAME, 0, NULL);
        make_mistake(root, &mistakes[i]);
        char *text = json_dumps(root, 0);
        struct policy policy;
        char where[256];
        assert_int_equal(policy_load(&policy, slice_str(text), where), TNW_E_CONFIGURATION);
        assert_string_equal(where, mistakes[i].where);
        free(text);
        json_decref(root);
    }
}

static void
text_that_is_no_strict_json_is_refused(void **state)
{
    (void)state;
    static const char *const texts[] = {"", "[]", "{", "{\"version\":\"1\",\"version\":\"1\"}", "{} {}"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct policy policy;
        char where[256];
        assert_int_equal(policy_load(&policy, slice_str(texts[i]), where), TNW_E_CONFIGURATION);
        assert_true(where[0] != 0);
    }
}

static void
hash_is_of_the_meaning_not_of_the_spelling(void **state)
{
    (void)state;
    json_t *root = json_load_file(FILE_NAME, 0, NULL);
    char *sorted = json_dumps(root, JSON_SORT_KEYS | JSON_INDENT(7));
    struct policy other;
    char where[256];
    assert_int_equal(policy_load(&other, slice_str(sorted), where), TNW_OK);
    struct policy ours = load_ours();
    assert_memory_equal(ours.hash, other.hash, sizeof ours.hash);

    const struct mistake change = {"/consent/roles/huisarts/max_days", "3659", NULL};
    make_mistake(root, &change);
    char *changed = json_dumps(root, 0);
    assert_int_equal(policy_load(&other, slice_str(changed), where), TNW_OK);
    assert_memory_not_equal(ours.hash, other.hash, sizeof ours.hash);
    free(changed);
    free(sorted);
    json_decref(root);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(our_policy_knows_the_categories_that_have_a_schema),
        cmocka_unit_test(employer_never_reads_medical_nor_estimate),
        cmocka_unit_test(who_does_not_treat_never_reads_gao_or_diagnose),
        cmocka_unit_test(auditor_and_beheerder_see_nothing),
        cmocka_unit_test(who_is_no_doctor_sees_what_is_addressed_to_them),
        cmocka_unit_test(patient_reads_all_and_writes_what_is_theirs),
        cmocka_unit_test(gao_goes_to_the_adviserend_arts_by_law),
        cmocka_unit_test(every_usual_author_may_record_by_law),
        cmocka_unit_test(each_category_has_one_kind),
        cmocka_unit_test(mediators_have_functional_and_process_only),
        cmocka_unit_test(a_consent_lasts_as_long_as_the_longest_of_the_roles),
        cmocka_unit_test(content_stays_a_year_and_one_more_with_consent),
        cmocka_unit_test(each_mistake_is_refused_with_its_place),
        cmocka_unit_test(text_that_is_no_strict_json_is_refused),
        cmocka_unit_test(hash_is_of_the_meaning_not_of_the_spelling),
    };
    return cmocka_run_group_tests_name("rules/policy", tests, NULL, NULL);
}

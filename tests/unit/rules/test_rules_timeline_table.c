/* The table of rules: what ours holds, and that a file with any mistake is refused with its place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "timeline_case.h"

static json_t *
load_ours(void)
{
    json_t *root = json_load_file("schemas/timeline.json", JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(root);
    return root;
}

/* Every step of the sources, in the order of the page: insurance, then welfare code. */
static const char *const codes[] = {
    "gao_einde",
    "gao_3_weken",
    "w10_vragenlijst",
    "w12_vragenlijst_terug",
    "vragenlijst_hulp",
    "inschatting_2m",
    "m4_inschatting",
    "m4_contact",
    "m7_contact",
    "m11_contact",
    "inschatting_opnieuw",
    "cat1_m6",
    "verwijzing_cat4",
    "eerste_contact",
    "eerste_contact_eigen",
    "toestemming_aa",
    "contact_na_weigering",
    "plan_opstellen",
    "opvolggesprek",
    "traject_plan_3m",
    "plan_reactie",
    "invaliditeit",
    "jaarlijks_consult",
    "prog_aangifte",
    "prog_beslissing",
    "prog_einde",
    "opleiding_einde",
    "inschrijving",
    "inschrijving_gesprek",
    "route_c_bevestiging",
    "tnw_fonds",
    "vermoeden_einde",
    "w4_info",
    "w8_potentieel_vraag",
    "w8_potentieel",
    "m6_start_rit",
    "bezoek_uitnodiging",
    "rit_start_mogelijk",
    "rit_beoordeling",
    "rit_plan",
    "rit_reactie",
    "rit_beroep",
    "rit_beroep_beslissing",
    "rit_geen_gevolg",
    "overmacht_mogelijk",
    "overmacht_onderzoek",
    "werkhervattingsonderzoek",
    "nazorg",
    "contact_huisarts",
    "contact_adviserend_arts",
    "contact_arbeidsarts",
    "contact_bemiddelaar",
    "contact_werkgever",
    "contact_hulpverlener",
};

static void
every_step_of_the_sources_has_a_rule(void **state)
{
    (void)state;
    static struct timeline_step steps[TIMELINE_STEPS];
    struct timeline *timeline = case_load();
    struct process process = case_process("2026-01-05 employed", "");
    size_t count = timeline_steps(timeline, &process, process.start, steps, TIMELINE_STEPS);
    assert_int_equal(count, sizeof codes / sizeof codes[0]);
    for (size_t i = 0; i < count; i++) {
        assert_string_equal(steps[i].rule, codes[i]);
        assert_true(timeline_knows(timeline, codes[i]));
    }
    assert_false(timeline_knows(timeline, "m5_contact"));
    assert_false(timeline_knows(timeline, ""));
    assert_false(timeline_knows(timeline, NULL));
    assert_string_equal(timeline_version(timeline), "2026-11");
    timeline_free(&timeline);
    timeline_free(&timeline);
}

static void
check_codes(const json_t *list)
{
    size_t i;
    const json_t *code;
    assert_int_equal(json_array_size(list), sizeof codes / sizeof codes[0]);
    json_array_foreach(list, i, code)
    {
        assert_string_equal(json_string_value(code), codes[i]);
    }
}

/* So that what is checked offline knows them too: a category's schema stands alone. */
static void
schemas_with_a_step_have_the_same_codes(void **state)
{
    (void)state;
    static const char *const alone[] = {"schemas/category/opvolging.schema.json",
                                        "schemas/category/opmerking.schema.json"};
    json_t *root = json_load_file("schemas/common/step.schema.json", 0, NULL);
    check_codes(json_object_get(root, "enum"));
    json_decref(root);
    for (size_t i = 0; i < 2; i++) {
        root = json_load_file(alone[i], 0, NULL);
        const json_t *step = json_object_get(json_object_get(root, "properties"), "step");
        check_codes(json_object_get(json_array_get(json_object_get(step, "allOf"), 0), "enum"));
        json_decref(root);
    }
}

static void
only_these_are_announced_or_our_own(void **state)
{
    (void)state;
    static const char *const announced[] = {"gao_3_weken", "jaarlijks_consult", NULL};
    static const char *const own[] = {"plan_reactie",
                                      "opleiding_einde",
                                      "inschrijving_gesprek",
                                      "nazorg",
                                      "contact_huisarts",
                                      "contact_adviserend_arts",
                                      "contact_arbeidsarts",
                                      "contact_bemiddelaar",
                                      "contact_werkgever",
                                      "contact_hulpverlener",
                                      NULL};
    static struct timeline_step steps[TIMELINE_STEPS];
    struct timeline *timeline = case_load();
    struct process process = case_process("2026-01-05 employed", "");
    size_t count = timeline_steps(timeline, &process, process.start, steps, TIMELINE_STEPS);
    size_t found[STEP_STATUS_COUNT] = {0};
    for (size_t i = 0; i < count; i++) {
        const char *const *list = steps[i].status == STEP_STATUS_ANNOUNCED ? announced : own;
        if (steps[i].status != STEP_STATUS_LAW) {
            assert_string_equal(list[found[steps[i].status]], steps[i].rule);
            found[steps[i].status]++;
        }
    }
    assert_int_equal(found[STEP_STATUS_ANNOUNCED], 2);
    assert_int_equal(found[STEP_STATUS_OWN], 10);
    timeline_free(&timeline);
}

/* Of ours that names none: the patient is not held here, who sees all. */
static bool
is_seen_by(const json_t *root, const json_t *rule, const json_t *version, const char *role)
{
    const json_t *own = json_object_get(rule, "seen_by");
    const json_t *seen_by = own != NULL ? own : json_object_get(json_object_get(root, "known_by"), "roles");
    bool found = false;
    size_t i;
    const json_t *one;
    json_array_foreach(json_object_get(version, "who"), i, one)
    {
        if (strcmp(json_string_value(one), role) == 0) {
            return false; /* theirs to do: they know of it by that */
        }
    }
    json_array_foreach(seen_by, i, one)
    {
        found = found || strcmp(json_string_value(one), role) == 0;
    }
    return found;
}

static bool
may_ever_read(const json_t *policy, const char *role, const char *category)
{
    const json_t *read = json_object_get(json_object_get(json_object_get(policy, "roles"), role), "read");
    bool found = strcmp(category, "beslissing") == 0; /* of a thread: it has no category */
    size_t i;
    const json_t *one;
    json_array_foreach(read, i, one)
    {
        found = found || strcmp(json_string_value(one), category) == 0;
    }
    return found;
}

static void
check_patterns(const json_t *root, const json_t *policy, const json_t *rule, const json_t *version,
               const json_t *patterns)
{
    const char *role;
    json_t *unused;
    json_object_foreach(json_object_get(policy, "roles"), role, unused)
    {
        size_t i;
        const json_t *pattern;
        json_array_foreach(patterns, i, pattern)
        {
            const char *category = json_string_value(json_object_get(pattern, "category"));
            if (strcmp(role, "patient") != 0 && is_seen_by(root, rule, version, role) && category != NULL &&
                !may_ever_read(policy, role, category)) {
                fail_msg("%s tells %s of %s", json_string_value(json_object_get(rule, "rule")), role, category);
            }
        }
    }
}

/* The end of a certificate, as a due date, is the certificate. */
static void
no_step_tells_a_role_of_what_is_above_its_ceiling(void **state)
{
    (void)state;
    json_t *root = load_ours();
    json_t *policy = json_load_file("schemas/policy.json", 0, NULL);
    size_t i;
    const json_t *rule;
    json_array_foreach(json_object_get(root, "rules"), i, rule)
    {
        size_t k;
        const json_t *version;
        json_array_foreach(json_object_get(rule, "versions"), k, version)
        {
            check_patterns(root, policy, rule, version, json_object_get(json_object_get(version, "anchor"), "match"));
            check_patterns(root, policy, rule, version, json_object_get(version, "done_by"));
        }
    }
    json_decref(policy);
    json_decref(root);
}

/* What is not verified is not told: sizes of sanctions, percentages, amounts. */
static void
no_text_names_a_percentage_or_an_amount(void **state)
{
    (void)state;
    json_t *root = load_ours();
    char *text = json_dumps(root, 0);
    assert_null(strchr(text, '%'));
    assert_null(strstr(text, "euro"));
    assert_null(strstr(text, "€"));
    free(text);
    json_decref(root);
}

/* Sets, or with NULL takes away, what lies at the path of members and indexes. */
static void
spoil(json_t *root, const char *path, const char *json)
{
    char part[64];
    json_t *at = root;
    for (;;) {
        size_t len = strcspn(path, "/");
        assert_true(len < sizeof part);
        memcpy(part, path, len);
        part[len] = 0;
        bool last = path[len] == 0;
        size_t index = (size_t)strtoul(part, NULL, 10);
        if (last) {
            json_t *value = json == NULL ? NULL : json_loads(json, JSON_DECODE_ANY, NULL);
            assert_true(json == NULL || value != NULL);
            if (json_is_array(at)) {
                assert_int_equal(value == NULL ? json_array_remove(at, index) : json_array_set_new(at, index, value),
                                 0);
            } else {
                assert_int_equal(value == NULL ? json_object_del(at, part) : json_object_set_new(at, part, value), 0);
            }
            return;
        }
        at = json_is_array(at) ? json_array_get(at, index) : json_object_get(at, part);
        assert_non_null(at);
        path += len + 1;
    }
}

static const struct {
    const char *path;
    const char *json;
    const char *where;
} mistakes[] = {
    {"version", NULL, "/version: missing"},
    {"extra", "1", "/extra: unknown member"},
    {"lead/days", "61", "/lead/days: out of bounds"},
    {"lead/why", NULL, "/lead/why: missing"},
    {"select/rit", "\"nothing\"", "/select/rit: is no span"},
    {"spell/relapse", "{\"days\": 14, \"weeks\": 2}", "/spell/relapse: must have one of"},
    {"spell/relapse", "{}", "/spell/relapse: must have one of"},
    {"spell/relapse", "{\"years\": 1}", "/spell/relapse/years: unknown member"},
    {"whys/0/code", "\"other\"", "/whys: lacks a reason"},
    {"whys/0/words/nl", "\"\"", "/whys/0/words/nl: text is empty"},
    {"whys/0/words/de", NULL, "/whys/0/words/de: missing"},
    {"whys/0/words/it", "\"x\"", "/whys/0/words/it: unknown member"},
    {"whys/8/code", "\"Not A Code\"", "/whys/8/code: must be lower-case"},
    {"benefits/0/source", NULL, "/benefits/0/source: missing"},
    {"spans/0/begins", "[]", "/spans/0/begins: must have a pattern"},
    {"spans/0/begins/0/category", "\"briefje\"", "/spans/0/begins/0/category: is no code"},
    {"spans/0/begins/0/colour", "1", "/spans/0/begins/0/colour: unknown member"},
    {"spans/0/ends/3/step/0", "\"rit_geen_gevlog\"", "/spans: a pattern names a step that is no rule"},
    {"conditions/0/otherwise", "\"nothing\"", "/conditions/0/otherwise: names none"},
    {"conditions/0/unfit", "true", "/conditions/0/unfit: is a second test"},
    {"conditions/0/employment", NULL, "/conditions/0: has no test"},
    {"conditions/0/employment/0", "\"boss\"", "/conditions/0/employment: holds an unknown code"},
    {"conditions/0/is", "[]", "/conditions/0/is: unknown member"},
    {"conditions/0/since_anchor", "true", "/conditions/0/since_anchor: unknown member"},
    {"conditions/7/unfit", "1", "/conditions/7/unfit: must be true or false"},
    {"conditions/21/any/0", "\"spontaneous\"", "/conditions/21/any: holds what is no condition"},
    {"conditions/26/any/0", "\"estimate_again\"", "/conditions/26/any: holds another any"},
    {"rules/1/rule", "\"gao_einde\"", "/rules/1/rule: is that of an earlier rule"},
    {"rules/0/versions", "[]", "/rules/0/versions: must have one"},
    {"rules/0/versions/1/valid_from", "\"2025-12-31\"", "/rules/0/versions/1/valid_from: does not follow"},
    {"rules/0/versions/1/select_by", "\"start\"", "/rules/0/versions/1/valid_from: does not follow"},
    {"rules/0/versions/1/valid_until", "\"2025-12-31\"", "/rules/0/versions/1/valid_until: lies before"},
    {"rules/0/versions/0/select_by", "\"moon\"", "/rules/0/versions/0/select_by: is no code"},
    {"rules/0/versions/0/status", "\"maybe\"", "/rules/0/versions/0/status: is no code"},
    {"rules/0/versions/0/duty", "1", "/rules/0/versions/0/duty: must be true or false"},
    {"rules/0/versions/0/who", "[]", "/rules/0/versions/0/who: must name somebody"},
    {"rules/0/versions/0/offset", NULL, "/rules/0/versions/0/offset: a term needs one"},
    {"rules/0/versions/0/offset/0/days", "601", "/rules/0/versions/0/offset/0/days: out of bounds"},
    {"rules/1/versions/0/offset", "[{\"days\": 1}]", "/rules/1/versions/0/offset: a term needs one"},
    {"rules/0/versions/0/term", "\"from\"", NULL},
    {"rules/5/versions/0/window", "{\"months\": 1}", NULL},
    {"rules/4/versions/0/window", "{\"months\": 1}", "/rules/4/versions/0/term: a window"},
    {"rules/6/versions/0/chain", "true", "/rules/6/versions/0/chain: needs an event"},
    {"rules/6/versions/0/passes", "true", "/rules/6/versions/0/passes: needs a last day"},
    {"rules/0/versions/0/anchor/of", "\"birth\"", "/rules/0/versions/0/anchor/of: is no code"},
    {"rules/6/versions/0/anchor/pick", "\"last\"", "/rules/6/versions/0/anchor/pick: unknown member"},
    {"rules/0/versions/0/anchor/pick", NULL, "/rules/0/versions/0/anchor/pick: missing"},
    {"rules/0/versions/0/anchor/count", "2", "/rules/0/versions/0/anchor/apart: missing"},
    {"rules/0/versions/0/when/0", "\"unfitt\"", "/rules/0/versions/0/when: holds what is no condition"},
    {"rules/0/versions/0/done_by/0/step", "[\"nothing\"]", "/rules: a pattern names a step"},
    {"rules/0/versions/0/done_by/0/value", "[32]", "/rules/0/versions/0/done_by/0/value: out of bounds"},
    {"rules/0/versions/0/why", "\"nothing\"", "/rules/0/versions/0/why: names none"},
    {"rules/0/versions/0/benefit", "\"nothing\"", "/rules/0/versions/0/benefit: names none"},
    {"rules/0/versions/0/source", NULL, "/rules/0/versions/0/source: missing"},
    {"rules/0/versions/0/text/fr", NULL, "/rules/0/versions/0/text/fr: missing"},
    {"rules/0/purpose", "\"fun\"", "/rules/0/purpose: is no code"},
};

static void
a_file_with_a_mistake_is_refused_with_its_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof mistakes / sizeof mistakes[0]; i++) {
        char where[256];
        struct timeline *timeline;
        json_t *root = load_ours();
        spoil(root, mistakes[i].path, mistakes[i].json);
        char *text = json_dumps(root, 0);
        enum tnw_err err = timeline_load(&timeline, slice_str(text), where);
        if (mistakes[i].where == NULL) {
            assert_int_equal(err, TNW_OK);
        } else if (err != TNW_E_CONFIGURATION || strncmp(where, mistakes[i].where, strlen(mistakes[i].where)) != 0) {
            fail_msg("%s: \"%s\" instead of \"%s\"", mistakes[i].path, where, mistakes[i].where);
        }
        timeline_free(&timeline);
        free(text);
        json_decref(root);
    }
}

static void
what_is_no_json_is_refused(void **state)
{
    (void)state;
    static const char *const texts[] = {"", "[]", "{\"version\": \"1\", \"version\": \"1\"}", "{\"version\": 1}"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        char where[256];
        struct timeline *timeline;
        assert_int_equal(timeline_load(&timeline, slice_str(texts[i]), where), TNW_E_CONFIGURATION);
        assert_true(where[0] != 0);
        assert_null(timeline);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_step_of_the_sources_has_a_rule),
        cmocka_unit_test(schemas_with_a_step_have_the_same_codes),
        cmocka_unit_test(only_these_are_announced_or_our_own),
        cmocka_unit_test(no_step_tells_a_role_of_what_is_above_its_ceiling),
        cmocka_unit_test(no_text_names_a_percentage_or_an_amount),
        cmocka_unit_test(a_file_with_a_mistake_is_refused_with_its_place),
        cmocka_unit_test(what_is_no_json_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

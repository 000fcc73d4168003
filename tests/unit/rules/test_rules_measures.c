/* The catalogue of measures: all that the sources name and nothing else, each with its passage and in four languages;
 * and that a file with any mistake is refused with its place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "rules/measures.h"

#define FILE_NAME "schemas/measures.json"
#define EVERYWHERE CODE_ALL(REGION_COUNT)
#define FLANDERS CODE_BIT(REGION_VLAANDEREN)
#define EMPLOYEE CODE_BIT(SERVES_EMPLOYEE)
#define SELF_EMPLOYED CODE_BIT(SERVES_SELF_EMPLOYED)
#define JOBSEEKER CODE_BIT(SERVES_JOBSEEKER)
#define EMPLOYER CODE_BIT(SERVES_EMPLOYER)

/* By hand, from the table of what each passage of the five sources asks of a software. cost and benefit: whether a
 * source tells of them. */
static const struct {
    const char *passage;
    const char *code;
    code_set serves;
    code_set regions;
    enum measure_status status;
    bool cost;
    bool benefit;
} hand[] = {
    {"S1:167", "tnw_fonds", EMPLOYEE | JOBSEEKER, EVERYWHERE, MEASURE_IN_FORCE, false, false},
    {"S3:60-66", "preventief_verzoek", EMPLOYEE, EVERYWHERE, MEASURE_IN_FORCE, false, false},
    {"S4:109-114, 357-363", "beroepsherscholing_zelfstandige", SELF_EMPLOYED, EVERYWHERE, MEASURE_REPORTED, false,
     true},
    {"S4:248-256", "werkbaarheidscheques", EMPLOYER, FLANDERS, MEASURE_REPORTED, false, false},
    {"S4:259-265", "eap_overheid", EMPLOYEE, FLANDERS, MEASURE_REPORTED, false, false},
    {"S4:269-276", "loopbaanbegeleiding", EMPLOYEE, FLANDERS, MEASURE_REPORTED, true, false},
    {"S4:282-294", "gespecialiseerde_coaching", EMPLOYEE | SELF_EMPLOYED | JOBSEEKER | EMPLOYER, FLANDERS,
     MEASURE_REPORTED, true, false},
    {"S4:296-307", "rentree", EMPLOYEE | SELF_EMPLOYED | JOBSEEKER, FLANDERS, MEASURE_REPORTED, true, false},
    {"S4:309-313", "werkpostaanpassing", EMPLOYEE | JOBSEEKER, FLANDERS, MEASURE_REPORTED, false, false},
    {"S4:315-320", "vop", EMPLOYER, FLANDERS, MEASURE_REPORTED, false, false},
    {"S4:322-343", "begeleiding_raamakkoord", EMPLOYEE | JOBSEEKER, FLANDERS, MEASURE_REPORTED, false, false},
    {"S4:710-721", "ips", EMPLOYEE | SELF_EMPLOYED | JOBSEEKER, EVERYWHERE, MEASURE_PILOT, false, false},
    {"S4:823-839", "progressieve_tewerkstelling", EMPLOYEE | SELF_EMPLOYED, EVERYWHERE, MEASURE_IN_FORCE, false, false},
    {"S4:858-878", "opleiding", EMPLOYEE | JOBSEEKER, EVERYWHERE, MEASURE_IN_FORCE, false, true},
};
#define HAND_COUNT (sizeof hand / sizeof hand[0])

static struct measures *
load_file(void)
{
    struct measures *measures;
    char where[256] = "";
    json_t *root = json_load_file(FILE_NAME, 0, NULL);
    assert_non_null(root);
    char *text = json_dumps(root, 0);
    assert_int_equal(measures_load(&measures, slice_str(text), where), TNW_OK);
    free(text);
    json_decref(root);
    return measures;
}

static const struct measure *
measure_of(const struct measures *measures, const char *code)
{
    for (size_t i = 0; i < measures_count(measures); i++) {
        if (strcmp(measures_at(measures, i)->code, code) == 0) {
            return measures_at(measures, i);
        }
    }
    fail_msg("there is no %s", code);
    return NULL;
}

static void
every_measure_of_the_sources_is_there_and_no_other(void **state)
{
    (void)state;
    struct measures *measures = load_file();
    assert_int_equal(measures_count(measures), HAND_COUNT);
    for (size_t i = 0; i < HAND_COUNT; i++) {
        const struct measure *measure = measure_of(measures, hand[i].code);
        assert_string_equal(measure->passage, hand[i].passage);
        assert_int_equal(measure->serves, hand[i].serves);
        assert_int_equal(measure->regions, hand[i].regions);
        assert_int_equal(measure->status, hand[i].status);
        assert_int_equal(measure->cost.in[LANGUAGE_NL] != NULL, hand[i].cost);
        assert_int_equal(measure->benefit.in[LANGUAGE_NL] != NULL, hand[i].benefit);
    }
    measures_free(&measures);
}

static void
four_different(const struct measure_words *words)
{
    for (unsigned i = 0; words->in[LANGUAGE_NL] != NULL && i < LANGUAGE_COUNT; i++) {
        for (unsigned k = 0; k < i; k++) {
            assert_string_not_equal(words->in[i], words->in[k]);
        }
    }
}

static void
each_has_its_four_texts(void **state)
{
    (void)state;
    struct measures *measures = load_file();
    for (size_t i = 0; i < measures_count(measures); i++) {
        const struct measure *measure = measures_at(measures, i);
        assert_non_null(measure->title.in[LANGUAGE_NL]);
        four_different(&measure->title);
        four_different(&measure->explanation);
        four_different(&measure->where);
        four_different(&measure->cost);
        four_different(&measure->benefit);
    }
    measures_free(&measures);
}

/* Every row with one thing wrong is refused. */
static void
a_mistake_is_refused_with_its_place(void **state)
{
    static const struct {
        const char *key;
        const char *json;
        const char *where;
    } wrong[] = {{"status", "\"law\"", "/measures/1/status: is no code of its list"},
                 {"for", "[]", "/measures/1: is for nobody"},
                 {"regions", "[\"holland\"]", "/measures/1/regions: holds an unknown code"},
                 {"code", "\"progressieve_tewerkstelling\"", "/measures/1/code: is that of an earlier measure"},
                 {"title", "{\"nl\":\"a\",\"fr\":\"b\",\"de\":\"c\"}", "/measures/1/title/en: missing"},
                 {"where", "\"ergens\"", "/measures/1/where: must be an object"},
                 {"passage", "\"\"", "/measures/1/passage: text is empty or too long"},
                 {"price", "1", "/measures/1/price: unknown member"}};
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        struct measures *measures;
        char where[256] = "";
        json_t *root = json_load_file(FILE_NAME, 0, NULL);
        json_t *row = json_array_get(json_object_get(root, "measures"), 1);
        json_object_set_new(row, wrong[i].key, json_loads(wrong[i].json, JSON_DECODE_ANY, NULL));
        char *text = json_dumps(root, 0);
        assert_int_equal(measures_load(&measures, slice_str(text), where), TNW_E_CONFIGURATION);
        assert_string_equal(where, wrong[i].where);
        assert_null(measures);
        free(text);
        json_decref(root);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_measure_of_the_sources_is_there_and_no_other),
        cmocka_unit_test(each_has_its_four_texts),
        cmocka_unit_test(a_mistake_is_refused_with_its_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

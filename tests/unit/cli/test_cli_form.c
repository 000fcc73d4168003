/* Forms: each field by its type, and a text for the editor that gives back what was put into it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/codes.h"
#include "form/form_set.h"
#include "form/form_text.h"
#include "schema/validation.h"

static json_t *
filled(const char *category, const char *const *pairs, enum tnw_err wanted)
{
    struct cli cli = {.language = LANG_EN};
    struct form form;
    json_t *content = json_object();
    assert_int_equal(form_open(&cli, category, &form), TNW_OK);
    enum tnw_err err = form_set_all(&cli, &form, content, pairs);
    if (err != wanted) {
        fail_msg("%s: %s", pairs[0], cli.why);
    }
    form_wipe(&form);
    return content;
}

static void
fields_are_typed_by_the_schema(void **state)
{
    (void)state;
    json_t *content = filled(
        "fit_note",
        FILL("from=2026-03-02", "until=2026-04-02", "hours_per_week=19.5", "tasks=sit", "tasks=call=ring", "note=20"),
        TNW_OK);
    char *text = json_dumps(content, JSON_COMPACT);
    assert_string_equal(text, "{\"from\":\"2026-03-02\",\"until\":\"2026-04-02\",\"hours_per_week\":19.5,"
                              "\"tasks\":[\"sit\",\"call=ring\"],\"note\":\"20\"}");
    free(text);
    json_decref(content);
    content = filled("progressieve_tewerkstelling", FILL("permitted=true"), TNW_OK);
    assert_true(json_is_true(json_object_get(content, "permitted")));
    json_decref(content);
    content = filled("plan", FILL("actions=[{\"what\":\"x\"}]"), TNW_OK);
    assert_int_equal(json_array_size(json_object_get(content, "actions")), 1);
    json_decref(content);
}

static void
what_is_no_field_or_not_its_type_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *category;
        const char *pair;
    } rows[] = {
        {"fit_note", "hours_per_week=twenty"},
        {"fit_note", "hours_per_week=\"20\""},
        {"fit_note", "form=2026-03-02"},
        {"fit_note", "from"},
        {"fit_note", "=2026-03-02"},
        {"fit_note", "from=2026-3-2"},
        {"fit_note", "from=2026-03-021"},
        {"gao", "reason=ill"},
        {"gao", "leaving_home=yes"},
        {"plan", "actions=x"},
        {"plan", "actions=1"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        json_t *content = filled(rows[i].category, FILL(rows[i].pair), TNW_E_USAGE);
        assert_int_equal(json_object_size(content), 0);
        json_decref(content);
    }
    struct cli cli = {.language = LANG_EN};
    struct form form;
    assert_int_equal(form_open(&cli, "gossip", &form), TNW_E_USAGE);
    form_wipe(&form);
}

static void
an_empty_value_takes_away_and_a_list_begins_anew(void **state)
{
    (void)state;
    struct cli cli = {.language = LANG_EN};
    struct form form;
    json_t *content = json_pack("{s:s, s:[s,s]}", "note", "old", "tasks", "a", "b");
    assert_int_equal(form_open(&cli, "fit_note", &form), TNW_OK);
    assert_int_equal(form_set_all(&cli, &form, content, FILL("note=", "tasks=c", "tasks=d")), TNW_OK);
    char *text = json_dumps(content, JSON_COMPACT);
    assert_string_equal(text, "{\"tasks\":[\"c\",\"d\"]}");
    free(text);
    assert_int_equal(form_complete(&cli, &form, content), TNW_E_USAGE);
    assert_non_null(strstr(cli.why, "from"));
    json_decref(content);
    form_wipe(&form);
}

/* Written, and read again, in each language. */
static void
comes_back(const char *category, const char *json)
{
    struct form form;
    json_t *content = json_loads(json, 0, NULL);
    for (unsigned language = 0; language < LANG_COUNT; language++) {
        struct cli cli = {.language = (enum lang)language};
        json_t *again = NULL;
        assert_int_equal(form_open(&cli, category, &form), TNW_OK);
        char *text = form_text_write(&cli, &form, content);
        enum tnw_err err = form_text_read(&cli, &form, text, &again);
        if (err != TNW_OK || !json_equal(content, again)) {
            fail_msg("%s: %s\n%s", category, cli.why, text);
        }
        free(text);
        json_decref(again);
        form_wipe(&form);
    }
    json_decref(content);
}

static void
a_text_gives_back_what_was_put_into_it(void **state)
{
    (void)state;
    comes_back("fit_note", "{\"from\":\"2026-03-02\",\"tasks\":[\"a\",\"- b\",\"# c\",\"d: e\",\"f\\ng\"],"
                           "\"hours_per_week\":20.5,\"note\":\"one\\n# two\\n- three\\n  four: five\\n\\nsix\"}");
    comes_back("gao", "{\"reason\":\"illness\",\"leaving_home\":true}");
    comes_back("werkpost", "{\"adaptations\":[{\"of\":\"task\",\"nature\":\"material\",\"text\":\"a: b\"},"
                           "{\"of\":\"hours\",\"nature\":\"material\",\"text\":\"- c\"}]}");
    comes_back("werkpost", "{\"adaptations\":[{\"of\":\"task\",\"text\":\"two\\nlines\"}]}");
    comes_back("plan", "{\"goals\":[\"x\"],\"actions\":[{\"what\":\"y\",\"by\":\"2026-03-02\"}]}");
    for (unsigned i = 0; i < codes_category.count; i++) {
        comes_back(codes_category.texts[i], "{}");
    }
}

static void
a_line_that_cannot_be_placed_is_refused(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "note\n",
        "- x\n",
        "  x\n",
        "nothing: x\n",
        "note: a\nnote: b\n",
        "note: a\n- b\n",
        "from: tomorrow\n",
        ": x\n",
        "note: a\nfrom: 2026-03-02\nnote: b\n",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct cli cli = {.language = LANG_EN};
        struct form form;
        json_t *content = NULL;
        assert_int_equal(form_open(&cli, "fit_note", &form), TNW_OK);
        if (form_text_read(&cli, &form, texts[i], &content) != TNW_E_USAGE) {
            fail_msg("\"%s\" is taken", texts[i]);
        }
        assert_null(content);
        form_wipe(&form);
    }
}

static void
each_form_has_a_template_and_its_helps(void **state)
{
    (void)state;
    for (unsigned i = 0; i < codes_category.count; i++) {
        for (unsigned language = 0; language < LANG_COUNT; language++) {
            struct cli cli = {.language = (enum lang)language};
            struct form form;
            struct form_field field;
            size_t count = 0;
            assert_int_equal(form_open(&cli, codes_category.texts[i], &form), TNW_OK);
            assert_true(*form_title(&form) != 0);
            json_t *template = form_template(&form);
            for (; form_field(&form, count, &field); count++) {
                assert_non_null(json_object_get(template, field.name));
                assert_true(*field.label != 0);
            }
            assert_int_equal(json_object_size(template), count);
            assert_int_equal(json_object_size(json_object_get(form.schema, "properties")), count);
            json_decref(template);
            form_wipe(&form);
        }
    }
}

/* Of each field alone: what was left as it is never becomes a fragment. */
static void
what_a_template_leaves_open_is_refused_with_its_place(void **state)
{
    (void)state;
    for (unsigned i = 0; i < codes_category.count; i++) {
        struct cli cli = {.language = LANG_EN};
        struct form form;
        struct form_field field;
        struct validation held;
        assert_int_equal(form_open(&cli, codes_category.texts[i], &form), TNW_OK);
        assert_int_equal(validation_load_category(&cli, codes_category.texts[i], &held), TNW_OK);
        json_t *template = form_template(&form);
        for (size_t k = 0; form_field(&form, k, &field); k++) {
            char *said = NULL;
            size_t len = 0;
            char places[2][64];
            FILE *out = open_memstream(&said, &len);
            assert_true(out != NULL && fputc('\n', out) == '\n');
            json_t *content = json_pack("{s:O}", field.name, json_object_get(template, field.name));
            assert_int_equal(validation_run(LANG_EN, &held, content, out), TNW_E_INVALID_BODY);
            assert_int_equal(fclose(out), 0);
            (void)snprintf(places[0], sizeof places[0], "\n/%s:", field.name);
            (void)snprintf(places[1], sizeof places[1], "\n/%s/", field.name);
            if (strstr(said, places[0]) == NULL && strstr(said, places[1]) == NULL) {
                fail_msg("%s of %s is taken: %s", field.name, codes_category.texts[i], said);
            }
            free(said);
            json_decref(content);
        }
        json_decref(template);
        validation_wipe(&held);
        form_wipe(&form);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_are_typed_by_the_schema),
        cmocka_unit_test(what_is_no_field_or_not_its_type_is_refused),
        cmocka_unit_test(an_empty_value_takes_away_and_a_list_begins_anew),
        cmocka_unit_test(a_text_gives_back_what_was_put_into_it),
        cmocka_unit_test(a_line_that_cannot_be_placed_is_refused),
        cmocka_unit_test(each_form_has_a_template_and_its_helps),
        cmocka_unit_test(what_a_template_leaves_open_is_refused_with_its_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

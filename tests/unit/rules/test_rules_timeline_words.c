/* Texts of the timeline are said to the patient, in the second person; whoever else reads them reads of the patient. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

/* Whether the Dutch text has a word for who is spoken to. */
static bool
speaks_to_somebody(const char *text)
{
    static const char *const words[] = {"u", "uw", "uwe", "U", "Uw", "Uwe"};
    while (*text != 0) {
        size_t len = strcspn(text, " ,.:;?!()");
        for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
            if (len == strlen(words[i]) && strncmp(text, words[i], len) == 0) {
                return true;
            }
        }
        text += len + strspn(text + len, " ,.:;?!()");
    }
    return false;
}

static void
check_texts(const json_t *texts)
{
    const char *said = json_string_value(json_object_get(texts, "nl"));
    const json_t *others = json_object_get(texts, "of_patient");
    const char *of_patient = json_string_value(json_object_get(others, "nl"));
    if (speaks_to_somebody(said) && of_patient == NULL) {
        fail_msg("only the patient is spoken to: %s", said);
    }
    if (of_patient != NULL && speaks_to_somebody(of_patient)) {
        fail_msg("others are spoken to as if they were the patient: %s", of_patient);
    }
}

/* Returns how many texts there are. */
static size_t
check_all(const json_t *json)
{
    size_t count = 0;
    const char *key;
    json_t *value;
    size_t i;
    if (json_is_string(json_object_get(json, "nl"))) {
        check_texts(json);
        return 1;
    }
    json_object_foreach((json_t *)(uintptr_t)json, key, value)
    {
        count += check_all(value);
    }
    json_array_foreach(json, i, value)
    {
        count += check_all(value);
    }
    return count;
}

static void
others_read_of_the_patient(void **state)
{
    (void)state;
    json_t *timeline = json_load_file("schemas/timeline.json", JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(timeline);
    assert_in_range(check_all(timeline), 150, 1000);
    json_decref(timeline);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(others_read_of_the_patient)};
    return cmocka_run_group_tests_name("rules/timeline_words", tests, NULL, NULL);
}

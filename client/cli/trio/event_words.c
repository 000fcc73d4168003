#include "trio/event_words.h"

#include <string.h>

#include "form/form.h"
#include "texts/code_word.h"

json_t *
event_rules(void)
{
    return form_file("timeline.json");
}

/* What the step is called by who speaks of the patient; the code of a rule that only a newer server knows. */
static const char *
step_title(const struct cli *cli, const json_t *timeline, const char *code)
{
    static const char *const names[LANG_COUNT] = {
        [LANG_NL] = "nl", [LANG_FR] = "fr", [LANG_DE] = "de", [LANG_EN] = "en"};
    size_t i;
    const json_t *rule;
    json_array_foreach(json_object_get(timeline, "rules"), i, rule)
    {
        if (strcmp(json_string_value(json_object_get(rule, "rule")), code) == 0) {
            const json_t *title = json_object_get(rule, "title");
            const json_t *of_patient = json_object_get(title, "of_patient");
            return json_string_value(json_object_get(of_patient == NULL ? title : of_patient, names[cli->language]));
        }
    }
    return code;
}

const char *
event_words(const struct cli *cli, const json_t *rules, const struct tnw_event *event, char out[EVENT_WORDS])
{
    const char *of = event->kind != NULL   ? code_word(cli->language, event->kind)
                     : event->rule != NULL ? step_title(cli, rules, event->rule)
                                           : NULL;
    (void)snprintf(out, EVENT_WORDS, "%s%s%s", code_word(cli->language, event->type), of == NULL ? "" : ": ",
                   of == NULL ? "" : of);
    return out;
}

const char *
event_last_day(const struct tnw_event *event)
{
    return event->answer_by != NULL ? event->answer_by : event->due;
}

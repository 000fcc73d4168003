#include "trio/event_words.h"

#include "texts/code_word.h"

const char *
event_words(const struct cli *cli, const struct tnw_event *event, char out[EVENT_WORDS])
{
    const char *of = event->kind != NULL ? code_word(cli->language, event->kind) : event->rule;
    (void)snprintf(out, EVENT_WORDS, "%s%s%s", code_word(cli->language, event->type), of == NULL ? "" : ": ",
                   of == NULL ? "" : of);
    return out;
}

const char *
event_last_day(const struct tnw_event *event)
{
    return event->answer_by != NULL ? event->answer_by : event->due;
}

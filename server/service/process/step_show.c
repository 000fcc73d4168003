#include "service/process/step_show.h"

const char *
step_show_to_patient(const struct timeline_words *words, enum language language)
{
    return words == NULL || words->in[language] == NULL ? "" : words->in[language];
}

const char *
step_show_text(const struct call *call, const struct timeline_words *words, enum language language)
{
    if (call->found.role == ROLE_PATIENT) {
        return step_show_to_patient(words, language);
    }
    return words == NULL || words->of_patient[language] == NULL ? "" : words->of_patient[language];
}

/* From the first day to the last; without a last one it is open. */
static void
show_window(struct json_writer *jw, const struct timeline_step *step)
{
    if (step->from != 0 && step->until != 0) {
        jw_open_list(jw, "window");
        jw_date(jw, NULL, step->from);
        jw_date(jw, NULL, step->until);
        jw_close_list(jw);
    } else {
        jw_null(jw, "window");
    }
    jw_date_or_null(jw, "from", step->from);
    jw_date_or_null(jw, "until", step->until);
}

/* What moved the timeline; NULL: nothing known. Its category is CATEGORY_NONE where it is a decision in a thread. */
static const struct process_event *
moved_by(const struct process *process, const struct id *object)
{
    for (size_t i = 0; i < process->event_count; i++) {
        if (id_eq(&process->events[i].object, object)) {
            return &process->events[i];
        }
    }
    return NULL;
}

static void
show_object(struct json_writer *jw, const char *key, const struct call *call, const struct access *access,
            const struct process *process, const struct id *object)
{
    const struct process_event *event = moved_by(process, object);
    struct access_question question = {.action = ACTION_READ,
                                       .category = event == NULL ? CATEGORY_NONE : event->category,
                                       .purpose = call->found.purpose,
                                       .keeps_reading = true};
    question.is_author = event != NULL && event->by == call->found.role && id_eq(&event->author, &call->found.actor);
    if (question.category == CATEGORY_NONE || id_is_zero(object) || !access_would(call, access, &question)) {
        jw_null(jw, key);
    } else {
        jw_id(jw, key, ID_FRAGMENT, object);
    }
}

static void
show_what(struct json_writer *jw, const struct call *call, const struct timeline_step *step, enum language language)
{
    jw_str(jw, "rule", step->rule);
    jw_str(jw, "title", step_show_text(call, step->title, language));
    jw_str(jw, "state", codes_text(&codes_step_state, step->state));
    jw_str(jw, "status", codes_text(&codes_step_status, step->status));
    jw_bool(jw, "duty", step->duty);
    jw_date_or_null(jw, "due", step->due);
}

void
step_show_brief(struct json_writer *jw, const struct call *call, const struct timeline_step *step,
                enum language language)
{
    jw_open(jw, NULL);
    show_what(jw, call, step, language);
    jw_close(jw);
}

void
step_show(struct json_writer *jw, const struct call *call, const struct access *access, const struct steps *steps,
          const struct timeline_step *step, enum language language)
{
    jw_open(jw, NULL);
    show_what(jw, call, step, language);
    show_window(jw, step);
    jw_codes(jw, "who", &codes_role, step->who);
    jw_str(jw, "purpose", step->purpose == PURPOSE_NONE ? NULL : codes_text(&codes_purpose, step->purpose));
    jw_str(jw, "text", step_show_text(call, step->text, language));
    jw_str(jw, "benefit", step_show_text(call, step->benefit, language));
    jw_str(jw, "why", step->why);
    jw_str(jw, "why_text", step_show_text(call, step->why_text, language));
    jw_str(jw, "version", step->version);
    jw_str(jw, "source", step->source);
    show_object(jw, "done_by", call, access, &steps->process, &step->done_by);
    show_object(jw, "anchor", call, access, &steps->process, &step->anchor);
    jw_close(jw);
}

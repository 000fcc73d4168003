#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "rules/category/category.h"
#include "rules/field.h"

/* Which members of the content are which of the event; NULL: none. Days are JSON Pointers. */
struct event_form {
    const char *kind;
    const char *step;
    const char *day; /* of the day on which it is written when the content does not say */
    const char *from;
    const char *until;
    const char *next;
    int (*value)(const json_t *content);
};

static int
value_bool(const json_t *content, const char *name)
{
    return json_is_true(json_object_get(content, name)) ? 1 : 0;
}

/* Only the group: what more it says stays in the fragment. */
static int
value_reason(const json_t *content)
{
    static const struct {
        const char *reason;
        enum reason_group group;
    } groups[] = {
        {"illness", REASON_GROUP_ILLNESS},           {"accident", REASON_GROUP_ACCIDENT},
        {"work_accident", REASON_GROUP_WORK},        {"commuting_accident", REASON_GROUP_WORK},
        {"occupational_disease", REASON_GROUP_WORK}, {"pregnancy", REASON_GROUP_PREGNANCY},
    };
    const char *reason = field_text(content, "reason");
    for (size_t i = 0; reason != NULL && i < sizeof groups / sizeof groups[0]; i++) {
        if (strcmp(groups[i].reason, reason) == 0) {
            return (int)groups[i].group;
        }
    }
    return PROCESS_NO_VALUE;
}

static int
value_answered(const json_t *content)
{
    return strcmp(field_text(content, "state"), "answered") == 0 ? 1 : 0;
}

static int
value_estimate(const json_t *content)
{
    const json_t *category = json_object_get(content, "category");
    return category != NULL ? (int)json_integer_value(category) : value_bool(content, "potential");
}

static int
value_potential(const json_t *content)
{
    return value_bool(content, "potential");
}

static int
value_letter(const json_t *content)
{
    return field_text(content, "letter")[0] - 'A' + 1;
}

static int
value_unsigned(const json_t *content)
{
    (void)content;
    return 0;
}

static int
value_plan(const json_t *content)
{
    const char *outcome = field_text(content, "outcome");
    return outcome == NULL || strcmp(outcome, "plan") == 0 ? 1 : 0;
}

static int
value_present(const json_t *content)
{
    return value_bool(content, "present");
}

static int
value_permitted(const json_t *content)
{
    return value_bool(content, "permitted");
}

static int
value_approved(const json_t *content)
{
    return value_bool(content, "approved");
}

/* clang-format off */
static const struct event_form forms[CATEGORY_COUNT] = {
    [CATEGORY_GAO] = {.kind = "kind", .day = "/begin", .from = "/begin", .until = "/end", .value = value_reason},
    [CATEGORY_QUICKSCAN] = {.kind = "instrument", .day = "/date", .value = value_answered},
    [CATEGORY_ARBEIDSPOTENTIEEL] = {.kind = "variant", .day = "/date", .next = "/next_estimate",
                                    .value = value_estimate},
    [CATEGORY_POTENTIEEL_UITKOMST] = {.day = "/date", .value = value_potential},
    [CATEGORY_BEOORDELING] = {.kind = "regime", .day = "/date", .next = "/next", .value = value_letter},
    [CATEGORY_VERZOEK] = {.kind = "kind", .step = "contact_with", .day = "/date", .from = "/resume_on"},
    [CATEGORY_DOORVERWIJZING] = {.kind = "to_role", .day = "/date"},
    [CATEGORY_ENGAGEMENT] = {.day = "/date", .value = value_unsigned},
    [CATEGORY_PLAN] = {.kind = "procedure", .day = "/date", .until = "/valid_until", .value = value_plan},
    [CATEGORY_OPVOLGING] = {.step = "step", .day = "/date", .next = "/next", .value = value_present},
    [CATEGORY_PROGRESSIEVE_TEWERKSTELLING] = {.day = "/date", .from = "/from", .until = "/until",
                                              .value = value_permitted},
    [CATEGORY_OPLEIDING] = {.kind = "kind", .day = "/approved_on", .from = "/from", .until = "/until",
                            .value = value_approved},
    [CATEGORY_INSCHRIJVING] = {.kind = "service", .day = "/date"},
    [CATEGORY_OPMERKING] = {.step = "step", .day = "/date"},
};
/* clang-format on */

/* A code of the schema, none of which is longer. */
static void
set_code(char code[PROCESS_CODE], const json_t *content, const char *name, const char *otherwise)
{
    const char *text = name == NULL ? NULL : field_text(content, name);
    (void)snprintf(code, PROCESS_CODE, "%s", text == NULL ? otherwise : text);
}

static day_num
date_of(const json_t *content, const char *pointer, day_num otherwise)
{
    return pointer == NULL ? otherwise : field_date(content, pointer + 1, otherwise);
}

/* Of a plan: the first of its appointments. */
static day_num
first_appointment(const json_t *content)
{
    day_num first = 0;
    size_t i;
    const json_t *appointment;
    json_array_foreach(json_object_get(content, "appointments"), i, appointment)
    {
        day_num day = field_date(appointment, "date", 0);
        first = first == 0 || day < first ? day : first;
    }
    return first;
}

bool
category_event(struct process_event *event, const json_t *content)
{
    if (event->category >= CATEGORY_COUNT || forms[event->category].day == NULL) {
        return false;
    }
    const struct event_form *form = &forms[event->category];
    set_code(event->kind, content, form->kind, event->category == CATEGORY_GAO ? "incapacity" : "");
    set_code(event->step, content, form->step, "");
    event->value = form->value == NULL ? PROCESS_NO_VALUE : form->value(content);
    event->day = date_of(content, form->day, event->recorded);
    event->from = date_of(content, form->from, 0);
    event->until = date_of(content, form->until, 0);
    event->next = event->category == CATEGORY_PLAN ? first_appointment(content) : date_of(content, form->next, 0);
    return true;
}

/* What is done is no day that is to come: it would fulfil a duty that nobody did. A certificate is written before it
 * begins. */
struct breach
category_event_check(enum category category, const json_t *content, day_num today)
{
    if (category >= CATEGORY_COUNT || forms[category].day == NULL) {
        return BREACH_NONE;
    }
    const struct event_form *form = &forms[category];
    const char *const planned[] = {form->from, form->until, form->next};
    if (category == CATEGORY_GAO && date_of(content, form->day, today) > today + LIMIT_START_AHEAD) {
        return (struct breach){form->day, "must be within the next three months"};
    }
    if (category != CATEGORY_GAO && date_of(content, form->day, today) > today) {
        return (struct breach){form->day, "must not be after today"};
    }
    for (size_t i = 0; i < sizeof planned / sizeof planned[0]; i++) {
        if (date_of(content, planned[i], today) > today + LIMIT_PLANNED_AHEAD) {
            return (struct breach){planned[i], "must be within the next three years"};
        }
    }
    if (category == CATEGORY_PLAN && first_appointment(content) > today + LIMIT_PLANNED_AHEAD) {
        return (struct breach){"/appointments/0/date", "must be within the next three years"};
    }
    return BREACH_NONE;
}

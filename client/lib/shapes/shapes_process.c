/* The shapes of the process: timeline, team, suspensions; and of what the policy explains. */
#include "shape_fields.h"
#include "shapes.h"

#include "tnw/due.h"
#include "tnw/measure.h"
#include "tnw/policy.h"
#include "tnw/process.h"
#include "tnw/statistics.h"

#define T struct tnw_person
static const struct field person_fields[] = {TEXT(actor, FIELD_NEEDED), TEXT(name, FIELD_NULL),
                                             TEXT(role, FIELD_ABSENT | FIELD_NULL)};
const struct shape shapes_person = SHAPE_OF(T, person_fields);
#undef T

#define T struct tnw_suspension
static const struct field suspension_fields[] = {
    TEXT(id, FIELD_NEEDED),   TEXT(purpose, FIELD_NEEDED),  TEXT(from, FIELD_NEEDED),   TEXT(until, FIELD_NULL),
    TEXT(reason, FIELD_NULL), TEXT(recorded, FIELD_NEEDED), OBJECT(by, &shapes_person),
};
const struct shape shapes_suspension = SHAPE_OF(T, suspension_fields);
#undef T

#define T struct tnw_step
static const struct field step_fields[] = {
    TEXT(rule, FIELD_NEEDED),
    TEXT(title, FIELD_NEEDED),
    TEXT(state, FIELD_NEEDED),
    TEXT(status, FIELD_NEEDED),
    BOOL(duty),
    TEXT(due, FIELD_NULL),
    TEXT(from, FIELD_NULL),
    TEXT(until, FIELD_NULL),
    TEXTS(who, FIELD_NEEDED),
    TEXT(text, FIELD_NEEDED),
    TEXT(benefit, FIELD_NEEDED),
    TEXT(why_text, FIELD_NEEDED),
    TEXT(source, FIELD_NULL),
    TEXT(done_by, FIELD_NULL),
};
static const struct shape step = SHAPE_OF(T, step_fields);
#undef T

#define T struct tnw_spell
static const struct field spell_fields[] = {TEXT(start, FIELD_NEEDED), TEXT(resumed, FIELD_NULL), INT(relapses)};
static const struct shape spell = SHAPE_OF(T, spell_fields);
#undef T

#define T struct tnw_timeline
static const struct field timeline_fields[] = {
    TEXT(dossier, FIELD_NEEDED),
    TEXT(today, FIELD_NEEDED),
    TEXT(start, FIELD_NEEDED),
    SHAPE_ARRAY(T, spells, "spells", spell_count, FIELD_NEEDED, &spell),
    SHAPE_ARRAY(T, suspensions, "suspensions", suspension_count, FIELD_NEEDED, &shapes_suspension),
    SHAPE_ARRAY(T, steps, "items", step_count, FIELD_NEEDED, &step),
};
const struct shape shapes_timeline = SHAPE_OF(T, timeline_fields);
#undef T

#define T struct tnw_team_member
static const struct field member_fields[] = {TEXT(actor, FIELD_NEEDED), TEXT(name, FIELD_NULL),
                                             TEXT(role, FIELD_NEEDED), TEXT(since, FIELD_NULL),
                                             SHAPE_ARRAY(T, next, "next", next_count, FIELD_NEEDED, &shapes_due_step)};
static const struct shape member = SHAPE_OF(T, member_fields);
#undef T

#define T struct tnw_team
static const struct field team_fields[] = {TEXT(dossier, FIELD_NEEDED), POINTER(regie, &shapes_person),
                                           POINTER(contact, &shapes_person), TEXT(alert, FIELD_NULL),
                                           SHAPE_ARRAY(T, members, "members", member_count, FIELD_NEEDED, &member)};
const struct shape shapes_team = SHAPE_OF(T, team_fields);
#undef T

#define PERSON(member) SHAPE_NESTED(T, member, FIELD_POINTER, FIELD_ABSENT | FIELD_NULL, &shapes_person)
#define T struct tnw_work
static const struct field work_fields[] = {TEXT(from, FIELD_NEEDED), TEXT(until, FIELD_NULL)};
static const struct shape work = SHAPE_OF(T, work_fields);
#undef T

#define T struct tnw_facts
static const struct field facts_fields[] = {
    TEXT(dossier, FIELD_NEEDED),
    SHAPE_FIELD(T, version, FIELD_INT, FIELD_NEEDED),
    TEXT(start, FIELD_ABSENT),
    TEXT(employment, FIELD_ABSENT),
    TEXT(employer, FIELD_ABSENT | FIELD_NULL),
    TEXT(employer_size, FIELD_ABSENT | FIELD_NULL),
    TEXT(contract_end, FIELD_ABSENT | FIELD_NULL),
    TEXT(region, FIELD_ABSENT | FIELD_NULL),
    TEXT(zone, FIELD_ABSENT | FIELD_NULL),
    PERSON(gmd_holder),
    SHAPE_FIELD(T, occupational_cause, FIELD_BOOL, FIELD_ABSENT | FIELD_NULL),
    TEXT(route, FIELD_ABSENT | FIELD_NULL),
    TEXT(entrance, FIELD_ABSENT | FIELD_NULL),
    SHAPE_FIELD(T, exceptions, FIELD_TEXTS, FIELD_ABSENT),
    TEXT(resumed, FIELD_ABSENT | FIELD_NULL),
    SHAPE_ARRAY(T, work, "work", work_count, FIELD_ABSENT, &work),
    PERSON(contact),
    PERSON(regie),
    SHAPE_FIELD(T, settable, FIELD_TEXTS, FIELD_NEEDED),
};
const struct shape shapes_facts = {
    .size = sizeof(T),
    .fields = facts_fields,
    .count = sizeof facts_fields / sizeof facts_fields[0],
    .etag_offset = offsetof(T, etag),
};
#undef T

#define T struct tnw_regie
static const struct field regie_fields[] = {POINTER(regie, &shapes_person), TEXT(alert, FIELD_NULL)};
const struct shape shapes_regie = SHAPE_OF(T, regie_fields);
#undef T

#define T struct shapes_regie_hand
static const struct field regie_hand_fields[] = {TEXT(actor, FIELD_NEEDED)};
const struct shape shapes_regie_new = SHAPE_OF(T, regie_hand_fields);
#undef T

#define T struct tnw_suspension_new
static const struct field suspension_new_fields[] = {TEXT(purpose, FIELD_NEEDED), TEXT(from, FIELD_NEEDED),
                                                     TEXT(until, FIELD_ABSENT), TEXT(reason, FIELD_ABSENT)};
const struct shape shapes_suspension_new = SHAPE_OF(T, suspension_new_fields);
#undef T

#define T struct shapes_last_day
static const struct field last_day_fields[] = {TEXT(until, FIELD_ABSENT)};
const struct shape shapes_suspension_last = SHAPE_OF(T, last_day_fields);
#undef T

/* Of one category, or of all: what the other has is absent. */
#define T struct tnw_explanation
static const struct field explanation_fields[] = {
    TEXT(actor, FIELD_NEEDED),
    TEXT(role, FIELD_NEEDED),
    SHAPE_FIELD(T, permit, FIELD_BOOL, FIELD_ABSENT),
    TEXT(reason, FIELD_ABSENT),
    TEXT(text, FIELD_ABSENT),
    TEXT(because_of, FIELD_ABSENT | FIELD_NULL),
    SHAPE_FIELD(T, consent, FIELD_JSON, FIELD_ABSENT | FIELD_NULL),
    TEXT(sentence, FIELD_ABSENT | FIELD_NULL),
    TEXTS(notes, FIELD_ABSENT),
    SHAPE_FIELD(T, purposes, FIELD_JSON, FIELD_ABSENT),
    SHAPE_FIELD(T, never, FIELD_JSON, FIELD_ABSENT),
};
const struct shape shapes_explanation = SHAPE_OF(T, explanation_fields);
#undef T

#define T struct tnw_due_step
static const struct field due_step_fields[] = {
    TEXT(rule, FIELD_NEEDED),
    TEXT(title, FIELD_NEEDED),
    TEXT(state, FIELD_NEEDED),
    TEXT(status, FIELD_NEEDED),
    SHAPE_FIELD(T, duty, FIELD_BOOL, FIELD_NEEDED),
    TEXT(due, FIELD_NULL),
};
const struct shape shapes_due_step = SHAPE_OF(T, due_step_fields);
#undef T
#define T struct tnw_due
static const struct field due_fields[] = {
    TEXT(dossier, FIELD_NEEDED),
    OBJECT(patient, &shapes_person),
    TEXT(day, FIELD_NULL),
    TEXT(side, FIELD_NEEDED),
    SHAPE_ARRAY(T, steps, "steps", step_count, FIELD_NEEDED, &shapes_due_step),
    SHAPE_ARRAY(T, questions, "questions", question_count, FIELD_NEEDED, &shapes_question),
    SHAPE_ARRAY(T, requests, "consent_requests", request_count, FIELD_NEEDED, &shapes_consent_request),
};
static const struct shape due = SHAPE_OF(T, due_fields);
#undef T
#define T struct tnw_dues
static const struct field dues_fields[] = LIST(&due);
const struct shape shapes_dues = SHAPE_OF(T, dues_fields);
#undef T

#define T struct tnw_measure
static const struct field measure_fields[] = {
    TEXT(code, FIELD_NEEDED),        TEXT(title, FIELD_NEEDED),
    TEXT(explanation, FIELD_NEEDED), {.name = "for", .kind = FIELD_TEXTS, .offset = offsetof(T, serves)},
    TEXTS(regions, FIELD_NEEDED),    TEXTS(asked_by, FIELD_NEEDED),
    TEXTS(offices, FIELD_NEEDED),    TEXT(where, FIELD_NULL),
    TEXT(cost, FIELD_NULL),          TEXT(benefit, FIELD_NULL),
    TEXT(status, FIELD_NEEDED),      INT(as_of),
    TEXT(passage, FIELD_NEEDED),     TEXT(source, FIELD_NEEDED),
};
static const struct shape measure = SHAPE_OF(T, measure_fields);
#undef T
#define T struct tnw_measures
static const struct field measures_fields[] = {SHAPE_ARRAY(T, items, "items", count, FIELD_NEEDED, &measure),
                                               TEXT(version, FIELD_NEEDED)};
const struct shape shapes_measures = SHAPE_OF(T, measures_fields);
#undef T

#define T struct tnw_median
static const struct field median_fields[] = {INT(days), TEXT(side, FIELD_NEEDED)};
static const struct shape median = SHAPE_OF(T, median_fields);
#undef T
#define T struct tnw_statistic
static const struct field statistic_fields[] = {
    TEXT(kind, FIELD_NEEDED),
    TEXT(code, FIELD_NEEDED),
    TEXT(employment, FIELD_ABSENT),
    TEXT(route, FIELD_ABSENT),
    TEXT(region, FIELD_ABSENT),
    TEXT(reason, FIELD_ABSENT),
    INT(count),
    SHAPE_FIELD(T, done, FIELD_INT, FIELD_ABSENT | FIELD_NULL),
    SHAPE_FIELD(T, overdue, FIELD_INT, FIELD_ABSENT | FIELD_NULL),
    SHAPE_NESTED(T, median, FIELD_POINTER, FIELD_ABSENT | FIELD_NULL, &median),
};
static const struct shape statistic = SHAPE_OF(T, statistic_fields);
#undef T
#define T struct tnw_margin
static const struct field margin_fields[] = {INT(due), INT(other)};
static const struct shape margin_shape = SHAPE_OF(T, margin_fields);
#undef T
#define T struct tnw_statistics
static const struct field statistics_fields[] = {
    SHAPE_ARRAY(T, items, "items", count, FIELD_NEEDED, &statistic),
    TEXT(next, FIELD_NULL),
    TEXT(quarter, FIELD_NEEDED),
    TEXT(from, FIELD_NEEDED),
    TEXT(until, FIELD_NEEDED),
    TEXT(counted, FIELD_NEEDED),
    TEXT(released, FIELD_NEEDED),
    INT(guess_percent),
    INT(mu_thousandths),
    TEXTS(by, FIELD_NEEDED),
    OBJECT(margin, &margin_shape),
};
const struct shape shapes_statistics = SHAPE_OF(T, statistics_fields);
#undef T
#define T struct tnw_quarter
static const struct field quarter_fields[] = {TEXT(quarter, FIELD_NEEDED), TEXT(from, FIELD_NEEDED),
                                              TEXT(until, FIELD_NEEDED)};
static const struct shape quarter_shape = SHAPE_OF(T, quarter_fields);
#undef T
#define T struct tnw_quarters
static const struct field quarters_fields[] = LIST(&quarter_shape);
const struct shape shapes_quarters = SHAPE_OF(T, quarters_fields);
#undef T

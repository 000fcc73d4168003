#include "rules/timeline/requirement.h"

#include <string.h>

static const char *const keys[REQUIRE_COUNT + 1] = {"employment", "employer_size", "without", "unfit", "span", "last",
                                                    "some",       "none",          "lasted",  "any",   NULL};

const struct span *
requirement_find_span(const struct reader *reader, const char *key, const struct requirement_scope *scope)
{
    const char *code = reader_text(reader, key, 40);
    for (size_t i = 0; i < scope->span_count; i++) {
        if (strcmp(scope->spans[i].code, code) == 0) {
            return &scope->spans[i];
        }
    }
    reader_fail(reader, key, "is no span");
    return NULL;
}

const struct requirement *
requirement_find(const struct reader *reader, const char *key, size_t index, const struct requirement_scope *scope)
{
    const char *code = reader_text_at(reader, key, index, 40);
    for (size_t i = 0; i < scope->requirement_count; i++) {
        if (strcmp(scope->requirements[i].code, code) == 0) {
            return &scope->requirements[i];
        }
    }
    reader_fail(reader, key, "holds what is no condition, or none that stands before it");
    return NULL;
}

static void
read_any(struct requirement *requirement, const struct reader *row, const struct requirement_scope *scope)
{
    requirement->any_count = reader_count(row, "any", REQUIREMENT_ANY);
    for (size_t i = 0; i < requirement->any_count; i++) {
        requirement->any[i] = requirement_find(row, "any", i, scope);
        if (requirement->any[i] != NULL && requirement->any[i]->kind == REQUIRE_ANY) {
            reader_fail(row, "any", "holds another any");
        }
    }
}

static void
read_span(struct requirement *requirement, const struct reader *row, const struct requirement_scope *scope)
{
    requirement->span = requirement_find_span(row, "span", scope);
    requirement->codes = reader_codes(row, "is", &span_states);
}

static void
read_lasted(struct requirement *requirement, const struct reader *row)
{
    struct reader inner = reader_object(row, "lasted");
    requirement->lasted = offset_read(&inner, NULL);
}

static void
read_test(struct requirement *requirement, const struct reader *row, const struct requirement_scope *scope)
{
    switch (requirement->kind) {
    case REQUIRE_EMPLOYMENT:
        requirement->codes = reader_codes(row, "employment", &codes_employment);
        break;
    case REQUIRE_EMPLOYER_SIZE:
        requirement->codes = reader_codes(row, "employer_size", &codes_employer_size);
        break;
    case REQUIRE_WITHOUT:
        requirement->codes = reader_codes(row, "without", &codes_exception);
        break;
    case REQUIRE_UNFIT:
        requirement->unfit = reader_bool(row, "unfit");
        break;
    case REQUIRE_SPAN:
        read_span(requirement, row, scope);
        break;
    case REQUIRE_LAST:
        requirement->match = match_read(row, "last");
        requirement->is = match_read(row, "is");
        break;
    case REQUIRE_SOME:
        requirement->match = match_read(row, "some");
        break;
    case REQUIRE_NONE:
        requirement->match = match_read(row, "none");
        break;
    case REQUIRE_LASTED:
        read_lasted(requirement, row);
        break;
    case REQUIRE_ANY:
        read_any(requirement, row, scope);
        break;
    case REQUIRE_COUNT:
        break;
    }
}

struct requirement
requirement_read(const struct reader *row, const struct requirement_scope *scope)
{
    struct requirement requirement = {.code = reader_text(row, "code", 40),
                                      .otherwise = reason_find(row, "otherwise", scope->reasons),
                                      .kind = REQUIRE_COUNT};
    for (unsigned kind = 0; kind < REQUIRE_COUNT; kind++) {
        if (reader_has(row, keys[kind])) {
            if (requirement.kind != REQUIRE_COUNT) {
                reader_fail(row, keys[kind], "is a second test");
            }
            requirement.kind = (enum requirement_kind)kind;
        }
    }
    if (requirement.kind == REQUIRE_COUNT) {
        reader_fail(row, "", "has no test");
        return requirement;
    }
    bool with_is = requirement.kind == REQUIRE_SPAN || requirement.kind == REQUIRE_LAST;
    bool of_events =
        requirement.kind == REQUIRE_LAST || requirement.kind == REQUIRE_SOME || requirement.kind == REQUIRE_NONE;
    const char *names[6] = {"code", "otherwise", keys[requirement.kind]};
    size_t count = 3;
    if (with_is) {
        names[count++] = "is";
    }
    if (of_events) {
        names[count++] = "since_anchor";
    }
    reader_only(row, names);
    requirement.since_anchor = reader_has(row, "since_anchor") && reader_bool(row, "since_anchor");
    read_test(&requirement, row, scope);
    return requirement;
}

static bool
last_is(const struct requirement *requirement, const struct process_event *last)
{
    return last != NULL && match_event(&requirement->is, last);
}

static const struct process_event *
last_match(const struct requirement *requirement, const struct scene *scene, day_num anchor)
{
    const struct pick last = {
        .match = &requirement->match, .by = EVENT_DAY, .last = true, .since = requirement->since_anchor ? anchor : 0};
    return scene_pick(scene, &last);
}

static bool
has_lasted(const struct requirement *requirement, struct scene *scene, day_num limit)
{
    day_num end = offset_add(scene->start, requirement->lasted);
    day_num resumed = scene->resumed;
    bool before = resumed != 0 && !scene->unfit && end > resumed;
    return !before && scene_reached_by(scene, end, limit);
}

bool
requirement_holds(const struct requirement *requirement, struct scene *scene, struct requirement_days days)
{
    const struct process *process = scene->process;
    switch (requirement->kind) {
    case REQUIRE_EMPLOYMENT:
        return codes_has(requirement->codes, process->employment);
    case REQUIRE_EMPLOYER_SIZE:
        return codes_has(requirement->codes, process->facts.employer_size);
    case REQUIRE_WITHOUT:
        return (requirement->codes & process->facts.exceptions) == 0;
    case REQUIRE_UNFIT:
        return requirement->unfit == scene->unfit;
    case REQUIRE_SPAN:
        return codes_has(requirement->codes, span_state(requirement->span, scene, days.limit));
    case REQUIRE_LAST:
        return last_is(requirement, last_match(requirement, scene, days.anchor));
    case REQUIRE_SOME:
        return last_match(requirement, scene, days.anchor) != NULL;
    case REQUIRE_NONE:
        return last_match(requirement, scene, days.anchor) == NULL;
    case REQUIRE_LASTED:
        return has_lasted(requirement, scene, days.limit);
    case REQUIRE_ANY:
    case REQUIRE_COUNT:
        break;
    }
    for (size_t i = 0; i < requirement->any_count; i++) { /* none of them is an any */
        if (requirement_holds(requirement->any[i], scene, days)) {
            return true;
        }
    }
    return false;
}

bool
requirement_is_circumstance(const struct requirement *requirement)
{
    return requirement->kind == REQUIRE_EMPLOYMENT || requirement->kind == REQUIRE_UNFIT ||
           requirement->kind == REQUIRE_SPAN || requirement->kind == REQUIRE_WITHOUT ||
           requirement->kind == REQUIRE_NONE;
}

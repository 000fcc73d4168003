#include "service/process/facts/works.h"

#include <stdio.h>

#include "base/limits.h"
#include "service/core/problem.h"

static bool
is_given(const struct facts_change *change, enum fact fact)
{
    return codes_has(change->given, fact);
}

/* A later day is another resumption; an earlier one, what the last should have been. */
static enum tnw_err
add_resumption(struct call *call, struct works *works, day_num resumed)
{
    struct work *last = works->count == 0 ? NULL : &works->list[works->count - 1];
    if (last != NULL && resumed == 0) {
        *last = (struct work){0};
        works->count--;
    } else if (last != NULL && resumed < last->from) {
        last->from = resumed;
    } else if (resumed != 0 && (last == NULL || resumed > last->from)) {
        if (works->count == LIMIT_WORKS) {
            return problem_at(call, "/resumed", "rule", "is one more than the 24 that work can hold");
        }
        works->list[works->count++] = (struct work){.from = resumed};
    }
    return TNW_OK;
}

/* What is wrong is told where it was said: of resumed, only the last can be. */
static enum tnw_err
refuse_work(struct call *call, const struct facts_change *change, size_t index, const char *member, const char *detail)
{
    char pointer[32] = "/resumed";
    if (is_given(change, FACT_WORK)) {
        (void)snprintf(pointer, sizeof pointer, "/work/%zu/%s", index, member);
    }
    return problem_at(call, pointer, "rule", detail);
}

static enum tnw_err
check_order(struct call *call, const struct facts_change *change, const struct works *works, size_t index)
{
    const struct work *work = &works->list[index];
    const struct work *before = index == 0 ? NULL : &works->list[index - 1];
    day_num latest = call->found.today + LIMIT_PLANNED_AHEAD;
    if (before != NULL && before->until != 0 && work->from <= before->until + 1) {
        return refuse_work(call, change, index, "from", "must leave a day between it and the last day before");
    }
    if (before != NULL && work->from <= before->from) {
        return refuse_work(call, change, index, "from", "must be after the resumption before");
    }
    if (work->until != 0 && work->until < work->from) {
        return refuse_work(call, change, index, "until", "must not be before the first day");
    }
    if (work->from > latest || work->until > latest) {
        return refuse_work(call, change, index, work->from > latest ? "from" : "until",
                           "must be within the next three years");
    }
    return TNW_OK;
}

/* The list as it will be, against the start as it will be. */
static enum tnw_err
check_works(struct call *call, const struct facts_change *change, const struct works *works, day_num start)
{
    enum tnw_err err = TNW_OK;
    if (works->count > 0 && works->list[0].from <= start) {
        bool said = is_given(change, FACT_WORK) || (is_given(change, FACT_RESUMED) && works->count == 1);
        return said ? refuse_work(call, change, 0, "from", "must be after the first day of unfitness")
                    : problem_at(call, "/start", "rule", "must be before the first day of work again");
    }
    for (size_t i = 0; err == TNW_OK && i < works->count; i++) {
        err = check_order(call, change, works, i);
    }
    return err;
}

enum tnw_err
works_settle(struct call *call, const struct dossier *dossier, struct facts_change *change)
{
    struct works *works = &change->facts.works;
    day_num start = is_given(change, FACT_START) ? change->start : dossier->start;
    enum tnw_err err = TNW_OK;
    if (is_given(change, FACT_RESUMED) && is_given(change, FACT_WORK)) {
        return problem_at(call, "/resumed", "rule", "is the last of work: say one of the two");
    }
    if (!is_given(change, FACT_WORK)) {
        *works = dossier->facts.works;
    }
    if (is_given(change, FACT_RESUMED)) {
        err = add_resumption(call, works, change->resumed);
    }
    if (err == TNW_OK && (change->given & (CODE_BIT(FACT_RESUMED) | CODE_BIT(FACT_WORK) | CODE_BIT(FACT_START))) != 0) {
        err = check_works(call, change, works, start);
    }
    change->given |= is_given(change, FACT_RESUMED) ? CODE_BIT(FACT_WORK) : 0;
    return err;
}

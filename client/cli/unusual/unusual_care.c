#include <stdlib.h>

#include "unusual/unusual.h"

enum step_kind { STEP_ACCESS, STEP_BEGIN, STEP_END };

/* Something that an actor did in a dossier, or that began or ended their part in it. */
struct step {
    uint32_t dossier;
    uint32_t who;
    size_t at; /* number of the record */
    enum step_kind kind;
};

/* In one record the access comes first: who ends their own part still had it. */
static int
by_dossier_who_at(const void *left, const void *right)
{
    const struct step *a = left;
    const struct step *b = right;
    if (a->dossier != b->dossier) {
        return a->dossier < b->dossier ? -1 : 1;
    }
    if (a->who != b->who) {
        return a->who < b->who ? -1 : 1;
    }
    if (a->at != b->at) {
        return a->at < b->at ? -1 : 1;
    }
    return (int)a->kind - (int)b->kind;
}

/* Opening and closing are no access to what was there: without them nobody could begin, or would end outside. */
static bool
is_access(const struct unusual_record *r)
{
    return r->who != 0 && !r->patient && !r->outside_care && !r->consented && r->act != UNUSUAL_OPEN &&
           r->act != UNUSUAL_CLOSE;
}

/* At most two for a record. */
static size_t
steps_of(const struct unusual_record *r, size_t at, struct step *out)
{
    size_t count = 0;
    struct step step = {.dossier = r->dossier, .who = r->who, .at = at, .kind = STEP_ACCESS};
    if (r->decision != UNUSUAL_PERMIT || r->dossier == 0) {
        return 0;
    }
    if (is_access(r)) {
        out[count++] = step;
    }
    if (r->act == UNUSUAL_OPEN && !r->patient) {
        step.kind = STEP_BEGIN;
        out[count++] = step;
    } else if ((r->act == UNUSUAL_JOIN || r->act == UNUSUAL_LEAVE) && r->object != 0) {
        step.who = r->object;
        step.kind = r->act == UNUSUAL_JOIN ? STEP_BEGIN : STEP_END;
        out[count++] = step;
    }
    return count;
}

/* Returns for each record whether its dossier was closed before it; NULL: no memory. */
static bool *
find_closed(const struct unusual_log *log)
{
    bool *closed = calloc(log->count + 1, sizeof *closed);
    bool *now = calloc((size_t)log->names.count + 1, sizeof *now); /* by dossier */
    for (size_t i = 0; closed != NULL && now != NULL && i < log->count; i++) {
        const struct unusual_record *r = &log->records[i];
        bool done = r->decision == UNUSUAL_PERMIT;
        closed[i] = now[r->dossier];
        now[r->dossier] = done && r->act == UNUSUAL_CLOSE    ? true
                          : done && r->act == UNUSUAL_REOPEN ? false
                                                             : now[r->dossier];
    }
    if (now == NULL) {
        free(closed);
        closed = NULL;
    }
    free(now);
    return closed;
}

static void
widen_finding(const struct unusual_log *log, const struct step *step, struct unusual_finding *finding)
{
    uint32_t ground = log->records[step->at].ground;
    if (finding->count == 0) {
        *finding = (struct unusual_finding){
            .kind = UNUSUAL_KIND_CARE, .who = step->who, .dossier = step->dossier, .about = ground, .first = step->at};
    }
    finding->about = finding->about == ground ? ground : 0;
    finding->last = step->at;
    finding->count++;
}

static enum tnw_err
add_stretch(const struct unusual_log *log, const struct unusual_limits *limits, struct unusual_finding *finding,
            struct unusual_findings *findings)
{
    enum tnw_err err = finding->count == 0 ? TNW_OK : unusual_findings_add(findings, log, limits, finding);
    finding->count = 0;
    return err;
}

/* One actor in one dossier, from `from` on. Returns where the next begins. */
static size_t
walk_steps(const struct unusual_log *log, const struct unusual_limits *limits, const struct step *steps, size_t count,
           size_t from, const bool *closed, struct unusual_findings *findings, enum tnw_err *err)
{
    struct unusual_finding finding = {.count = 0};
    bool takes_part = false;
    size_t i = from;
    for (; i < count && steps[i].dossier == steps[from].dossier && steps[i].who == steps[from].who; i++) {
        bool inside = takes_part && !closed[steps[i].at];
        if (steps[i].kind == STEP_ACCESS && !inside) {
            widen_finding(log, &steps[i], &finding);
        } else {
            *err = *err == TNW_OK ? add_stretch(log, limits, &finding, findings) : *err;
        }
        takes_part = steps[i].kind == STEP_ACCESS ? takes_part : steps[i].kind == STEP_BEGIN;
    }
    *err = *err == TNW_OK ? add_stretch(log, limits, &finding, findings) : *err;
    return i;
}

enum tnw_err
unusual_care(const struct unusual_log *log, const struct unusual_limits *limits, struct unusual_findings *findings)
{
    enum tnw_err err = TNW_OK;
    size_t count = 0;
    bool *closed = find_closed(log);
    struct step *steps = reallocarray(NULL, log->count + 1, 2 * sizeof *steps);
    if (closed == NULL || steps == NULL) {
        err = TNW_E_NO_MEMORY;
        goto out;
    }
    for (size_t i = 0; i < log->count; i++) {
        count += steps_of(&log->records[i], i, steps + count);
    }
    qsort(steps, count, sizeof *steps, by_dossier_who_at);
    for (size_t i = 0; i < count && err == TNW_OK;) {
        i = walk_steps(log, limits, steps, count, i, closed, findings, &err);
    }
out:
    free(steps);
    free(closed);
    return err;
}

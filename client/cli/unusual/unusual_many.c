#include <stdlib.h>

#include "unusual/unusual.h"

struct touch {
    uint32_t who;
    uint32_t dossier;
    int64_t day;
    size_t at; /* number of the record */
};

static int
by_who_day_dossier(const void *left, const void *right)
{
    const struct touch *a = left;
    const struct touch *b = right;
    if (a->who != b->who) {
        return a->who < b->who ? -1 : 1;
    }
    if (a->day != b->day) {
        return a->day < b->day ? -1 : 1;
    }
    if (a->dossier != b->dossier) {
        return a->dossier < b->dossier ? -1 : 1;
    }
    return a->at < b->at ? -1 : a->at > b->at;
}

static size_t
gather_touches(const struct unusual_log *log, struct touch *touches)
{
    size_t count = 0;
    for (size_t i = 0; i < log->count; i++) {
        const struct unusual_record *r = &log->records[i];
        if (r->decision == UNUSUAL_PERMIT && r->dossier != 0 && r->who != 0 && !r->patient) {
            touches[count++] =
                (struct touch){.who = r->who, .dossier = r->dossier, .day = unusual_time_day(r->time), .at = i};
        }
    }
    return count;
}

/* What one actor did on one day, from `from` on. Returns where the next one begins. */
static size_t
count_day(const struct touch *touches, size_t count, size_t from, struct unusual_finding *finding)
{
    const struct touch *first = &touches[from];
    *finding = (struct unusual_finding){
        .kind = UNUSUAL_KIND_MANY, .who = first->who, .first = first->at, .last = first->at, .count = 1};
    size_t i = from + 1;
    for (; i < count && touches[i].who == first->who && touches[i].day == first->day; i++) {
        finding->count += touches[i].dossier != touches[i - 1].dossier;
        finding->first = touches[i].at < finding->first ? touches[i].at : finding->first;
        finding->last = touches[i].at > finding->last ? touches[i].at : finding->last;
    }
    return i;
}

enum tnw_err
unusual_many(const struct unusual_log *log, const struct unusual_limits *limits, struct unusual_findings *findings)
{
    struct touch *touches = reallocarray(NULL, log->count + 1, sizeof *touches);
    if (touches == NULL) {
        return TNW_E_NO_MEMORY;
    }
    size_t count = gather_touches(log, touches);
    qsort(touches, count, sizeof *touches, by_who_day_dossier);
    enum tnw_err err = TNW_OK;
    for (size_t i = 0; i < count && err == TNW_OK;) {
        struct unusual_finding finding;
        i = count_day(touches, count, i, &finding);
        if (finding.count > limits->many) {
            err = unusual_findings_add(findings, log, limits, &finding);
        }
    }
    free(touches);
    return err;
}

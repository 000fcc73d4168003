#include <stdlib.h>

#include "unusual/unusual.h"

struct answer {
    uint32_t who;
    bool refused;
    size_t at; /* number of the record */
};

static int
by_who_at(const void *left, const void *right)
{
    const struct answer *a = left;
    const struct answer *b = right;
    if (a->who != b->who) {
        return a->who < b->who ? -1 : 1;
    }
    return a->at < b->at ? -1 : a->at > b->at;
}

/* Looking at the inbox in between ends no row: a permitted request counts only when it is for a dossier. */
static size_t
gather_answers(const struct unusual_log *log, struct answer *answers)
{
    size_t count = 0;
    for (size_t i = 0; i < log->count; i++) {
        const struct unusual_record *r = &log->records[i];
        bool permitted = r->decision == UNUSUAL_PERMIT && r->dossier != 0;
        bool refused = r->decision == UNUSUAL_DENY;
        if (r->who != 0 && (permitted || refused)) {
            answers[count++] = (struct answer){.who = r->who, .refused = refused, .at = i};
        }
    }
    return count;
}

/* A row of one dossier names it; one over several names none. */
static struct unusual_finding
describe_row(const struct unusual_log *log, const struct answer *row, size_t count)
{
    const struct unusual_record *first = &log->records[row->at];
    struct unusual_finding finding = {.kind = UNUSUAL_KIND_DENIALS,
                                      .who = row->who,
                                      .dossier = first->dossier,
                                      .about = first->ground,
                                      .first = row->at,
                                      .last = row[count - 1].at,
                                      .count = first->times};
    for (size_t i = 1; i < count; i++) {
        const struct unusual_record *r = &log->records[row[i].at];
        finding.count += r->times;
        finding.dossier = r->dossier == finding.dossier ? finding.dossier : 0;
        finding.about = r->ground == finding.about ? finding.about : 0;
    }
    return finding;
}

enum tnw_err
unusual_denials(const struct unusual_log *log, const struct unusual_limits *limits, struct unusual_findings *findings)
{
    struct answer *answers = reallocarray(NULL, log->count + 1, sizeof *answers);
    if (answers == NULL) {
        return TNW_E_NO_MEMORY;
    }
    size_t count = gather_answers(log, answers);
    qsort(answers, count, sizeof *answers, by_who_at);
    enum tnw_err err = TNW_OK;
    for (size_t i = 0; i < count && err == TNW_OK;) {
        size_t row = i;
        while (i < count && answers[i].refused && answers[i].who == answers[row].who) {
            i++;
        }
        if (i == row) {
            i++;
            continue;
        }
        struct unusual_finding finding = describe_row(log, &answers[row], i - row);
        if (finding.count >= limits->denials) {
            err = unusual_findings_add(findings, log, limits, &finding);
        }
    }
    free(answers);
    return err;
}

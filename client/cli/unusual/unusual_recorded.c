#include <stdlib.h>

#include "unusual/unusual.h"

#define DAY_MS INT64_C(86400000)

/* Backwards, so that the patient's next own act in each dossier is known. */
static enum tnw_err
find_recorded(const struct unusual_log *log, const struct unusual_limits *limits, int64_t *next,
              struct unusual_findings *findings)
{
    int64_t end = log->count == 0 ? 0 : log->records[log->count - 1].time;
    enum tnw_err err = TNW_OK;
    for (size_t i = log->count; i > 0 && err == TNW_OK; i--) {
        const struct unusual_record *r = &log->records[i - 1];
        int64_t term = r->time + limits->days * DAY_MS;
        if (r->patient && r->decision == UNUSUAL_PERMIT) {
            next[r->dossier] = r->time;
        }
        if (r->recorded && next[r->dossier] > term && end > term) {
            const struct unusual_finding finding = {.kind = UNUSUAL_KIND_RECORDED,
                                                    .who = r->who,
                                                    .dossier = r->dossier,
                                                    .about = r->object,
                                                    .first = i - 1,
                                                    .last = i - 1,
                                                    .count = 1};
            err = unusual_findings_add(findings, log, limits, &finding);
        }
    }
    return err;
}

enum tnw_err
unusual_recorded(const struct unusual_log *log, const struct unusual_limits *limits, struct unusual_findings *findings)
{
    int64_t *next = reallocarray(NULL, (size_t)log->names.count + 1, sizeof *next);
    if (next == NULL) {
        return TNW_E_NO_MEMORY;
    }
    for (uint32_t i = 0; i <= log->names.count; i++) {
        next[i] = INT64_MAX;
    }
    enum tnw_err err = find_recorded(log, limits, next, findings);
    free(next);
    return err;
}

#include <stdlib.h>

#include "unusual/unusual.h"

const char *const unusual_codes[UNUSUAL_KINDS] = {
    [UNUSUAL_KIND_MANY] = "many_dossiers",
    [UNUSUAL_KIND_CARE] = "outside_care",
    [UNUSUAL_KIND_DENIALS] = "denials",
    [UNUSUAL_KIND_RECORDED] = "recorded_unseen",
};

const enum text unusual_meanings[UNUSUAL_KINDS] = {
    [UNUSUAL_KIND_MANY] = TEXT_UNUSUAL_MANY,
    [UNUSUAL_KIND_CARE] = TEXT_UNUSUAL_CARE,
    [UNUSUAL_KIND_DENIALS] = TEXT_UNUSUAL_DENIALS,
    [UNUSUAL_KIND_RECORDED] = TEXT_UNUSUAL_RECORDED,
};

enum tnw_err
unusual_findings_add(struct unusual_findings *findings, const struct unusual_log *log,
                     const struct unusual_limits *limits, const struct unusual_finding *finding)
{
    int64_t time = log->records[finding->first].time;
    if (time < limits->from || time >= limits->until) {
        return TNW_OK;
    }
    if (findings->count == findings->room) {
        size_t room = findings->room == 0 ? 32 : findings->room * 2;
        struct unusual_finding *items = reallocarray(findings->items, room, sizeof *items);
        if (items == NULL) {
            return TNW_E_NO_MEMORY;
        }
        findings->items = items;
        findings->room = room;
    }
    findings->items[findings->count++] = *finding;
    return TNW_OK;
}

void
unusual_findings_wipe(struct unusual_findings *findings)
{
    free(findings->items);
    *findings = (struct unusual_findings){0};
}

#include "access_fresh.h"

#include <string.h>

#include "fault.h"
#include "reading.h"

static enum tnw_err
find_expected(struct access_fresh *fresh, const struct tnw_access_expected *shown, int64_t seq,
              struct tnw_finding *finding)
{
    for (size_t i = 0; i < fresh->expected_count; i++) {
        const struct tnw_access_expected *expected = &fresh->expected[i];
        if (strcmp(expected->request, shown->request) != 0) {
            continue;
        }
        if (expected->leaf[0] != 0 && strcmp(expected->leaf, shown->leaf) != 0) {
            return fault_found(finding, TNW_FAULT_KNOWN, seq, "the record of %s is not the one that was shown before",
                               expected->request);
        }
        fresh->found[i] = true;
    }
    return TNW_OK;
}

enum tnw_err
access_fresh_take(struct access_fresh *fresh, const struct logged *record, bool in_map, struct tnw_finding *finding)
{
    struct tnw_access_expected shown = {.request = ""};
    int64_t seq = (int64_t)record->seq;
    hex_encode(shown.leaf, record->leaf.bytes, HASH_SIZE);
    if (!reading_copy(shown.request, sizeof shown.request, json_object_get(record->json, "request"))) {
        shown.request[0] = 0;
    }
    fresh->newest = record->time > fresh->newest ? record->time : fresh->newest;
    if (!in_map && fresh->newest - record->time > ACCESS_UNSEALED_MS) {
        return fault_found(finding, TNW_FAULT_STALE, seq,
                           "record %llu is %lld seconds older than the newest one and still under no checkpoint's map",
                           (unsigned long long)record->seq, (long long)((fresh->newest - record->time) / 1000));
    }
    if (!in_map && shown.request[0] != 0 && fresh->pending_count < ACCESS_EXPECTED_MAX) {
        fresh->pending[fresh->pending_count++] = shown;
    }
    return find_expected(fresh, &shown, seq, finding);
}

enum tnw_err
access_fresh_end(const struct access_fresh *fresh, struct tnw_finding *finding)
{
    for (size_t i = 0; i < fresh->expected_count; i++) {
        if (!fresh->found[i]) {
            return fault_found(finding, TNW_FAULT_STALE, FAULT_NOWHERE,
                               "%s was answered before and is not in the list: an old answer, or one left out. Look "
                               "again; if it stays so, tell the auditor",
                               fresh->expected[i].request);
        }
    }
    return TNW_OK;
}

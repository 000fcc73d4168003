#include "audit/refusal_count.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void
refusal_count_ground(char ground[REFUSAL_COUNT_GROUND], uint64_t count, time_ms since)
{
    char text[TIME_TEXT];
    time_format(text, since);
    (void)snprintf(ground, REFUSAL_COUNT_GROUND, "counted:%" PRIu64 " since:%s", count, text);
}

/* Reads both, and writes them again: so there is one form. */
static bool
ground_holds(struct slice ground, time_ms until)
{
    static const char counted[] = "counted:";
    static const char since[] = " since:";
    char text[REFUSAL_COUNT_GROUND] = "";
    char again[REFUSAL_COUNT_GROUND];
    char *end;
    time_ms first;
    if (ground.len >= sizeof text || ground.len < strlen(counted)) {
        return false;
    }
    memcpy(text, ground.ptr, ground.len);
    uint64_t count = strtoull(text + strlen(counted), &end, 10);
    if (count == 0 || strncmp(end, since, strlen(since)) != 0 || time_parse(&first, end + strlen(since)) != TNW_OK) {
        return false;
    }
    refusal_count_ground(again, count, first);
    return strcmp(text, again) == 0 && first <= until;
}

bool
refusal_count_holds(const struct record_view *record)
{
    if (!slice_eq(record->action, slice_str(REFUSAL_COUNT_ACTION))) {
        return true;
    }
    bool names = !id_is_zero(&record->dossier) || record->object.len > 0 || record->listed_count > 0;
    return !names && slice_eq(record->decision, slice_str("deny")) && record->status == REFUSAL_COUNT_STATUS &&
           ground_holds(record->ground, record->time);
}

/*
 * The record that counts refusals which tell nothing of anybody (docs/protocol.md, part 3). What it says is in its
 * action and its ground, `counted:N since:TIME`: how many, and when the first of them was.
 */
#ifndef TNW_AUDIT_REFUSAL_COUNT_H
#define TNW_AUDIT_REFUSAL_COUNT_H

#include <stdbool.h>

#include "audit/record_view.h"

#define REFUSAL_COUNT_ACTION "refusals.count"
#define REFUSAL_COUNT_STATUS 429
#define REFUSAL_COUNT_GROUND (sizeof "counted:18446744073709551615 since:" + TIME_TEXT)

/* Out: ground, of the record. */
void refusal_count_ground(char ground[REFUSAL_COUNT_GROUND], uint64_t count, time_ms since);

/* Whether a record of that action is as it must be: it counts some, from a time that is not to come, and names neither
 * a dossier nor an object. True of each other record. */
bool refusal_count_holds(const struct record_view *record);

#endif

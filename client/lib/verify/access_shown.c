#include "access_shown.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/* The same in both. */
static const char *const equal_members[] = {"seq",        "time",    "role",     "action", "object",
                                            "categories", "purpose", "decision", "ground", "status"};
/* An id in the record; id and name in the line. */
static const char *const party_members[] = {"actor", "organisation"};

static bool
same_party(const json_t *shown, const json_t *recorded)
{
    if (json_is_null(recorded) || json_is_null(shown)) {
        return json_is_null(recorded) && json_is_null(shown);
    }
    const json_t *id = json_object_get(shown, "id");
    return id != NULL && json_equal(id, recorded) != 0;
}

/* Only a record of what was done in somebody's name has the member; the line has it always: null. */
static bool
same_principal(const json_t *shown, const json_t *recorded)
{
    return recorded == NULL ? json_is_null(shown) : same_party(shown, recorded);
}

/* A line with proof stands for one record, and says so if it says anything. */
static const char *
folded_member(const json_t *access)
{
    const json_t *count = json_object_get(access, "count");
    if (count != NULL && json_integer_value(count) != 1) {
        return "count";
    }
    static const char *const times[] = {"first", "until"};
    for (size_t i = 0; i < sizeof times / sizeof times[0]; i++) {
        const json_t *time = json_object_get(access, times[i]);
        if (time != NULL && !json_is_null(time) && !json_equal(time, json_object_get(access, "time"))) {
            return times[i];
        }
    }
    return NULL;
}

const char *
access_shown_differs(const json_t *access, const json_t *record)
{
    for (size_t i = 0; i < sizeof equal_members / sizeof equal_members[0]; i++) {
        const char *name = equal_members[i];
        const json_t *shown = json_object_get(access, name);
        if (shown == NULL || !json_equal(shown, json_object_get(record, name))) {
            return name;
        }
    }
    for (size_t i = 0; i < sizeof party_members / sizeof party_members[0]; i++) {
        const char *name = party_members[i];
        if (!same_party(json_object_get(access, name), json_object_get(record, name))) {
            return name;
        }
    }
    if (!same_principal(json_object_get(access, "for"), json_object_get(record, "for"))) {
        return "for";
    }
    return folded_member(access);
}

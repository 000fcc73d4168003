#include "proof/access_proven.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct proven_record {
    int64_t seq;
    char time[TNW_TIME_TEXT];
    char *facts;  /* all that a fold has in common; freed with free() */
    char *object; /* and what it has not */
};

/* Newest first. */
struct access_proven {
    int64_t newest;  /* of what will be asked for */
    uint64_t wanted; /* and how many: what is shown holds all from there on, though not always in the order of time */
    struct proven_record *records;
    size_t count;
    size_t room;
};

struct access_proven *
access_proven_new(const struct tnw_accesses *shown)
{
    struct access_proven *proven = calloc(1, sizeof *proven);
    if (proven != NULL && shown->count > 0) {
        proven->newest = shown->items[0].seq;
        for (size_t i = 0; i < shown->count; i++) {
            proven->wanted += shown->items[i].count > 0 ? (uint64_t)shown->items[i].count : 0;
        }
    }
    return proven;
}

void
access_proven_free(struct access_proven *proven)
{
    for (size_t i = 0; proven != NULL && i < proven->count; i++) {
        free(proven->records[i].facts);
        free(proven->records[i].object);
    }
    if (proven != NULL) {
        free(proven->records);
    }
    free(proven);
}

static const char *
or_dash(const char *text)
{
    return text == NULL ? "-" : text;
}

/* Returns what repetitions have in common, freed with free(), or NULL: no memory. No member holds a line end. */
static char *
facts_of(const struct tnw_access *access)
{
    char *text = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&text, &len);
    if (out == NULL) {
        return NULL;
    }
    const char *const members[] = {access->actor == NULL ? NULL : access->actor->id,
                                   access->organisation == NULL ? NULL : access->organisation->id,
                                   access->acted_for == NULL ? NULL : access->acted_for->id,
                                   access->role,
                                   access->action,
                                   access->purpose,
                                   access->decision,
                                   access->ground};
    for (size_t i = 0; i < sizeof members / sizeof members[0]; i++) {
        fprintf(out, "%s\n", or_dash(members[i]));
    }
    for (tnw_texts category = access->categories; *category != NULL; category++) {
        fprintf(out, "%s\n", *category);
    }
    if (fclose(out) != 0) {
        free(text);
        return NULL;
    }
    return text;
}

static bool
add_proven(struct access_proven *proven, const struct tnw_access *access)
{
    if (proven->count == proven->room) {
        size_t room = proven->room == 0 ? 64 : 2 * proven->room;
        struct proven_record *grown = reallocarray(proven->records, room, sizeof *grown);
        if (grown == NULL) {
            return false;
        }
        proven->records = grown;
        proven->room = room;
    }
    struct proven_record *record = &proven->records[proven->count];
    *record = (struct proven_record){
        .seq = access->seq, .facts = facts_of(access), .object = strdup(or_dash(access->object))};
    (void)snprintf(record->time, sizeof record->time, "%s", access->time);
    proven->count++;
    return record->facts != NULL && record->object != NULL;
}

bool
access_proven_add(struct access_proven *proven, const struct tnw_accesses *accesses)
{
    for (size_t i = 0; i < accesses->count; i++) {
        const struct tnw_access *access = &accesses->items[i];
        bool wanted = access->seq <= proven->newest && proven->count < proven->wanted;
        if (wanted && !add_proven(proven, access)) {
            return false;
        }
    }
    return true;
}

/* Returns the place of that record, or count. */
static size_t
find_proven(const struct access_proven *proven, int64_t seq)
{
    size_t low = 0;
    size_t high = proven->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (proven->records[middle].seq > seq) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < proven->count && proven->records[low].seq == seq ? low : proven->count;
}

/* From its newest record on as many as it says, the last of which is of its first time. */
static bool
counts_right(const struct access_proven *proven, size_t at, const struct tnw_access *access, const char *facts)
{
    int64_t count = 0;
    while (at < proven->count && count < access->count) {
        const struct proven_record *record = &proven->records[at++];
        count += strcmp(record->facts, facts) == 0 ? 1 : 0;
        if (count == access->count) {
            return strcmp(record->time, access->first) == 0;
        }
    }
    return false;
}

static const char *
what_differs(const struct access_proven *proven, const struct tnw_access *access, const char *facts)
{
    size_t at = find_proven(proven, access->seq);
    if (at == proven->count) {
        return "is told, and is none of the proven records";
    }
    const struct proven_record *record = &proven->records[at];
    if (strcmp(record->facts, facts) != 0 ||
        (access->count == 1 && strcmp(record->object, or_dash(access->object)) != 0)) {
        return "is told otherwise than it is recorded";
    }
    if (strcmp(record->time, access->time) != 0 || strcmp(access->until, access->time) != 0) {
        return "is told of another time than it is recorded";
    }
    return counts_right(proven, at, access, facts) ? NULL : "is told as another number of records than there are";
}

enum tnw_err
access_proven_check(const struct access_proven *proven, const struct tnw_accesses *shown, struct tnw_finding *finding)
{
    for (size_t i = 0; i < shown->count; i++) {
        const struct tnw_access *access = &shown->items[i];
        char *facts = facts_of(access);
        const char *differs = facts == NULL ? NULL : what_differs(proven, access, facts);
        bool no_memory = facts == NULL;
        free(facts);
        if (no_memory) {
            return TNW_E_NO_MEMORY;
        }
        if (differs != NULL) {
            *finding = (struct tnw_finding){.fault = TNW_FAULT_SHOWN, .seq = access->seq};
            (void)snprintf(finding->text, sizeof finding->text, "it %s", differs);
            return TNW_E_CRYPTO;
        }
    }
    return TNW_OK;
}

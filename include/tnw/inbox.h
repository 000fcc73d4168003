/*
 * Events for me.
 */
#ifndef TNW_INBOX_H
#define TNW_INBOX_H

#include "tnw/api.h"
#include "tnw/client.h"

TNW_BEGIN

struct tnw_event {
    int64_t seq;
    const char *type; /* "message.posted" */
    const char *time;
    const char *dossier;   /* or NULL */
    const char *object;    /* id of what it is about, or NULL */
    const char *by;        /* actor, or NULL */
    const char *acted_for; /* the doctor or team in whose name, or NULL */
    const char *thread;    /* in which it happened, or NULL */
    const char *kind;      /* of a message; else NULL */
    const char *answer_by; /* date, of a message that asks for an answer by one; else NULL */
    const char *rule;      /* of the timeline, of an event about a step; else NULL */
    const char *due;       /* date, the last day of that step; else NULL */
};

struct tnw_events {
    const struct tnw_event *items;
    size_t count;
    const char *next;   /* never NULL: where to go on */
    int64_t seen_until; /* seq of the last event that I said to have seen, on whatever device; 0 for none */
};

struct tnw_inbox_seen {
    int64_t seen_until;
};

/* In: page, NULL to begin; wait_s, 0 to 55: how long the server waits for an event when there is none yet. The client's
 * timeout is longer by as much. Out: events, perhaps none. Errors: INVALID_PARAMETER. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_inbox_list(struct tnw_client *client, const struct tnw_page *page,
                                                   unsigned wait_s, struct tnw_events **events);
TNW_API void tnw_events_free(struct tnw_events **events);
/* Tells all my devices how far I have seen my inbox; it only grows. In: until, seq of an event of mine. Out: seen, how
 * far that is now. Errors: INVALID_BODY: there is no such event yet. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_inbox_mark_seen(struct tnw_client *client, int64_t until,
                                                        struct tnw_inbox_seen **seen);
TNW_API void tnw_inbox_seen_free(struct tnw_inbox_seen **seen);

TNW_END
#endif

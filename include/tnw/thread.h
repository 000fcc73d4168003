/*
 * TRIO: threads in which the doctors of a dossier confer, and their messages.
 */
#ifndef TNW_THREAD_H
#define TNW_THREAD_H

#include "tnw/api.h"
#include "tnw/attachment.h"
#include "tnw/client.h"

TNW_BEGIN

struct tnw_thread_member {
    const char *actor;
    const char *name;
    const char *role;
    const char *view; /* all; addressed: of a thread of others what is addressed to them */
};

/* A vraag or an overlegverzoek that nobody has answered yet. */
struct tnw_open_question {
    const char *message;
    const char *by; /* actor who asks */
    const char *kind;
    tnw_texts to;          /* actors who are asked */
    const char *answer_by; /* date, or NULL */
    const char *state;     /* open, overdue */
    const char *step;      /* of the timeline, on which a decision is wanted; or NULL */
};

struct tnw_conclusion {
    const char *text;
    const char *by;
    const char *at;
};

struct tnw_thread {
    const char *id;
    const char *dossier;
    const char *procedure; /* tnw_traject, bezoek, rit, overmacht, opvolging_ao */
    const char *subject;
    const char *state; /* open, closed */
    const char *started;
    const char *started_by;
    const struct tnw_thread_member *participants;
    size_t participant_count;
    int64_t messages; /* how many; 0 when that is not told */
    const struct tnw_open_question *open;
    size_t open_count;
    const struct tnw_conclusion *conclusion; /* NULL while open, or when that is not told */
};

struct tnw_threads {
    const struct tnw_thread *items;
    size_t count;
    const char *next; /* NULL at the end */
};

struct tnw_read_mark {
    const char *actor;
    const char *at;
};

struct tnw_message {
    const char *id;
    const char *thread;
    const char *kind; /* vraag antwoord advies doorverwijzing overlegverzoek beslissing ontvangst */
    const char *text; /* NULL after send */
    tnw_texts fragments;
    const struct tnw_attachment *attachments;
    size_t attachment_count;
    const char *reply_to;  /* or NULL */
    const char *answer_by; /* date, or NULL */
    tnw_texts to;          /* actors that it names; empty: all who see the whole thread */
    const char *step;      /* of the timeline, on which a decision is asked, or was taken; or NULL */
    const char *decision;  /* yes, no; NULL: it is none */
    const char *author;
    const char *author_role;
    const char *by; /* the medewerker who did it in the author's name; NULL: the author did */
    const char *sent;
    const struct tnw_read_mark *read_by; /* empty after send */
    size_t read_by_count;
};

struct tnw_messages {
    const struct tnw_message *items;
    size_t count;
    const char *next; /* NULL at the end */
};

struct tnw_receipt {
    const char *message;
    const char *read; /* when */
};

struct tnw_thread_new {
    const char *procedure;
    const char *subject;
    tnw_texts participants; /* actor ids, without oneself */
};

/* In: dossier; thread. Out: started. Errors: INVALID_BODY, CONSENT_REQUIRED. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_thread_start(struct tnw_client *client, const char *dossier,
                                                     const struct tnw_thread_new *thread, struct tnw_thread **started);
/* In: dossier; page, NULL for the first. Out: threads. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_thread_list(struct tnw_client *client, const char *dossier,
                                                    const struct tnw_page *page, struct tnw_threads **threads);
/* In: id. Out: thread. Errors: NOT_FOUND. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_thread_get(struct tnw_client *client, const char *id,
                                                   struct tnw_thread **thread);
/* In: id; conclusion, text. Out: thread. Errors: NOT_FOUND, THREAD_CLOSED. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_thread_close(struct tnw_client *client, const char *id, const char *conclusion,
                                                     struct tnw_thread **thread);

struct tnw_message_new {
    const char *kind;
    const char *text;
    tnw_texts fragments;
    const char *reply_to;
    const char *answer_by;
    tnw_texts to;         /* actors: who is asked, or for whom it is; NULL: all who see the whole thread */
    const char *step;     /* of a question: the step of the timeline on which a decision is asked; or NULL */
    const char *decision; /* of a beslissing in reply to such a question: yes, no; else NULL */
    const struct tnw_attachment_ref *attachments; /* one's own drafts in that dossier, at most 8; NULL: none */
    size_t attachment_count;
    const char *idempotency_key; /* NULL: a fresh random one; see tnw/attachment.h */
};

/* In: thread; message. Out: sent. Errors: THREAD_CLOSED, CONSENT_REQUIRED, INVALID_BODY. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_message_send(struct tnw_client *client, const char *thread,
                                                     const struct tnw_message_new *message, struct tnw_message **sent);
/* Oldest first. In: thread; page, NULL for the first. Out: messages. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_message_list(struct tnw_client *client, const char *thread,
                                                     const struct tnw_page *page, struct tnw_messages **messages);
/* Tells the others that I have read it. In: thread; id. Out: receipt. Errors: NOT_FOUND. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_message_ack(struct tnw_client *client, const char *thread, const char *id,
                                                    struct tnw_receipt **receipt);
TNW_API void tnw_thread_free(struct tnw_thread **thread);
TNW_API void tnw_threads_free(struct tnw_threads **threads);
TNW_API void tnw_message_free(struct tnw_message **message);
TNW_API void tnw_messages_free(struct tnw_messages **messages);
TNW_API void tnw_receipt_free(struct tnw_receipt **receipt);

TNW_END
#endif

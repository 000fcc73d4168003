/*
 * What professionals of a primary-care zone share beside dossiers: anonymous case discussions, netwerkmomenten,
 * obstacles by code. Texts are about nobody: one that could tell who it is about is refused, with the place.
 */
#ifndef TNW_ELZ_H
#define TNW_ELZ_H

#include <stdbool.h>

#include "tnw/api.h"
#include "tnw/client.h"

TNW_BEGIN

struct tnw_casus_member {
    const char *actor;
    const char *name; /* or NULL */
};

struct tnw_casus {
    const char *id;
    const char *subject;
    const char *state; /* open, closed */
    const char *opened;
    const char *author; /* actor */
    const char *moment; /* the netwerkmoment that it belongs to, or NULL */
    int64_t messages;
    const struct tnw_casus_member *members; /* none in a list, as are those below */
    size_t member_count;
    const char *text;
    const char *conclusion; /* NULL while open */
    const char *closed_by;
    const char *closed;
};

struct tnw_casus_list {
    const struct tnw_casus *items;
    size_t count;
    const char *next; /* NULL at the end */
};

struct tnw_casus_message {
    const char *id;
    const char *kind;     /* vraag antwoord advies ontvangst */
    const char *reply_to; /* or NULL */
    const char *author;
    const char *author_role;
    const char *sent;
    const char *text;
};

struct tnw_casus_messages {
    const struct tnw_casus_message *items;
    size_t count;
    const char *next; /* NULL at the end */
};

struct tnw_casus_new {
    const char *subject;
    const char *text;
    tnw_texts members;  /* actor ids, of at least five people, without oneself */
    const char *moment; /* or NULL */
};

struct tnw_casus_message_new {
    const char *kind;
    const char *text;
    const char *reply_to; /* or NULL */
};

/* Out: casus. Errors: INVALID_BODY: the text tells who it is about, or too few are invited; UNAVAILABLE: again. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_casus_start(struct tnw_client *client, const struct tnw_casus_new *start,
                                                    struct tnw_casus **casus);
/* Those to which one is invited. In: moment, NULL for all; page, NULL for the first. Out: list. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_casus_get_all(struct tnw_client *client, const char *moment,
                                                      const struct tnw_page *page, struct tnw_casus_list **list);
/* In: id. Out: casus. Errors: NOT_FOUND. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_casus_get(struct tnw_client *client, const char *id, struct tnw_casus **casus);
/* In: id; conclusion. Out: casus. Errors: NOT_FOUND, THREAD_CLOSED, NOT_AUTHOR, INVALID_BODY. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_casus_close(struct tnw_client *client, const char *id, const char *conclusion,
                                                    struct tnw_casus **casus);
/* In: casus; message. Out: said. Errors: NOT_FOUND, THREAD_CLOSED, INVALID_BODY, UNAVAILABLE. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_casus_say(struct tnw_client *client, const char *casus,
                                                  const struct tnw_casus_message_new *message,
                                                  struct tnw_casus_message **said);
/* Oldest first. In: casus; page, NULL for the first. Out: messages. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_casus_get_messages(struct tnw_client *client, const char *casus,
                                                           const struct tnw_page *page,
                                                           struct tnw_casus_messages **messages);

struct tnw_signup {
    const char *actor;
    const char *name; /* or NULL */
    const char *at;
};

struct tnw_moment {
    const char *id;
    const char *date;
    const char *time; /* in Belgium, or NULL */
    const char *zone;
    const char *theme;
    const char *place;
    const char *text;
    tnw_texts roles; /* whom it is for; none, as kinds: everybody of the zone */
    tnw_texts kinds;
    const char *organiser; /* actor */
    const char *name;      /* of the organiser, or NULL */
    bool open;             /* seen from other zones as well, by who asks for its zone */
    const char *cancelled; /* since when it does not take place, or NULL */
    int64_t guests;
    bool signed_up;                   /* oneself, by any registration */
    const struct tnw_signup *signups; /* none in a list, and but for its organiser */
    size_t signup_count;
    const char *etag; /* for tnw_moment_change; NULL in a list */
};

struct tnw_moments {
    const struct tnw_moment *items;
    size_t count;
    const char *next; /* NULL at the end */
};

struct tnw_moment_new {
    const char *date;
    const char *time; /* or NULL, as are text, roles and kinds */
    const char *zone;
    const char *theme;
    const char *place;
    const char *text;
    tnw_texts roles;
    tnw_texts kinds;
    bool open;
};

/* Out: moment. Errors: INVALID_BODY, UNAVAILABLE. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_moment_add(struct tnw_client *client, const struct tnw_moment_new *announced,
                                                   struct tnw_moment **moment);
/* The whole of it, by who organises it; who signed up is told. In: id; etag, of the one that was seen; changed. Out:
 * moment. Errors: NOT_FOUND, NOT_AUTHOR, VERSION_CONFLICT, INVALID_BODY, UNAVAILABLE; CONFLICT: it is over, or
 * cancelled. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_moment_change(struct tnw_client *client, const char *id, const char *etag,
                                                      const struct tnw_moment_new *changed, struct tnw_moment **moment);
/* By who organises it; who signed up is told. In: id. Out: moment. Errors: NOT_FOUND, NOT_AUTHOR; CONFLICT: it is
 * over. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_moment_cancel(struct tnw_client *client, const char *id,
                                                      struct tnw_moment **moment);
/* By day. In: zone, NULL for all of one's own; from, NULL for today; page, NULL for the first. Out: moments. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_moment_list(struct tnw_client *client, const char *zone, const char *from,
                                                    const struct tnw_page *page, struct tnw_moments **moments);
/* In: id. Out: moment. Errors: NOT_FOUND. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_moment_get(struct tnw_client *client, const char *id,
                                                   struct tnw_moment **moment);
/* In: id. Out: moment. Errors: NOT_FOUND; CONFLICT: it is over, cancelled, or full. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_moment_sign_up(struct tnw_client *client, const char *id,
                                                       struct tnw_moment **moment);
/* In: id. Errors: NOT_FOUND. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_moment_sign_off(struct tnw_client *client, const char *id);

struct tnw_knelpunt {
    const char *code;
    const char *theme;
    const char *theme_text; /* in the client's language, as is text */
    const char *text;
};

struct tnw_knelpunten {
    const struct tnw_knelpunt *items;
    size_t count;
    const char *version;
};

struct tnw_knelpunt_count {
    const char *theme;
    const char *text;
    int64_t people; /* about so many, a multiple of five; 0: fewer than five */
};

struct tnw_knelpunt_counts {
    const char *quarter; /* 2026-Q3 */
    const struct tnw_knelpunt_count *items;
    size_t count;
};

struct tnw_knelpunt_reported {
    const char *quarter; /* in which it counts */
};

/* In: code. Out: reported. Errors: INVALID_BODY. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_knelpunt_report(struct tnw_client *client, const char *code,
                                                        struct tnw_knelpunt_reported **reported);
/* Out: knelpunten, all. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_knelpunt_list(struct tnw_client *client, struct tnw_knelpunten **knelpunten);
/* In: quarter, NULL for the last one that is over. Out: counts. Errors: INVALID_PARAMETER. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_knelpunt_get_counts(struct tnw_client *client, const char *quarter,
                                                            struct tnw_knelpunt_counts **counts);

TNW_API void tnw_casus_free(struct tnw_casus **casus);
TNW_API void tnw_casus_list_free(struct tnw_casus_list **casus_list);
TNW_API void tnw_casus_message_free(struct tnw_casus_message **casus_message);
TNW_API void tnw_casus_messages_free(struct tnw_casus_messages **casus_messages);
TNW_API void tnw_moment_free(struct tnw_moment **moment);
TNW_API void tnw_moments_free(struct tnw_moments **moments);
TNW_API void tnw_knelpunten_free(struct tnw_knelpunten **knelpunten);
TNW_API void tnw_knelpunt_counts_free(struct tnw_knelpunt_counts **knelpunt_counts);
TNW_API void tnw_knelpunt_reported_free(struct tnw_knelpunt_reported **knelpunt_reported);

TNW_END
#endif

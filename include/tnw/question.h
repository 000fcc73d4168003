/*
 * Questions of TRIO threads that wait for an answer, over all dossiers.
 */
#ifndef TNW_QUESTION_H
#define TNW_QUESTION_H

#include "tnw/actor.h"
#include "tnw/api.h"
#include "tnw/client.h"

TNW_BEGIN

struct tnw_question {
    const char *message;
    const char *thread;
    const char *dossier;
    struct tnw_person patient;
    const char *procedure;
    const char *subject;  /* of the thread */
    struct tnw_person by; /* who asks */
    const char *kind;
    tnw_texts to;          /* actors who are asked */
    const char *answer_by; /* date, or NULL */
    const char *state;     /* open, overdue */
    const char *step;      /* of the timeline, on which a decision is wanted; or NULL */
};

struct tnw_questions {
    const struct tnw_question *items;
    size_t count;
    const char *next; /* NULL at the end */
};

/* By the last day for an answer; those without one stand last. In: side, for_me or by_me; NULL: for_me. before, a date:
 * only what has a last day before it; NULL: all. page, NULL for the first; a page has 20 at most. Out: questions.
 * Errors: INVALID_PARAMETER. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_question_list(struct tnw_client *client, const char *side, const char *before,
                                                      const struct tnw_page *page, struct tnw_questions **questions);
TNW_API void tnw_questions_free(struct tnw_questions **questions);

TNW_END
#endif

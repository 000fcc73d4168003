/*
 * What waits for one, or for an answer to one, over all dossiers.
 */
#ifndef TNW_DUE_H
#define TNW_DUE_H

#include <stdbool.h>

#include "tnw/actor.h"
#include "tnw/api.h"
#include "tnw/client.h"
#include "tnw/consent.h"
#include "tnw/question.h"

TNW_BEGIN

struct tnw_due_step {
    const char *rule;   /* code of the step */
    const char *title;  /* in the language asked for */
    const char *state;  /* due, overdue, coming … */
    const char *status; /* law, announced, own */
    bool duty;          /* must; false: may */
    const char *due;    /* date, or NULL */
};

struct tnw_due {
    const char *dossier;
    struct tnw_person patient;
    const char *day;  /* date by which it stands among the others, or NULL */
    const char *side; /* for_me: it waits for oneself; by_me: for an answer to one */
    const struct tnw_due_step *steps;
    size_t step_count;
    const struct tnw_question *questions;
    size_t question_count;
    const struct tnw_consent_request *requests; /* open ones */
    size_t request_count;
};

struct tnw_dues {
    const struct tnw_due *items;
    size_t count;
    const char *next; /* NULL at the end */
};

/* By day: steps that one is to do in one's role, one item for each dossier and day; questions to one and by one, each
 * an item. Behind these questions without a last day, then requests for consent that the patient did not answer. To a
 * patient: one item for each dossier, with the steps and the requests for consent that wait for them. In: before, a
 * date: of what has a day only what is before it; NULL: steps of the next seven days, and all questions. language, nl
 * fr de en; NULL: nl. page, NULL for the first. Out: dues. Errors: INVALID_PARAMETER. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_due_list(struct tnw_client *client, const char *before, const char *language,
                                                 const struct tnw_page *page, struct tnw_dues **dues);
TNW_API void tnw_dues_free(struct tnw_dues **dues);

TNW_END
#endif

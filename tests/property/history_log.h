/*
 * A history held against the audit log: the log's order is the order in which it happened.
 */
#ifndef TNW_HISTORY_LOG_H
#define TNW_HISTORY_LOG_H

#include "crash/log_check.h"
#include "property/history_model.h"

/* Plays the steps on a fresh model in the order of their records and checks that
 * - the tree is right, and every step stands in the log exactly once and nobody else's does,
 * - the record says what the answer said, to whom,
 * - the answer is the model's at that point, and each ground of a permit is true at that point,
 * - whatever was answered before something else was asked stands before it.
 * The server must not run. Returns whether all of it holds; otherwise where says what does not. */
bool history_log_check(const struct server *server, const struct rules *rules, day_num today, struct step *steps,
                       size_t count, char where[1024]);

/* Whether the answer is what the model says. Frees the verdict. */
bool history_agrees(const struct step *step, struct verdict *verdict, char where[1024]);

#endif

/*
 * What a message of a thread may say. Pure.
 */
#ifndef TNW_RULES_CONFERRING_H
#define TNW_RULES_CONFERRING_H

#include "base/clock.h"
#include "base/codes.h"
#include "rules/breach.h"
#include "rules/policy.h"

/* Whether such a message asks for an answer, and whether it can be one. */
bool conferring_asks(enum message_kind kind);
bool conferring_answers(enum message_kind kind);

/* Whether somebody sees of a thread that another started only what is addressed to them: by role, or, of a huisarts, by
 * what they are. */
bool conferring_sees_addressed(const struct policy *policy, enum role role, enum qualification qualification);

/* The day until which a message asks for an answer; 0: it does not. The pointer is to a member of the message. */
struct breach conferring_check_answer_by(enum message_kind kind, day_num answer_by, day_num today);

#endif

/*
 * What a message of a thread may say. Pure.
 */
#ifndef TNW_RULES_CONFERRING_H
#define TNW_RULES_CONFERRING_H

#include "base/clock.h"
#include "base/codes.h"
#include "rules/breach.h"

/* The day until which a message asks for an answer; 0: it does not. The pointer is to a member of the message. */
struct breach conferring_check_answer_by(enum message_kind kind, day_num answer_by, day_num today);

#endif

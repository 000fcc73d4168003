#include "rules/conferring.h"

#include <stdbool.h>

struct breach
conferring_check_answer_by(enum message_kind kind, day_num answer_by, day_num today)
{
    bool asks = kind == MESSAGE_KIND_VRAAG || kind == MESSAGE_KIND_OVERLEGVERZOEK;
    if (answer_by != 0 && !asks) {
        return (struct breach){"/answer_by", "only a vraag or an overlegverzoek asks for an answer by a date"};
    }
    if (answer_by != 0 && answer_by < today) {
        return (struct breach){"/answer_by", "must not be in the past"};
    }
    return BREACH_NONE;
}

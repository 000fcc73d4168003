#include "rules/conferring.h"

bool
conferring_asks(enum message_kind kind)
{
    return kind == MESSAGE_KIND_VRAAG || kind == MESSAGE_KIND_OVERLEGVERZOEK;
}

bool
conferring_answers(enum message_kind kind)
{
    return kind == MESSAGE_KIND_ANTWOORD || kind == MESSAGE_KIND_ADVIES || kind == MESSAGE_KIND_BESLISSING;
}

bool
conferring_sees_addressed(const struct policy *policy, enum role role, enum qualification qualification)
{
    bool by_what_they_are = role == ROLE_HUISARTS && codes_has(policy->addressed_qualifications, qualification);
    bool by_role = codes_has(policy->addressed_roles, role);
    return by_role || by_what_they_are;
}

struct breach
conferring_check_answer_by(enum message_kind kind, day_num answer_by, day_num today)
{
    if (answer_by != 0 && !conferring_asks(kind)) {
        return (struct breach){"/answer_by", "only a vraag or an overlegverzoek asks for an answer by a date"};
    }
    if (answer_by != 0 && answer_by < today) {
        return (struct breach){"/answer_by", "must not be in the past"};
    }
    return BREACH_NONE;
}

#include "service/consent/consent_request.h"

#include "service/consent/sentence_show.h"
#include "service/core/show.h"

struct consent
consent_request_grant(const struct asking *asking, day_num from)
{
    return (struct consent){.dossier = asking->dossier,
                            .role = ROLE_NONE,
                            .actor = asking->by,
                            .categories = asking->categories,
                            .actions = asking->actions,
                            .purposes = asking->purposes,
                            .from = from,
                            .until = asking->until};
}

bool
consent_request_is_open(const struct asking *asking, day_num today)
{
    return asking->answer == ASKING_OPEN && today <= asking->expires && today <= asking->until;
}

static const char *
state_of_asking(const struct asking *asking, day_num today)
{
    if (asking->answer == ASKING_OPEN) {
        return consent_request_is_open(asking, today) ? "open" : "expired";
    }
    return asking->answer == ASKING_YES ? "yes" : "no";
}

void
consent_request_show(struct json_writer *jw, const char *key, const struct call *call, struct txn *txn,
                     const struct access *access, enum language language, const struct asking *asking)
{
    struct consent consent = consent_request_grant(asking, call->found.today);
    jw_open(jw, key);
    jw_id(jw, "id", ID_ASKING, &asking->id);
    jw_id(jw, "dossier", ID_DOSSIER, &asking->dossier);
    jw_id(jw, "by", ID_ACTOR, &asking->by);
    show_name(jw, txn, &asking->by);
    jw_str(jw, "role", codes_text(&codes_role, asking->role));
    jw_codes(jw, "categories", &codes_category, asking->categories);
    jw_codes(jw, "actions", &codes_action, asking->actions);
    jw_codes(jw, "purposes", &codes_purpose, asking->purposes);
    jw_date(jw, "until", asking->until);
    jw_slice(jw, "text", buf_slice(&asking->text));
    jw_time(jw, "asked", asking->asked);
    jw_date(jw, "expires", asking->expires);
    jw_str(jw, "state", state_of_asking(asking, call->found.today));
    jw_time(jw, "answered", asking->answered);
    jw_id(jw, "consent", ID_CONSENT, &asking->consent);
    sentence_show(jw, "sentence", call, txn, access, language, &consent);
    jw_close(jw);
}

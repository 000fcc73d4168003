#include "service/consent/consent_show.h"

#include "rules/grant.h"
#include "service/consent/terms.h"

/* The members of an open object. */
static void
show_members(struct json_writer *jw, const struct call *call, struct txn *txn, const struct access *access,
             enum language language, const struct consent *consent)
{
    struct grant_period period = {.from = consent->from, .until = consent->until};
    jw_str(jw, "state", grant_state(&period, consent->withdrawn != 0, call->found.today));
    sentence_show(jw, "sentence", call, txn, access, language, consent);
    terms_show(jw, consent, TERMS_WITHDRAWN);
}

void
consent_show(struct json_writer *jw, const struct call *call, struct txn *txn, const struct access *access,
             enum language language, const struct consent *consent)
{
    jw_open(jw, NULL);
    show_members(jw, call, txn, access, language, consent);
    jw_close(jw);
}

void
consent_show_given_beside(struct json_writer *jw, const struct call *call, struct txn *txn, const struct access *access,
                          const struct consent *consent, const struct grantee *grantee)
{
    if (access->is_subject && !consent->exclude) {
        giving_show_beside(jw, "covered_by", call, txn, access, consent, grantee, BESIDE_COVERS);
        giving_show_beside(jw, "excluded_by", call, txn, access, consent, grantee, BESIDE_EXCLUDES);
    }
}

static void
show_still_beside(struct json_writer *jw, const struct call *call, struct txn *txn, const struct access *access,
                  const struct consent *consent, const struct grantee *grantee)
{
    if (access->is_subject && !consent->exclude) {
        giving_show_beside(jw, "still_covered_by", call, txn, access, consent, grantee, BESIDE_OVERLAPS);
    }
}

void
consent_show_change(struct json_writer *jw, const struct call *call, struct txn *txn, const struct access *access,
                    enum language language, const struct consent *consent, const struct grantee *grantee)
{
    jw_open(jw, NULL);
    show_members(jw, call, txn, access, language, consent);
    if (consent->withdrawn == 0) {
        consent_show_given_beside(jw, call, txn, access, consent, grantee);
    } else {
        show_still_beside(jw, call, txn, access, consent, grantee);
    }
    jw_close(jw);
}

void
consent_show_asked(struct json_writer *jw, const struct call *call, struct txn *txn, const struct access *access,
                   enum language language, const struct consent *consent)
{
    struct grantee grantee;
    jw_open(jw, NULL);
    show_members(jw, call, txn, access, language, consent);
    if (access->is_subject && !consent->exclude) {
        giving_find_grantee(call, txn, consent, &grantee);
        show_still_beside(jw, call, txn, access, consent, &grantee);
    }
    jw_close(jw);
}

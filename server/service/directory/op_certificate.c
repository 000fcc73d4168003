#include "base/limits.h"
#include "service/core/answer.h"
#include "service/core/audit_facts.h"
#include "service/core/page.h"
#include "service/core/problem.h"
#include "service/core/show.h"
#include "service/operations.h"
#include "store/records/actor.h"
#include "store/records/certificate.h"

static void
show_certificate(struct json_writer *jw, const char *key, const struct certificate *certificate)
{
    jw_open(jw, key);
    jw_hex(jw, "fingerprint", hash_slice(&certificate->fingerprint));
    jw_time(jw, "valid_until", certificate->until);
    jw_date(jw, "first_used", certificate->first);
    jw_date(jw, "last_used", certificate->last);
    jw_close(jw);
}

/* Of the person behind the registration, whichever of theirs it is: a certificate carries the identity. */
enum tnw_err
op_certificate_list(struct call *call, struct txn *txn)
{
    struct actor actor;
    struct certificates certificates;
    audit_facts_object(&call->found.audit, ID_ACTOR, &call->in->path_id[0]);
    if (!actor_get(txn, &call->in->path_id[0], &actor)) {
        return TNW_E_NOT_FOUND;
    }
    struct hash index = call_identity_index(call->world, &actor.identity);
    actor_wipe(&actor);
    certificates_get(txn, &index, &certificates);
    struct json_writer jw = answer_open(call);
    jw_open(&jw, NULL);
    jw_open_list(&jw, "items");
    for (size_t i = 0; i < certificates.count; i++) {
        show_certificate(&jw, NULL, &certificates.list[i]);
    }
    jw_close_list(&jw);
    jw_close(&jw);
    answer_shown(call);
    return TNW_OK;
}

static enum tnw_err
read_before(struct call *call, day_num *out)
{
    const char *text = page_query(call, "before");
    *out = call->found.today + LIMIT_CERTIFICATE_SOON;
    if (text != NULL && date_parse(out, text) != TNW_OK) {
        return problem(call, TNW_E_INVALID_PARAMETER, "before must be a date, YYYY-MM-DD");
    }
    return TNW_OK;
}

/* Who has another one that ends later goes on with that one. */
static void
show_if_ends(struct call *call, struct txn *txn, struct page *page, day_num before, const struct actor *actor)
{
    struct certificates certificates;
    struct hash index = call_identity_index(call->world, &actor->identity);
    certificates_get(txn, &index, &certificates);
    const struct certificate *last = certificates_last(&certificates);
    if (last != NULL && date_in_belgium(last->until) < before && page_take(page)) {
        jw_open(&page->jw, NULL);
        show_actor(&page->jw, "actor", call, actor);
        show_certificate(&page->jw, "certificate", last);
        jw_close(&page->jw);
    }
}

/* Walks the directory, in which no patient stands. */
enum tnw_err
op_certificate_ending(struct call *call, struct txn *txn)
{
    static const struct directory_query all = {.roles = CODE_ALL(ROLE_COUNT) & ~CODE_BIT(ROLE_PATIENT),
                                               .role = ROLE_NONE};
    struct page page;
    day_num before;
    enum tnw_err err = read_before(call, &before);
    err = err == TNW_OK ? page_open_ids(call, &page) : err;
    if (err != TNW_OK) {
        return err;
    }
    struct terms_walk walk;
    struct id id;
    bool more;
    directory_walk(&walk, txn, &all, &page.at);
    while ((more = terms_next(&walk, &id)) && page.looked < LIMIT_SCAN_ACTORS && page_look(&page, &id)) {
        struct actor actor;
        if (actor_get(txn, &id, &actor)) {
            if (!actor.disabled) {
                show_if_ends(call, txn, &page, before, &actor);
            }
            actor_wipe(&actor);
        }
    }
    page_close_ids(call, &page, more);
    return TNW_OK;
}

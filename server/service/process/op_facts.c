#include <string.h>

#include "base/limits.h"
#include "service/core/answer.h"
#include "service/core/audit_facts.h"
#include "service/core/caller/acting.h"
#include "service/core/caller/employer.h"
#include "service/core/page.h"
#include "service/core/problem.h"
#include "service/core/show.h"
#include "service/core/tell/tell.h"
#include "service/dossier/double.h"
#include "service/operations.h"
#include "service/process/facts.h"
#include "service/process/facts/holder.h"
#include "service/process/facts/works.h"
#include "service/process/keeping.h"
#include "service/process/taking_part.h"

/* They are shown as they stand in the header; the version's row says only its number. */
static void
reply_with_facts(struct call *call, struct txn *txn, const struct access *access)
{
    const struct dossier *dossier = &access->dossier;
    struct facts_version now = {.start = dossier->start, .employment = dossier->employment, .facts = dossier->facts};
    uint32_t version = facts_version_seen(call, txn, dossier);
    holder_keep_present(call, txn, access, &now.facts);
    struct json_writer jw = answer_open(call);
    jw_open(&jw, NULL);
    jw_id(&jw, "dossier", ID_DOSSIER, &dossier->id);
    jw_int(&jw, "version", version);
    facts_show(&jw, txn, &now, facts_visible(call, call->found.role));
    jw_codes(&jw, "settable", &codes_fact, access_is_open(access) ? facts_settable(call, call->found.role) : 0);
    jw_close(&jw);
    answer_shown(call);
    answer_version(call, version);
}

enum tnw_err
op_facts_read(struct call *call, struct txn *txn)
{
    struct access access;
    enum tnw_err err = taking_part_open(call, txn, &access);
    if (err == TNW_OK) {
        reply_with_facts(call, txn, &access);
    }
    access_close(&access);
    return err;
}

enum tnw_err
op_facts_set_prepare(struct call *call)
{
    struct facts_change *draft = call_draft(call, sizeof *draft, NULL);
    if (draft == NULL) {
        return TNW_E_NO_MEMORY;
    }
    facts_read(call->ready.body, draft);
    return TNW_OK;
}

/* Who works for the employer that is named would end the conflict by naming another. In whatever role: the same person
 * may be a care giver here as well. */
static enum tnw_err
check_employer_change(struct call *call, struct txn *txn, const struct access *access,
                      const struct facts_change *change)
{
    const struct dossier *dossier = &access->dossier;
    bool given = (change->given & CODE_BIT(FACT_EMPLOYER)) != 0;
    bool changes = given && strcmp(dossier->facts.employer, change->facts.employer) != 0;
    bool theirs = changes && !access->is_subject &&
                  (employer_has(txn, dossier, &call->found.person) || employer_has(txn, dossier, acting_person(call)));
    return theirs ? problem(call, TNW_E_ROLE_NOT_ALLOWED, "You work for the employer that is named: others change it.")
                  : txn_error(txn);
}

static enum tnw_err
check_facts_change(struct call *call, struct txn *txn, const struct access *access, struct facts_change *change)
{
    uint64_t wanted;
    enum tnw_err err = facts_check(call, txn, access, change);
    if (err == TNW_OK) {
        err = check_employer_change(call, txn, access, change);
    }
    if (err != TNW_OK) {
        return err;
    }
    if (access->dossier.closed != 0) {
        return TNW_E_DOSSIER_CLOSED;
    }
    err = answer_wanted_version(call, &wanted);
    if (err == TNW_OK && wanted != facts_version_seen(call, txn, &access->dossier)) {
        return TNW_E_VERSION_CONFLICT;
    }
    return err == TNW_OK ? works_settle(call, &access->dossier, change) : err;
}

/* Those who may see one of the facts that changed. */
static void
tell_of_facts(struct call *call, struct txn *txn, const struct access *access, code_set changed)
{
    code_set roles = 0;
    for (unsigned role = 0; role < ROLE_COUNT; role++) {
        roles |= (facts_visible(call, (enum role)role) & changed) != 0 ? CODE_BIT(role) : 0;
    }
    tell_roles(call, txn, access, roles, (struct event){.type = EVENT_FACTS_CHANGED, .object = access->dossier.id});
}

/* Who keeps the overview is one of them. */
void
op_facts_set_hint(struct call *call, struct txn *snapshot)
{
    struct dossier dossier;
    process_foresee_told(call, snapshot);
    if (dossier_get(snapshot, &call->in->path_id[0], &dossier)) {
        facts_hint(snapshot, &dossier.id, dossier.facts.version);
        dossier_wipe(&dossier);
    }
}

enum tnw_err
op_facts_set(struct call *call, struct txn *txn)
{
    struct facts_change change = *(const struct facts_change *)call->ready.draft;
    struct access access;
    enum tnw_err err = taking_part_open(call, txn, &access);
    if (err == TNW_OK) {
        err = check_facts_change(call, txn, &access, &change);
    }
    if (err == TNW_OK) {
        code_set changed = facts_apply(&access.dossier, &change);
        if (changed != 0) {
            facts_keep(call, txn, &access, changed);
            tell_of_facts(call, txn, &access, changed);
            process_refresh(call, txn, &access);
        }
        if ((changed & CODE_BIT(FACT_START)) != 0) {
            double_tell(call, txn, &access);
        }
        reply_with_facts(call, txn, &access);
    }
    access_close(&access);
    return err;
}

static void
show_version(struct json_writer *jw, const struct call *call, struct txn *txn, const struct facts_version *version)
{
    jw_open(jw, NULL);
    jw_int(jw, "version", version->seen[facts_counted_as(call)]);
    jw_time(jw, "written", version->written);
    if (call_knows(call, &version->by, version->role)) {
        show_person_in(jw, "by", txn, &version->by, version->role);
    } else {
        jw_null(jw, "by");
    }
    jw_open(jw, "changed");
    facts_show(jw, txn, version, version->changed & facts_visible(call, call->found.role));
    jw_close(jw);
    jw_close(jw);
}

/* Newest first. The numbers are the caller's own, so that nothing shows what was changed beside them. */
static void
list_versions(struct call *call, struct txn *txn, const struct dossier *dossier, struct page *page)
{
    uint32_t number = facts_version_seen(call, txn, dossier);
    struct facts_version version;
    if (page->after_seq <= number) {
        number = (uint32_t)page->after_seq - (page->after_seq > 0);
    }
    for (; number > 0 && page->shown < page->limit &&
           facts_find(txn, &dossier->id, dossier->facts.version, facts_counted_as(call), number, &version);
         number--) {
        show_version(&page->jw, call, txn, &version);
        page->after_seq = number;
        page->shown++;
    }
    page_close_seq(call, page, number > 0);
}

enum tnw_err
op_facts_history(struct call *call, struct txn *txn)
{
    struct access access;
    struct page page;
    enum tnw_err err = taking_part_open(call, txn, &access);
    if (err == TNW_OK) {
        err = page_open_seq(call, &page);
    }
    if (err == TNW_OK) {
        list_versions(call, txn, &access.dossier, &page);
    }
    access_close(&access);
    return err;
}

#include "data_check.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "store/records/dossier.h"
#include "store/records/inbox.h"

static bool
fault(char where[DATA_WHERE], enum id_kind kind, const struct id *id, const char *what)
{
    char text[ID_TEXT];
    id_format(text, kind, id);
    (void)snprintf(where, DATA_WHERE, "%s: %.200s", text, what);
    return false;
}

static bool
check_versions(struct txn *txn, const struct fragment_head *head, const struct data_visitor *visitor)
{
    bool ok = true;
    for (uint32_t number = 1; ok && number <= head->latest; number++) {
        struct fragment version;
        ok = fragment_get(txn, head, number, &version) && version.version == number;
        if (ok && visitor->fragment != NULL) {
            visitor->fragment(visitor->ctx, head, &version);
        }
        fragment_wipe(&version);
    }
    struct fragment beyond;
    ok = ok && !fragment_get(txn, head, head->latest + 1, &beyond);
    return ok && head->latest > 0;
}

static bool
check_fragments(struct txn *txn, const struct id *dossier, const struct data_visitor *visitor, char where[DATA_WHERE])
{
    static const struct id none;
    struct fragment_walk walk;
    struct fragment_head head;
    bool ok = true;
    fragment_walk_of(&walk, txn, dossier, &none);
    while (ok && fragment_next(&walk, dossier, &head)) {
        ok = check_versions(txn, &head, visitor) ||
             fault(where, ID_FRAGMENT, &head.id, "its versions are not those that its head counts");
    }
    fragment_walk_close(&walk);
    return ok;
}

static bool
check_messages(struct txn *txn, const struct thread *thread, const struct data_visitor *visitor, char where[DATA_WHERE])
{
    static const struct id none;
    struct range walk;
    struct message message;
    uint32_t count = 0;
    bool in_order = true;
    message_walk(&walk, txn, thread, &none);
    while (in_order && message_next(&walk, thread, &message)) {
        in_order = message.number == ++count;
        if (in_order && visitor->message != NULL) {
            visitor->message(visitor->ctx, &message);
        }
        message_wipe(&message);
    }
    range_close(&walk);
    if (!in_order) {
        return fault(where, ID_THREAD, &thread->id, "its messages are not numbered one by one");
    }
    struct id place;
    if (!thread_place(txn, &thread->id, &place) || !id_eq(&place, &thread->dossier)) {
        return fault(where, ID_THREAD, &thread->id, "it is not found by its id alone");
    }
    return true;
}

static bool
check_threads(struct txn *txn, const struct id *dossier, const struct data_visitor *visitor, char where[DATA_WHERE])
{
    static const struct id none;
    struct range walk;
    struct thread thread;
    bool ok = true;
    thread_walk(&walk, txn, dossier, &none);
    while (ok && thread_next(&walk, dossier, &thread)) {
        ok = check_messages(txn, &thread, visitor, where);
        thread_wipe(&thread);
    }
    range_close(&walk);
    return ok;
}

/* What decisions rest on must be what the consents say. */
static bool
same_terms(const struct consent *consent, const struct consent_terms *terms)
{
    return id_eq(&consent->id, &terms->id) && consent->exclude == terms->exclude &&
           (consent->withdrawn != 0) == terms->withdrawn && (consent->evidence != EVIDENCE_NONE) == terms->recorded &&
           consent->role == terms->role && id_eq(&consent->actor, &terms->actor) &&
           consent->categories == terms->categories && consent->actions == terms->actions &&
           consent->purposes == terms->purposes && consent->from == terms->from && consent->until == terms->until;
}

static bool
check_consents(struct txn *txn, const struct id *dossier, const struct data_visitor *visitor, char where[DATA_WHERE])
{
    static const struct id none;
    struct range walk;
    struct consent consent;
    struct consent_terms *terms;
    size_t count = consent_load_terms(txn, dossier, &terms);
    size_t i = 0;
    bool same = true;
    consent_walk(&walk, txn, dossier, &none);
    for (; consent_next(&walk, dossier, &consent); i++) {
        same = same && i < count && same_terms(&consent, &terms[i]);
        if (visitor->consent != NULL) {
            visitor->consent(visitor->ctx, &consent);
        }
        consent_wipe(&consent);
    }
    range_close(&walk);
    free(terms);
    return (same && i == count) || fault(where, ID_DOSSIER, dossier, "its consents and their terms differ");
}

bool
data_check_dossier(struct txn *txn, const struct id *dossier, const struct data_visitor *visitor,
                   char where[DATA_WHERE])
{
    struct dossier header;
    bool there = dossier_get(txn, dossier, &header);
    dossier_wipe(&header);
    if (!there) {
        return fault(where, ID_DOSSIER, dossier, "its header is missing");
    }
    if (!check_fragments(txn, dossier, visitor, where) || !check_threads(txn, dossier, visitor, where) ||
        !check_consents(txn, dossier, visitor, where)) {
        return false;
    }
    return txn_error(txn) == TNW_OK || fault(where, ID_DOSSIER, dossier, tnw_error_info(txn_error(txn))->code);
}

bool
data_check_inbox(struct txn *txn, const struct id *actor, char where[DATA_WHERE])
{
    struct event event;
    struct range walk;
    bool whole = true;
    inbox_walk(&walk, txn, actor, 0);
    for (uint64_t seq = 1; whole && inbox_next(&walk, actor, &event); seq++) {
        whole = event.seq == seq;
    }
    range_close(&walk);
    return whole ? txn_error(txn) == TNW_OK : fault(where, ID_ACTOR, actor, "its inbox has a hole");
}

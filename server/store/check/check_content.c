#include "store/check/check_content.h"

#include <stdlib.h>

#include "store/check/check_attachment.h"
#include "store/inside.h"
#include "store/range.h"
#include "store/records/asking.h"
#include "store/records/consent.h"
#include "store/records/file/attachment.h"
#include "store/records/fragment.h"
#include "store/records/idempotency.h"
#include "store/records/inbox.h"
#include "store/records/signature.h"
#include "store/records/trio/message.h"
#include "store/records/trio/thread.h"
#include "store/txn.h"

static const char *
row_of_fragment(struct txn *txn, struct check_parts *parts, struct slice value)
{
    struct fragment_head head;
    struct fragment version;
    struct id dossier = check_parts_id(parts);
    struct id id = check_parts_id(parts);
    uint32_t number = cursor_u32(&parts->cur);
    (void)value;
    if (!check_parts_whole(parts)) {
        return CHECK_BAD_KEY;
    }
    bool known = fragment_get_head(txn, &dossier, &id, &head) && number <= head.latest;
    if (!known || (number == FRAGMENT_RETRACTION && head.retracted == 0)) {
        return "its head does not know of it";
    }
    struct attachment parent = {.dossier = dossier, .of = PARENT_FRAGMENT, .parent = id, .version = number};
    bool there = fragment_get(txn, &head, number, &version);
    bool whole = there && check_attachment_refs(txn, buf_slice(&version.attachments), &parent);
    fragment_wipe(&version);
    return !there ? "it cannot be read" : !whole ? "an attachment of it is not there" : NULL;
}

static const char *
row_of_fragment_head(struct txn *txn, struct check_parts *parts, struct slice value)
{
    struct fragment_head head;
    struct id dossier = check_parts_id(parts);
    struct id id = check_parts_id(parts);
    (void)value;
    if (!check_parts_whole(parts)) {
        return CHECK_BAD_KEY;
    }
    bool whole = fragment_get_head(txn, &dossier, &id, &head) && head.latest > 0 && check_parts_dossier(txn, &dossier);
    uint32_t first = head.retracted != 0 ? FRAGMENT_RETRACTION : 1;
    for (uint32_t number = first; whole && number <= head.latest; number++) {
        struct key key = key_of(&dossier);
        key_add_id(&key, &id);
        key_add_u32(&key, number);
        whole = check_parts_has(txn, SPACE_FRAGMENT, &key);
    }
    return whole ? NULL : "its versions, or its dossier, are not there";
}

static const char *
row_of_signature(struct txn *txn, struct check_parts *parts, struct slice value)
{
    struct fragment_head head;
    struct signature signature;
    struct id dossier = check_parts_id(parts);
    struct id id = check_parts_id(parts);
    uint32_t version = cursor_u32(&parts->cur);
    uint8_t role = cursor_u8(&parts->cur);
    (void)value;
    if (!check_parts_whole(parts) || role >= ROLE_COUNT) {
        return CHECK_BAD_KEY;
    }
    bool of_version = fragment_get_head(txn, &dossier, &id, &head) && version > 0 && version <= head.latest;
    bool whole = of_version && signature_get(txn, &head, version, (enum role)role, &signature) &&
                 check_parts_actor(txn, &signature.actor);
    return whole ? NULL : "what it signs, or who signed, is not there";
}

/* Whether the terms of the dossier have those of this consent, by which it is decided. */
static bool
has_terms(struct txn *txn, const struct consent *consent)
{
    struct consent_terms *all;
    struct consent_terms own = consent_terms(consent);
    size_t count = consent_load_terms(txn, &consent->dossier, &all);
    bool same = false;
    for (size_t i = 0; i < count; i++) {
        const struct consent_terms *it = &all[i];
        same =
            same || (id_eq(&it->id, &own.id) && it->exclude == own.exclude && it->withdrawn == own.withdrawn &&
                     it->taken_back == own.taken_back && it->recorded == own.recorded && it->role == own.role &&
                     id_eq(&it->actor, &own.actor) && it->categories == own.categories && it->actions == own.actions &&
                     it->purposes == own.purposes && it->from == own.from && it->until == own.until);
    }
    free(all);
    return same;
}

static const char *
row_of_consent(struct txn *txn, struct check_parts *parts, struct slice value)
{
    struct consent consent;
    struct id dossier = check_parts_id(parts);
    struct id id = check_parts_id(parts);
    (void)value;
    if (!check_parts_whole(parts)) {
        return CHECK_BAD_KEY;
    }
    bool same =
        consent_get(txn, &dossier, &id, &consent) && check_parts_dossier(txn, &dossier) && has_terms(txn, &consent);
    consent_wipe(&consent);
    return same ? NULL : "decisions rest on other terms than it has";
}

/* What a yes gave is there, and for who asked. */
static const char *
row_of_asking(struct txn *txn, struct check_parts *parts, struct slice value)
{
    struct asking asking;
    struct consent given;
    struct id dossier = check_parts_id(parts);
    struct id id = check_parts_id(parts);
    (void)value;
    if (!check_parts_whole(parts)) {
        return CHECK_BAD_KEY;
    }
    bool whole = asking_get(txn, &dossier, &id, &asking) && check_parts_dossier(txn, &dossier) &&
                 check_parts_actor(txn, &asking.by);
    if (whole && asking.answer == ASKING_YES) {
        whole = consent_get(txn, &dossier, &asking.consent, &given) && id_eq(&given.actor, &asking.by);
        consent_wipe(&given);
    }
    asking_wipe(&asking);
    return whole ? NULL : "who asks, or the consent that was given, is not there";
}

static const char *
row_of_consent_terms(struct txn *txn, struct check_parts *parts, struct slice value)
{
    struct consent_terms *all;
    struct id dossier = check_parts_id(parts);
    (void)value;
    if (!check_parts_whole(parts)) {
        return CHECK_BAD_KEY;
    }
    size_t count = consent_load_terms(txn, &dossier, &all);
    bool there = true;
    for (size_t i = 0; there && i < count; i++) {
        there = check_parts_pair(txn, SPACE_CONSENT, key_of(&dossier), &all[i].id);
    }
    free(all);
    return there ? NULL : "there are terms of a consent that is not there";
}

static bool
has_thread(struct txn *txn, const struct id *id, struct thread *thread)
{
    struct id dossier;
    *thread = (struct thread){.id = *id};
    return thread_place(txn, id, &dossier) && thread_get(txn, &dossier, id, thread);
}

/* Whether what waits for an answer is there. */
static bool
has_questions(struct txn *txn, const struct thread *thread)
{
    bool all = true;
    for (size_t i = 0; all && i < thread->open_count; i++) {
        all = check_parts_pair(txn, SPACE_MESSAGE, key_of(&thread->id), &thread->open[i].message);
    }
    return all;
}

static const char *
row_of_thread(struct txn *txn, struct check_parts *parts, struct slice value)
{
    struct thread thread;
    struct id place;
    struct id dossier = check_parts_id(parts);
    struct id id = check_parts_id(parts);
    (void)value;
    if (!check_parts_whole(parts)) {
        return CHECK_BAD_KEY;
    }
    bool filed = thread_get(txn, &dossier, &id, &thread) && check_parts_dossier(txn, &dossier) &&
                 thread_place(txn, &id, &place) && id_eq(&place, &dossier);
    bool whole = filed && has_questions(txn, &thread);
    thread_wipe(&thread);
    return !filed   ? "it is not found by its id alone, or its dossier is not there"
           : !whole ? "a question of it is not there"
                    : NULL;
}

static const char *
row_of_thread_place(struct txn *txn, struct check_parts *parts, struct slice value)
{
    struct thread thread;
    struct id id = check_parts_id(parts);
    (void)value;
    if (!check_parts_whole(parts)) {
        return CHECK_BAD_KEY;
    }
    bool there = has_thread(txn, &id, &thread);
    thread_wipe(&thread);
    return there ? NULL : "there is no such thread";
}

static const char *
row_of_message(struct txn *txn, struct check_parts *parts, struct slice value)
{
    struct thread thread;
    struct message message = {.number = 0};
    struct id thread_id = check_parts_id(parts);
    struct id id = check_parts_id(parts);
    (void)value;
    if (!check_parts_whole(parts)) {
        return CHECK_BAD_KEY;
    }
    bool there = has_thread(txn, &thread_id, &thread) && message_get(txn, &thread, &id, &message);
    there = there && (id_is_zero(&message.reply_to) ||
                      check_parts_pair(txn, SPACE_MESSAGE, key_of(&thread_id), &message.reply_to));
    struct attachment parent = {
        .dossier = thread.dossier, .of = PARENT_MESSAGE, .parent = id, .thread = thread_id, .version = 0};
    bool whole = there && check_attachment_refs(txn, buf_slice(&message.attachments), &parent);
    message_wipe(&message);
    thread_wipe(&thread);
    return !there ? "its thread, or what it answers, is not there" : !whole ? "an attachment of it is not there" : NULL;
}

static const char *
row_of_receipt(struct txn *txn, struct check_parts *parts, struct slice value)
{
    struct thread thread;
    struct id thread_id = check_parts_id(parts);
    struct id message = check_parts_id(parts);
    struct id actor = check_parts_id(parts);
    (void)value;
    if (!check_parts_whole(parts)) {
        return CHECK_BAD_KEY;
    }
    bool there = has_thread(txn, &thread_id, &thread) && receipt_get(txn, &thread, &message, &actor) != 0 &&
                 check_parts_pair(txn, SPACE_MESSAGE, key_of(&thread_id), &message);
    thread_wipe(&thread);
    return there ? NULL : "its message is not there";
}

static const char *
row_of_inbox(struct txn *txn, struct check_parts *parts, struct slice value)
{
    struct range walk;
    struct event event;
    struct id actor = check_parts_id(parts);
    uint64_t seq = cursor_u64(&parts->cur);
    struct key before = key_of(&actor);
    (void)value;
    if (!check_parts_whole(parts) || seq == 0) {
        return CHECK_BAD_KEY;
    }
    key_add_u64(&before, seq - 1);
    inbox_walk(&walk, txn, &actor, seq - 1);
    bool there = inbox_next(&walk, &actor, &event) && event.seq == seq && check_parts_actor(txn, &actor);
    range_close(&walk);
    return !there                                                   ? "it cannot be read, or is nobody's"
           : seq == 1 || check_parts_has(txn, SPACE_INBOX, &before) ? NULL
                                                                    : "the event before it is missing";
}

static const char *
row_of_seen(struct txn *txn, struct check_parts *parts, struct slice value)
{
    struct id actor = check_parts_id(parts);
    (void)value;
    if (!check_parts_whole(parts)) {
        return CHECK_BAD_KEY;
    }
    uint64_t until = inbox_seen(txn, &actor);
    return until > 0 && until <= inbox_last(txn, &actor) ? NULL : "there is no such event to have seen";
}

static const char *
row_of_kept_answer(struct txn *txn, struct check_parts *parts, struct slice value)
{
    struct slice key = cursor_rest(&parts->cur);
    return idempotency_opens(txn, key, value) ? NULL : "it cannot be read";
}

/* A value that is read has its pieces: it is left to look for those that are nobody's. */
static const char *
row_of_piece(struct txn *txn, struct check_parts *parts, struct slice value)
{
    struct slice joined;
    uint8_t space = cursor_u8(&parts->cur);
    (void)value;
    if (parts->cur.left <= 2 || space >= SPACE_COUNT || !layout_is_long((enum space)space)) {
        return CHECK_BAD_KEY;
    }
    struct slice key = cursor_slice(&parts->cur, parts->cur.left - 2);
    size_t number = cursor_u16(&parts->cur);
    bool used = txn_get(txn, (enum space)space, key, &joined) && number > 0 && joined.len / ENGINE_VALUE_MAX >= number;
    return used ? NULL : "there is no value that it is a piece of";
}

static check_row *const checks[SPACE_COUNT] = {
    [SPACE_FRAGMENT] = row_of_fragment,   [SPACE_FRAGMENT_HEAD] = row_of_fragment_head,
    [SPACE_CONSENT] = row_of_consent,     [SPACE_CONSENT_TERMS] = row_of_consent_terms,
    [SPACE_THREAD] = row_of_thread,       [SPACE_THREAD_PLACE] = row_of_thread_place,
    [SPACE_MESSAGE] = row_of_message,     [SPACE_RECEIPT] = row_of_receipt,
    [SPACE_INBOX] = row_of_inbox,         [SPACE_IDEMPOTENCY] = row_of_kept_answer,
    [SPACE_PIECE] = row_of_piece,         [SPACE_SEEN] = row_of_seen,
    [SPACE_SIGNATURE] = row_of_signature, [SPACE_ASKING] = row_of_asking,
};

const char *
check_content_row(struct txn *txn, enum space space, struct check_parts *parts, struct slice value)
{
    return checks[space] == NULL ? NULL : checks[space](txn, parts, value);
}

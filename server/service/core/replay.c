#include "service/core/replay.h"

#include <string.h>

#include "base/limits.h"
#include "service/attachment/upload.h"
#include "service/core/access.h"
#include "service/core/answer.h"
#include "service/core/audit_facts.h"
#include "service/core/caller/acting.h"
#include "service/core/op.h"
#include "service/core/problem.h"
#include "store/records/idempotency.h"

static bool
has_key(const struct call *call)
{
    return call->in->idempotency_key != NULL && call->in->op->method == METHOD_POST && call->in->op->kind == OP_WRITE;
}

/* SHA-256 of the key; but a key that is a ULID keeps its 48 bits of time in front, so that answers given about the same
 * time lie together. */
static struct hash
key_hash(const struct call *call)
{
    struct hash hash = hash_of(slice_str(call->in->idempotency_key));
    time_ms when;
    if (id_time(&when, call->in->idempotency_key)) {
        bytes_write_be(hash.bytes, (uint64_t)when, 6);
    }
    return hash;
}

/* "tnw/request/v1" 0 method role length path, hash of the body, in whose name: what must be the same for a retry to be
 * a retry. */
static struct hash
digest_as(const struct call *call, enum role role, const struct hash *body)
{
    uint8_t fixed[] = {(uint8_t)call->in->method, (uint8_t)role};
    uint8_t length[4];
    bytes_write_be(length, call->in->target_path.len, sizeof length);
    struct slice parts[] = {
        slice_of("tnw/request/v1", 15),
        slice_of(fixed, sizeof fixed),
        slice_of(length, sizeof length),
        call->in->target_path,
        hash_slice(body),
        id_slice(&call->found.actor),
    };
    size_t count = sizeof parts / sizeof parts[0];
    return hash_parts(parts, call->found.deputy.acts ? count : count - 1);
}

/* Of a file: the type that it is said to be, and its content, which is known behind its last byte. */
static struct hash
digest_of_file(const struct call *call)
{
    uint8_t media = (uint8_t)call->in->media;
    struct slice parts[] = {slice_of(&media, sizeof media), hash_slice(&call->upload->sha256)};
    struct hash body = hash_parts(parts, sizeof parts / sizeof parts[0]);
    return digest_as(call, call->found.role, &body);
}

/* The role is known for certain in the ledger only; but who names one gets that or nothing. */
void
replay_prepare(struct call *call)
{
    if (!has_key(call)) {
        return;
    }
    struct prepared *ready = &call->ready;
    int role = call->in->for_text == NULL ? codes_find(&codes_role, call->in->role_text) : -1;
    ready->key_hash = key_hash(call);
    ready->body_hash = hash_of(call->in->body_text);
    ready->digest_role = role < 0 ? ROLE_NONE : (enum role)role;
    ready->request_digest = digest_as(call, ready->digest_role, &ready->body_hash);
}

static struct hash
request_digest(const struct call *call)
{
    if (call->in->op->streams) {
        return digest_of_file(call);
    }
    return call->found.role == call->ready.digest_role ? call->ready.request_digest
                                                       : digest_as(call, call->found.role, &call->ready.body_hash);
}

static void
put_short_text(struct buf *out, const char *text)
{
    buf_put_u8(out, (uint8_t)strlen(text));
    buf_put_str(out, text);
}

static void
get_short_text(struct cursor *cur, char *out, size_t size)
{
    size_t len = cursor_u8(cur);
    if (len >= size) {
        cur->err = TNW_E_CORRUPT;
        return;
    }
    cursor_bytes(cur, out, len);
    out[len] = 0;
}

static enum tnw_err
restore_reply(struct call *call, struct slice kept)
{
    struct cursor cur = cursor_of(kept);
    call->reply.status = cursor_u16(&cur);
    get_short_text(&cur, call->reply.etag, sizeof call->reply.etag);
    get_short_text(&cur, call->reply.location, sizeof call->reply.location);
    get_short_text(&cur, call->found.audit.object, sizeof call->found.audit.object);
    buf_put_slice(&call->reply.body, cursor_rest(&cur));
    return cursor_end(&cur);
}

/* Who has lost sight of the dossier meanwhile is not told again what it held. */
static enum tnw_err
still_in_sight(struct call *call, struct txn *txn, const struct id *dossier)
{
    struct access access;
    if (id_is_zero(dossier)) {
        return TNW_OK;
    }
    enum tnw_err err = access_open(call, txn, dossier, &access);
    access_close(&access);
    return err;
}

static enum tnw_err
compare_kept(struct call *call, struct txn *txn, const struct kept_answer *kept)
{
    struct hash digest = request_digest(call);
    return hash_eq(&digest, &kept->request) ? still_in_sight(call, txn, &kept->dossier) : TNW_E_IDEMPOTENCY_MISMATCH;
}

/* A file has to come again to be compared, and is not stored again. */
static enum tnw_err
compare_first(struct call *call, struct txn *txn, const struct kept_answer *kept)
{
    enum tnw_err err = still_in_sight(call, txn, &kept->dossier);
    if (err == TNW_OK) {
        call->draft = (struct attachment_draft){.since = 0};
        answer_awaits_body(call);
    }
    return err;
}

void
replay_hint(const struct call *call, struct txn *snapshot, const struct id *actor)
{
    if (has_key(call)) {
        idempotency_hint(snapshot, actor, &call->ready.key_hash, clock_now(&call->world->clock));
    }
}

enum tnw_err
replay_find(struct call *call, struct txn *txn, bool *replayed)
{
    *replayed = false;
    if (!has_key(call)) {
        return TNW_OK;
    }
    size_t len = strlen(call->in->idempotency_key);
    if (len == 0 || len > LIMIT_IDEMPOTENCY_KEY) {
        return problem(call, TNW_E_INVALID_HEADER, "Idempotency-Key takes 1 to %d characters", LIMIT_IDEMPOTENCY_KEY);
    }
    struct kept_answer kept;
    if (!idempotency_get(txn, acting_hand(call), &call->ready.key_hash, call->found.now, &kept)) {
        return TNW_OK;
    }
    if (kept.gone) {
        kept_answer_wipe(&kept);
        return TNW_E_NOT_FOUND; /* it is not done a second time, either */
    }
    enum tnw_err err = call->stage == STAGE_HEAD ? compare_first(call, txn, &kept) : compare_kept(call, txn, &kept);
    if (err == TNW_OK && call->stage == STAGE_HEAD) {
        *replayed = true;
    } else if (err == TNW_OK) {
        audit_facts_ground(&call->found.audit, "replay");
        err = restore_reply(call, buf_slice(&kept.answer));
        *replayed = err == TNW_OK;
    }
    if (err == TNW_E_CORRUPT) {
        txn_set_error(txn, err);
    }
    kept_answer_wipe(&kept);
    return err;
}

void
replay_remember(struct call *call, struct txn *txn)
{
    idempotency_expire(txn, call->found.now, LIMIT_IDEMPOTENCY_EXPIRED);
    if (!has_key(call) || call->found.keeps_no_answer) {
        return;
    }
    struct kept_answer kept = {
        .request = request_digest(call), .kept = call->found.now, .dossier = call->found.audit.dossier};
    buf_put_u16(&kept.answer, (uint16_t)call->reply.status);
    put_short_text(&kept.answer, call->reply.etag);
    put_short_text(&kept.answer, call->reply.location);
    put_short_text(&kept.answer, call->found.audit.object);
    buf_put_slice(&kept.answer, buf_slice(&call->reply.body));
    if (kept.answer.err != TNW_OK) {
        txn_set_error(txn, kept.answer.err);
    }
    idempotency_put(txn, acting_hand(call), &call->ready.key_hash, &kept);
    kept_answer_wipe(&kept);
}

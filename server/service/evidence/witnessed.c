#include "service/evidence/witnessed.h"

#include <string.h>

#include "audit/note/cosign.h"
#include "audit/note/note_text.h"
#include "base/limits.h"
#include "service/core/page.h"
#include "service/core/problem.h"
#include "store/audit/evidence.h"
#include "store/range.h"

/* Whose cosignatures are wanted. */
struct quorum {
    const struct note_key *witnesses[TRUST_WITNESSES];
    size_t count;
    uint64_t needed;
    uint64_t below;
};

bool
witnessed_is_asked(const struct call *call)
{
    return page_query(call, "witnessed") != NULL;
}

static bool
lists_id(const char *list, const struct note_key *key)
{
    char hex[2 * NOTE_KEY_ID + 1];
    hex_encode(hex, key->id, NOTE_KEY_ID);
    for (const char *at = list; at != NULL && *at != 0; at = *at == 0 ? NULL : at + 1) {
        size_t len = strcspn(at, ",");
        if (len == sizeof hex - 1 && memcmp(at, hex, len) == 0) {
            return true;
        }
        at += len;
    }
    return false;
}

static bool
is_id_list(const char *list)
{
    size_t step = 2 * NOTE_KEY_ID + 1;
    for (size_t i = 0; list[i] != 0; i++) {
        bool comma = i % step == step - 1;
        if (comma ? list[i] != ',' : strchr("0123456789abcdef", list[i]) == NULL) {
            return false;
        }
    }
    return strlen(list) % step == step - 1;
}

/* Witnesses whom the configuration does not name have no cosignature here, so that they may be asked for. */
static enum tnw_err
take_quorum(struct call *call, struct quorum *out)
{
    const struct trust *trust = call->world->trust;
    const char *by = page_query(call, "by");
    *out = (struct quorum){.below = UINT64_MAX};
    enum tnw_err err = page_number(call, "witnessed", TRUST_WITNESSES, &out->needed);
    if (err == TNW_OK) {
        err = page_number(call, "below", CHECKPOINT_SIZE_MAX, &out->below);
    }
    if (err == TNW_OK && out->needed == 0) {
        err = problem(call, TNW_E_INVALID_PARAMETER, "witnessed must be at least 1");
    }
    if (err == TNW_OK && by != NULL && !is_id_list(by)) {
        err = problem(call, TNW_E_INVALID_PARAMETER,
                      "by must be ids of witnesses' keys, eight lower-case hex digits each, with commas between");
    }
    for (size_t i = 0; err == TNW_OK && i < trust->witness_count; i++) {
        if (by == NULL || lists_id(by, &trust->witnesses[i])) {
            out->witnesses[out->count++] = &trust->witnesses[i];
        }
    }
    return err;
}

/* How many of the quorum's ids are among these: by them most checkpoints are passed over. */
static size_t
count_listed(const struct quorum *quorum, struct slice ids)
{
    size_t found = 0;
    for (size_t i = 0; i < quorum->count; i++) {
        size_t at = 0;
        while (at < ids.len && memcmp(ids.ptr + at, quorum->witnesses[i]->id, NOTE_KEY_ID) != 0) {
            at += NOTE_KEY_ID;
        }
        found += at < ids.len;
    }
    return found;
}

static size_t
count_cosigned(const struct quorum *quorum, const struct note *note)
{
    size_t found = 0;
    for (size_t i = 0; i < quorum->count; i++) {
        struct cosignature ignored;
        found += cosign_find(note, quorum->witnesses[i], &ignored) == TNW_OK;
    }
    return found;
}

static enum tnw_err
open_kept(struct call *call, struct txn *txn, uint64_t size, struct sealed *out)
{
    if (!evidence_get_checkpoint(txn, size, &out->bytes)) {
        return TNW_E_NOT_FOUND;
    }
    enum tnw_err err = note_parse(&out->note, out->bytes);
    if (err == TNW_OK) {
        err = checkpoint_parse(&out->checkpoint, out->note.text);
    }
    return err == TNW_OK && out->checkpoint.size == size ? TNW_OK : proofs_damaged(call, TNW_E_CORRUPT);
}

static enum tnw_err
find_cosigned(struct call *call, struct txn *txn, const struct quorum *quorum, struct sealed *out)
{
    struct range range;
    struct slice ids;
    uint64_t size = quorum->below;
    enum tnw_err err = TNW_E_NOT_FOUND;
    if (quorum->needed > quorum->count) {
        return err; /* no note can have so many */
    }
    evidence_walk_cosigned(&range, txn, quorum->below);
    for (int looked = 0; looked < LIMIT_COSIGNED_LOOK && err == TNW_E_NOT_FOUND; looked++) {
        if (!range_next_number(&range, &size, &ids)) {
            break;
        }
        if (ids.len % NOTE_KEY_ID != 0) {
            err = proofs_damaged(call, TNW_E_CORRUPT);
        } else if (count_listed(quorum, ids) >= quorum->needed) {
            err = open_kept(call, txn, size, out);
            if (err == TNW_OK && !proofs_is_of_this_log(call, &out->checkpoint)) {
                err = TNW_E_NOT_FOUND;
                break;
            }
            if (err == TNW_OK && count_cosigned(quorum, &out->note) < quorum->needed) {
                err = TNW_E_NOT_FOUND;
            }
        }
    }
    range_close(&range);
    return err;
}

static enum tnw_err
find_witnessed(struct call *call, struct txn *txn, struct sealed *out)
{
    struct quorum quorum;
    enum tnw_err err = take_quorum(call, &quorum);
    if (err == TNW_OK) {
        err = find_cosigned(call, txn, &quorum, out);
    }
    if (err == TNW_E_NOT_FOUND) {
        return problem(call, err, "No checkpoint of the newest ones has cosignatures of so many of these witnesses.");
    }
    return err;
}

enum tnw_err
witnessed_find(struct call *call, struct txn *txn, struct sealed *out)
{
    bool sized = page_query(call, "size") != NULL;
    bool chosen = page_query(call, "by") != NULL || page_query(call, "below") != NULL;
    if ((sized || !witnessed_is_asked(call)) && chosen) {
        return problem(call, TNW_E_INVALID_PARAMETER, "by and below go with witnessed");
    }
    if (sized && witnessed_is_asked(call)) {
        return problem(call, TNW_E_INVALID_PARAMETER, "size or witnessed, not both");
    }
    if (witnessed_is_asked(call)) {
        return find_witnessed(call, txn, out);
    }
    if (!sized) {
        return proofs_newest(call, txn, out);
    }
    uint64_t size = 0;
    enum tnw_err err = page_number(call, "size", CHECKPOINT_SIZE_MAX, &size);
    if (err == TNW_OK) {
        err = open_kept(call, txn, size, out);
    }
    if (err == TNW_OK && !proofs_is_of_this_log(call, &out->checkpoint)) {
        err = problem(call, TNW_E_NOT_FOUND, "The checkpoint of that size was signed with an older key of the log.");
    }
    return err;
}

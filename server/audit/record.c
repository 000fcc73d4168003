#include "audit/record.h"

#include "audit/merkle.h"
#include "json/write.h"

static void
put_listed(struct json_writer *jw, struct slice listed)
{
    if (listed.len == 0) {
        return;
    }
    struct cursor cur = cursor_of(listed);
    jw_open_list(jw, "listed");
    while (cur.left >= ID_SIZE) {
        struct id id;
        cursor_bytes(&cur, id.bytes, ID_SIZE);
        jw_id(jw, NULL, ID_DOSSIER, &id);
    }
    jw_close_list(jw);
}

/* Members in the order of RFC 8785: by name. */
void
audit_record_encode(struct buf *out, const struct audit_record *record, uint64_t seq, time_ms time)
{
    struct json_writer jw = json_writer(out);
    jw_open(&jw, NULL);
    jw_str(&jw, "action", record->action);
    jw_id(&jw, "actor", ID_ACTOR, &record->actor);
    jw_codes(&jw, "categories", &codes_category, record->categories);
    if (record->certificate != NULL) {
        jw_hex(&jw, "certificate", hash_slice(record->certificate));
    } else {
        jw_null(&jw, "certificate");
    }
    jw_str(&jw, "decision", record->decision);
    jw_id(&jw, "dossier", ID_DOSSIER, &record->dossier);
    jw_slice(&jw, "ground", record->ground);
    put_listed(&jw, record->listed);
    jw_str(&jw, "object", record->object[0] == 0 ? NULL : record->object);
    jw_id(&jw, "organisation", ID_ACTOR, &record->organisation);
    jw_str(&jw, "origin", record->origin);
    jw_hex(&jw, "policy", slice_of(record->policy, HASH_SIZE));
    jw_str(&jw, "purpose", record->purpose == PURPOSE_NONE ? NULL : codes_text(&codes_purpose, record->purpose));
    jw_id(&jw, "request", ID_REQUEST, &record->request);
    jw_str(&jw, "role", record->role == ROLE_NONE ? NULL : codes_text(&codes_role, record->role));
    jw_int(&jw, "seq", (int64_t)seq);
    jw_int(&jw, "status", record->status);
    jw_time(&jw, "time", time);
    jw_close(&jw);
}

/* RFC 9162 section 2.1: a new leaf closes a perfect subtree for each trailing one bit of the old size. */
static void
add_leaf(struct txn *txn, struct audit_tail *tail, struct slice record)
{
    struct hash hash = merkle_leaf(record);
    uint64_t index = tail->size;
    uint8_t level = 0;
    audit_log_put_node(txn, level, index, &hash);
    for (; (tail->size >> level & 1) != 0; level++) {
        hash = merkle_node(&tail->peaks[level], &hash);
        index >>= 1;
        audit_log_put_node(txn, (uint8_t)(level + 1), index, &hash);
    }
    tail->peaks[level] = hash;
    tail->size++;
}

void
audit_record_append(struct txn *txn, const struct audit_record *record, time_ms now)
{
    struct audit_tail *tail = audit_log_tail(txn);
    if (tail == NULL) {
        return;
    }
    tail->time = now > tail->time ? now : tail->time;
    struct buf text = {0};
    audit_record_encode(&text, record, tail->size, tail->time);
    if (text.err != TNW_OK) {
        txn_set_error(txn, text.err);
    }
    audit_log_put(txn, tail->size, buf_slice(&text), &record->dossier, &record->actor);
    struct cursor cur = cursor_of(record->listed);
    while (cur.left >= ID_SIZE) {
        struct id id;
        cursor_bytes(&cur, id.bytes, ID_SIZE);
        audit_log_put_dossier(txn, &id, tail->size);
    }
    add_leaf(txn, tail, buf_slice(&text));
    buf_free(&text);
}

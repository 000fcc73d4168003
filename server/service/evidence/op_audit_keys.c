#include "audit/note/key_change.h"
#include "audit/search.h"
#include "base/limits.h"
#include "crypto/merkle.h"
#include "service/core/answer.h"
#include "service/operations.h"

/* The records by which the log went on under another key, oldest first. They name keys and nobody. */
enum tnw_err
op_audit_keys(struct call *call, struct txn *txn)
{
    const struct search_query query = {.action = slice_str(KEY_CHANGE_ACTION), .after = UINT64_MAX};
    struct search_hit hit;
    size_t shown = 0;
    struct search *search = search_open(txn, &query);
    struct json_writer jw = answer_open(call);
    call->found.saw.only_log = true;
    jw_open(&jw, NULL);
    jw_open_list(&jw, "items");
    while (search != NULL && shown < LIMIT_KEY_CHANGES && search_next(search, &hit)) {
        struct hash leaf = merkle_leaf(hit.record);
        jw_open(&jw, NULL);
        jw_raw(&jw, "record", hit.record);
        jw_hex(&jw, "leaf", hash_slice(&leaf));
        jw_close(&jw);
        shown++;
    }
    jw_close_list(&jw);
    jw_close(&jw);
    search_close(&search);
    answer_shown(call);
    return TNW_OK;
}

#include "audit/note/key_change.h"
#include "audit/search.h"
#include "base/limits.h"
#include "crypto/merkle.h"
#include "service/core/answer.h"
#include "service/operations.h"

/* Pages of a search of which one call takes so many: only a log of which much is not filed has more than one. */
#define PAGES 8

/* Returns whether all was looked at. */
static bool
show_changes(struct txn *txn, struct search_query *query, struct json_writer *jw, size_t *shown)
{
    struct search_hit hit;
    struct search *search = search_open(txn, query);
    while (search != NULL && *shown < LIMIT_KEY_CHANGES && search_next(search, &hit)) {
        struct hash leaf = merkle_leaf(hit.record);
        jw_open(jw, NULL);
        jw_raw(jw, "record", hit.record);
        jw_hex(jw, "leaf", hash_slice(&leaf));
        jw_close(jw);
        ++*shown;
    }
    bool all = search == NULL || *shown == LIMIT_KEY_CHANGES || !search_is_unfinished(search, &query->after);
    search_close(&search);
    return all;
}

/* The records by which the log went on under another key, oldest first. They name keys and nobody. */
enum tnw_err
op_audit_keys(struct call *call, struct txn *txn)
{
    struct search_query query = {.action = slice_str(KEY_CHANGE_ACTION), .after = UINT64_MAX};
    size_t shown = 0;
    bool all = false;
    struct json_writer jw = answer_open(call);
    call->found.saw.only_log = true;
    jw_open(&jw, NULL);
    jw_open_list(&jw, "items");
    for (int page = 0; page < PAGES && !all; page++) {
        all = show_changes(txn, &query, &jw, &shown);
    }
    jw_close_list(&jw);
    jw_close(&jw);
    answer_shown(call);
    return all ? TNW_OK : TNW_E_UNAVAILABLE; /* one that was left out would look as if it had never been announced */
}

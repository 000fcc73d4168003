/*
 * A fragment as answers show it.
 */
#ifndef TNW_SERVICE_FRAGMENT_SHOWING_H
#define TNW_SERVICE_FRAGMENT_SHOWING_H

#include "json/write.h"
#include "service/core/call.h"
#include "store/records/fragment.h"
#include "store/records/signature.h"

/* Without its content, as lists do and answers to changes. updated, author and author_role are of the version. */
void showing_head(struct json_writer *jw, const struct fragment_head *head, const struct fragment *version);
/* All of it; and why it was retracted, and who signed that version. Errors are sticky in txn. */
void showing_whole(struct json_writer *jw, struct txn *txn, const struct fragment_head *head,
                   const struct fragment *version);

/* Answers a change with the head. */
void showing_reply(struct call *call, const struct fragment_head *head, const struct fragment *version);

/* No version of a fragment is ever taken away: one that its head counts and that is not there was lost. Errors:
 * CORRUPT, which stays in the transaction, as do others. */
TNW_MUST_CHECK enum tnw_err showing_version(struct txn *txn, const struct fragment_head *head, uint32_t number,
                                            struct fragment *out);

/* Who signed that version, by role; returns how many. */
size_t showing_signatures(struct txn *txn, const struct fragment_head *head, uint32_t version,
                          struct signature out[ROLE_COUNT]);
void showing_signature(struct json_writer *jw, const char *name, const struct signature *signature);

#endif

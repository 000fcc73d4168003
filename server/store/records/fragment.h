/*
 * Fragments: a head with what all versions share, and every version that was ever written.
 */
#ifndef TNW_STORE_RECORDS_FRAGMENT_H
#define TNW_STORE_RECORDS_FRAGMENT_H

#include "base/codes.h"
#include "base/id.h"
#include "store/range.h"
#include "store/txn.h"

struct fragment_head {
    struct id dossier;
    struct id id;
    enum category category;
    struct id author; /* of version 1: the owner */
    enum role author_role;
    time_ms created;
    time_ms updated;
    uint32_t latest;
};

/* One version. */
struct fragment {
    uint32_t version;
    struct id author;
    enum role author_role;
    time_ms written;
    struct buf content; /* canonical JSON object */
};

/* false: absent or sticky error. */
bool fragment_get_head(struct txn *txn, const struct id *dossier, const struct id *id, struct fragment_head *out);
/* For who will ask for it. */
void fragment_hint_head(struct txn *txn, const struct id *dossier, const struct id *id);
/* Adds version head->latest with that content, and stores the head as it is. */
void fragment_put(struct txn *txn, const struct fragment_head *head, const struct fragment *version);
/* false: absent or sticky error. Free with fragment_wipe. */
bool fragment_get(struct txn *txn, const struct fragment_head *head, uint32_t version, struct fragment *out);
void fragment_wipe(struct fragment *fragment);

/* The heads of a dossier in the order of their ids, from behind `after` (zero: the first). range_close ends the walk.
 * fragment_next: false: no more, or a sticky error. */
void fragment_walk(struct range *walk, struct txn *txn, const struct id *dossier, const struct id *after);
bool fragment_next(struct range *walk, const struct id *dossier, struct fragment_head *out);

#endif

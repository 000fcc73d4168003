/*
 * Fragments: a head with what all versions share, and every version that was ever written.
 */
#ifndef TNW_STORE_RECORDS_FRAGMENT_H
#define TNW_STORE_RECORDS_FRAGMENT_H

#include "base/codes.h"
#include "base/domain/fragment_traits.h"
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
    /* As the latest version has them: of what a ground of law can ask. */
    enum qualification author_qualification;
    enum gao_kind gao_kind;
    uint16_t gao_days;
    time_ms retracted; /* 0: it stands; why it does not: FRAGMENT_RETRACTION */
};

struct fragment_traits fragment_traits_of(const struct fragment_head *head);

/* In place of a version: who retracted it, when, and as content why. */
#define FRAGMENT_RETRACTION 0

/* One version. */
struct fragment {
    uint32_t version;
    struct id author;
    enum role author_role;
    struct id by; /* the medewerker who wrote it in the author's name; zero: the author did */
    time_ms written;
    struct buf attachments; /* references (records/file/attachment.h) */
    struct buf content;     /* canonical JSON object; of FRAGMENT_RETRACTION a text */
};

/* false: absent or sticky error. */
bool fragment_get_head(struct txn *txn, const struct id *dossier, const struct id *id, struct fragment_head *out);
/* For who will ask for it. */
void fragment_hint_head(struct txn *txn, const struct id *dossier, const struct id *id);
void fragment_hint_version(struct txn *txn, const struct fragment_head *head, uint32_t version);
/* Adds version head->latest, or the retraction, with that content, and stores the head as it is. */
void fragment_put(struct txn *txn, const struct fragment_head *head, const struct fragment *version);
/* false: absent or sticky error. Free with fragment_wipe. */
bool fragment_get(struct txn *txn, const struct fragment_head *head, uint32_t version, struct fragment *out);
void fragment_wipe(struct fragment *fragment);

/* The heads of a dossier in the order of their ids, from behind `after` (zero: the first). Where it pays, those that
 * come next are read ahead, and their latest versions: the walk's owner will look at each. */
#define FRAGMENT_AHEAD 16
struct fragment_walk {
    struct range range;
    struct fragment_head ahead[FRAGMENT_AHEAD];
    size_t count;
    size_t at;
};
void fragment_walk_of(struct fragment_walk *walk, struct txn *txn, const struct id *dossier, const struct id *after);
/* false: no more, or a sticky error. */
bool fragment_next(struct fragment_walk *walk, const struct id *dossier, struct fragment_head *out);
void fragment_walk_close(struct fragment_walk *walk);

#endif

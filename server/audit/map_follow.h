/*
 * The map at each place of a log that is read from its start, so that every record that names a root can be held
 * against the records before it. It is in memory, and another way to the hashes of map.h than map_update.
 */
#ifndef TNW_AUDIT_MAP_FOLLOW_H
#define TNW_AUDIT_MAP_FOLLOW_H

#include <stddef.h>

#include "audit/map.h"

/* Zeros are the map without entries. About 230 bytes for each dossier, and 80 for each entry since the last root. */
struct map_follow {
    struct map_twig *twigs; /* a trie */
    size_t count;
    size_t room;
    size_t top; /* 1 + the twig of depth 0; 0: there is none */
    struct map_news *news;
    size_t news_count;
    size_t news_room;
    size_t news_done; /* so many of them are in the trie */
    uint64_t size;    /* of the last root */
};

/* Notes that record `seq` is the newest one of a dossier; in the order of the log. Errors: NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err map_follow_note(struct map_follow *follow, uint64_t seq, const struct map_entry *entry);
/* The root after the first `size` records, which must not go down from call to call. Errors: NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err map_follow_root(struct map_follow *follow, uint64_t size, struct hash *root);
/* The node at that place of the map of the last root, which is marked as seen. false: there is none. */
bool map_follow_see(struct map_follow *follow, struct slice place, uint8_t value[MAP_VALUE_MAX], struct slice *node);
/* Calls each with a key on whose path there is a node that was not seen, and the node's depth, until it returns
 * false. */
void map_follow_unseen(const struct map_follow *follow, bool (*each)(void *ctx, const struct hash *key, unsigned depth),
                       void *ctx);

/* To go on with later. What is put beside the newest entries of all dossiers, which the caller has. */
void map_follow_put(const struct map_follow *follow, struct buf *out);
/* follow: zeros. Brings back what was put; then the caller sets the entries whose newest record is one of the first
 * follow->size. Errors: NO_MEMORY, CORRUPT. */
TNW_MUST_CHECK enum tnw_err map_follow_take(struct map_follow *follow, struct cursor *cur);
TNW_MUST_CHECK enum tnw_err map_follow_set(struct map_follow *follow, const struct map_entry *entry);
void map_follow_wipe(struct map_follow *follow);

#endif

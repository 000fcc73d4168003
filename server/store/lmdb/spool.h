/*
 * Inside the LMDB engine: what is kept for who follows. The folder `spool` beside the journal is there while somebody
 * does. In it stand, for each follower, NAME.at (its place), and files of steps (store/follow/step.h) that writers
 * append to once what they say is durable: COMMIT-RANDOM, one process each, so that a crash tears nothing but ends.
 * Nothing in it is synced: it helps only as long as the machine stands.
 */
#ifndef TNW_STORE_LMDB_SPOOL_H
#define TNW_STORE_LMDB_SPOOL_H

#include "store/follow/step.h"

#define SPOOL_PATH 4224
#define SPOOL_NAMES 256

struct spool {
    char folder[SPOOL_PATH];
    bool followed;
    int fd; /* -1: none is open */
    uint64_t size;
    struct hash chain;
    uint8_t last[ENGINE_MARK]; /* of the commit that this process told last */
};

/* In: folder: of the data. */
void spool_init(struct spool *spool, const char *folder);
void spool_wipe(struct spool *spool);

/* All below: whoever holds the writer lock. Nothing here fails: a follower loses its place instead. */

/* A writer begins on that commit: looks whether anybody follows. has_room: the store has its reserve. */
void spool_begin(struct spool *spool, const uint8_t mark[ENGINE_MARK], bool has_room);
/* The next step goes to a file of its own. */
void spool_renew(struct spool *spool);
/* Tells what was done. */
void spool_put(struct spool *spool, const struct engine_step *step);
/* Something was done that cannot be told: all lose their place. */
void spool_lose(struct spool *spool);

/* For followers as well. */

struct spool_names {
    char names[SPOOL_NAMES][32]; /* of files of steps, in order */
    size_t count;
};

void spool_list(const char *folder, struct spool_names *names);
/* The commit in a name. */
uint64_t spool_commit_of(const char *name);
/* Removes the files that all followers have passed; the folder, when nobody follows any more. */
void spool_trim(const char *folder);
bool spool_disk_has_room(const char *folder);
/* Of all followers. Out: lag_ms: of the one furthest behind. Returns how many. */
unsigned spool_followers(const char *folder, int64_t *lag_ms);

/* Out: lag_ms: of that follower, also where it has lost its place. false: there is none. */
bool spool_lag(const char *folder, const char *follower, int64_t *lag_ms);

/* NAME.at: the commit that its follower has passed, and when it had everything. */
#define SPOOL_AT 16
#define SPOOL_AT_NAME ".at"
#define SPOOL_LOST_NAME ".lost"

#endif

/*
 * What the store asks of a storage engine: an ordered map of named spaces of byte keys and byte values, with one
 * writer, snapshots, and a durable point. An engine knows nothing of dossiers, of encryption or of JSON; what stands
 * above this header knows nothing of the engine. tests/contract holds every engine to it.
 *
 * What is handed out (keys and values) lives until its transaction is committed, kept or aborted; only what a cursor of
 * the writer hands out goes sooner, with the cursor's next step or its end.
 *
 * Errors of all functions, unless said otherwise: STORAGE_FULL (nothing happened, and later transactions can succeed),
 * IO (nothing may be trusted any more: end the process; a commit of which it is not known whether it happened is that
 * too), CORRUPT (what is stored makes no sense), NO_MEMORY. After an error but NOT_FOUND a writer can only be aborted.
 */
#ifndef TNW_STORE_ENGINE_H
#define TNW_STORE_ENGINE_H

#include "base/bytes.h"

/* Bytes. No key is empty or longer; no value is longer: whoever has more puts it in pieces (store/pieces.h). */
#define ENGINE_KEY_MAX 96
#define ENGINE_VALUE_MAX ((size_t)64 * 1024)

/* One space, as its owner declares it. */
struct engine_space {
    const char *name;
    bool appends; /* new keys mostly come behind all others, and values are seldom put again */
};

struct engine_schema {
    const struct engine_space *spaces; /* live as long as the engine */
    unsigned count;
    uint8_t version; /* an engine keeps it with the data, and opens no other */
};

/* What an engine knows of the room under it, for people who watch it: reading this costs more than engine_stats. */
struct engine_room {
    uint64_t file;        /* bytes on the disk, the free ones of it too */
    uint64_t free;        /* bytes of what is taken that no value needs: new ones go there first */
    uint64_t disk;        /* bytes that the disk has left; UINT64_MAX: not known */
    uint64_t lag;         /* commits since the oldest snapshot of any process began: what they freed is not reused */
    uint64_t oldest;      /* the last commit that such a snapshot shows; 0: there is none */
    unsigned readers;     /* such snapshots */
    unsigned readers_max; /* places for them; 0: no bound */
};

/* One space of a snapshot. */
struct engine_extent {
    uint64_t rows;
    uint64_t bytes; /* that its pages take; 0: not known */
};

struct engine;        /* belongs to the process; every thread may begin transactions */
struct engine_txn;    /* belongs to one thread */
struct engine_cursor; /* belongs to its transaction */

struct engine_stats {
    uint64_t used;       /* bytes that are taken */
    uint64_t size;       /* bytes that it may hold at the most; 0: no bound of its own */
    uint64_t taken_over; /* batches kept before a crash or an abort, and committed since the engine was opened */
    uint64_t waiting;    /* batches that are durable, and that no snapshot shows yet */
    bool torn;           /* behind those stood one that was not whole: a crash came before it was durable */
    unsigned followers;  /* who follows, also those who lost their place */
    int64_t lag_ms;      /* of the one who is furthest behind: how long ago it had all that was durable */
};

void engine_close(struct engine **engine); /* *engine may be NULL; no transaction may be open */
TNW_MUST_CHECK enum tnw_err engine_stats(struct engine *engine, struct engine_stats *stats);
/* Errors: also UNAVAILABLE: it does not know. */
TNW_MUST_CHECK enum tnw_err engine_room(struct engine *engine, struct engine_room *room);
TNW_MUST_CHECK enum tnw_err engine_extent(struct engine_txn *txn, unsigned space, struct engine_extent *extent);
/* How many bytes it may hold from now on. What it holds stays, also if that is more. Errors: CONFIGURATION: more than
 * it can take without being opened anew. */
TNW_MUST_CHECK enum tnw_err engine_resize(struct engine *engine, uint64_t size);
/* Whether what the engine keeps beside its spaces, such as a journal, fits them: for who only looks, also beside a
 * writer. where: at least 256 characters. Errors: CORRUPT (what is wrong, and where to read what to do, in where). */
TNW_MUST_CHECK enum tnw_err engine_check(struct engine *engine, char where[256]);
/* Whether gets cost no journey: values are at hand, and fetching them beforehand gains nothing. */
bool engine_is_near(const struct engine *engine);

/* A snapshot, of which a thread has one at a time; or the writer, of which the whole system has one at a time: it waits
 * for its turn. What was kept before a crash, or before an abort, is committed before a writer begins. */
TNW_MUST_CHECK enum tnw_err engine_begin(struct engine *engine, bool writes, struct engine_txn **txn);
/* Durable when it returns TNW_OK, and shown by snapshots that begin later. The transaction is gone in every case. */
TNW_MUST_CHECK enum tnw_err engine_commit(struct engine_txn **txn);
/* Makes what the writer did so far durable and lets it go on; snapshots need not show it before the commit. What was
 * kept is never lost. An engine for which that is nothing less than a commit commits: then *txn is NULL. */
TNW_MUST_CHECK enum tnw_err engine_keep(struct engine_txn **txn);
/* Forgets what the writer did since it was kept, or began; ends a snapshot. *txn may be NULL. */
void engine_abort(struct engine_txn **txn);

/* Commits have numbers that go up. Of a snapshot: that of the last one which it shows; of the writer: the one that its
 * commit will have, if it changed anything: a commit that changes nothing may leave its number to the next one, which
 * can be another process's. */
uint64_t engine_number(const struct engine_txn *txn);
/* Writer: whether it changed anything. */
bool engine_has_changed(const struct engine_txn *txn);
/* Writer: whether growth is still welcome, by so many bytes more: false once only what is set aside for withdrawals and
 * records is left. */
bool engine_has_room(struct engine_txn *txn, uint64_t more);

/* One key of a get-many. value.ptr NULL: there is none. */
struct engine_want {
    unsigned space;
    struct slice key;
    struct slice value; /* out */
};

/* All in one journey. */
TNW_MUST_CHECK enum tnw_err engine_get_many(struct engine_txn *txn, struct engine_want *wants, size_t count);
/* Errors: also NOT_FOUND. */
TNW_MUST_CHECK enum tnw_err engine_get(struct engine_txn *txn, unsigned space, struct slice key, struct slice *value);

/* Writer only. */
TNW_MUST_CHECK enum tnw_err engine_put(struct engine_txn *txn, unsigned space, struct slice key, struct slice value);
/* A put whose value, of len bytes, the caller writes to *bytes before the next call for this transaction. */
TNW_MUST_CHECK enum tnw_err engine_put_later(struct engine_txn *txn, unsigned space, struct slice key, size_t len,
                                             uint8_t **bytes);
/* A put of a key that comes behind all others of its space. Errors: also CORRUPT, when it does not. */
TNW_MUST_CHECK enum tnw_err engine_append(struct engine_txn *txn, unsigned space, struct slice key, struct slice value);
/* Errors: also NOT_FOUND. */
TNW_MUST_CHECK enum tnw_err engine_del(struct engine_txn *txn, unsigned space, struct slice key);

/* Where a cursor goes: over the keys that start with prefix (empty: all), ascending or descending, from the first one
 * strictly behind `after` in that direction; `after` is a whole key, or empty: from the end where it begins. */
struct engine_range {
    unsigned space;
    struct slice prefix;
    struct slice after;
    bool reverse;
};

/* Borrows nothing of the range. The transaction must not write while a cursor is open. An engine that has a journey to
 * its data fetches in blocks that grow. */
TNW_MUST_CHECK enum tnw_err engine_cursor_open(struct engine_txn *txn, const struct engine_range *range,
                                               struct engine_cursor **cursor);
/* Errors: also NOT_FOUND: the end. key: the whole key. */
TNW_MUST_CHECK enum tnw_err engine_cursor_next(struct engine_cursor *cursor, struct slice *key, struct slice *value);
void engine_cursor_close(struct engine_cursor **cursor); /* *cursor may be NULL */

/* What such a cursor would hand out first, in one journey; with reverse, the last key of a prefix. Errors: also
 * NOT_FOUND. */
TNW_MUST_CHECK enum tnw_err engine_first(struct engine_txn *txn, const struct engine_range *range, struct slice *key,
                                         struct slice *value);

/* How many keys a space has: at once where the engine knows it, else by a walk. */
TNW_MUST_CHECK enum tnw_err engine_count(struct engine_txn *txn, unsigned space, uint64_t *count);

/* Copies what one snapshot of `from` shows into another engine of the same schema, which must be empty: a backup, or a
 * move. Errors: also CONFLICT (it is not empty, or the schemas differ). What was committed to it by then stays. */
TNW_MUST_CHECK enum tnw_err engine_copy(struct engine *from, struct engine *to);

/*
 * Following: another process repeats what writers do, for a backup. What became durable since its place is kept for it,
 * within bounds: who lags too far, or whom a full disk leaves no room, loses its place and begins with all rows again.
 * No writer waits for it.
 */
#define ENGINE_MARK 16
#define ENGINE_FOLLOWER 33 /* its name: 32 hex digits and NUL */

/* A state of what is stored. */
struct engine_place {
    uint8_t mark[ENGINE_MARK]; /* random, of the commit: two stores that went on by themselves tell it */
    uint64_t commit;
    uint32_t number; /* of what was kept on top of that commit; 0: nothing */
};

/* What was done between two places: operations (store/follow/operations.h), in order. To do all of them again on any
 * state in between gives the second one. */
struct engine_step {
    struct engine_place from;
    struct engine_place to;
    int64_t time; /* when it had become durable, by the machine's clock */
    struct slice operations;
};

struct engine_follower; /* belongs to one thread */

/* Which commit a snapshot shows. Errors: USAGE: this engine cannot be followed. */
TNW_MUST_CHECK enum tnw_err engine_place_of(struct engine_txn *snapshot, struct engine_place *place);
/* From now on steps are kept for who has that name, 32 hex digits. In: since: to go on there, if its place is still
 * kept; NULL: from now. Out: at: snapshots that begin later show that place or a later one. where: at least 256
 * characters. Errors: USAGE: this engine cannot be followed; CONFLICT: the place is lost, or another process follows by
 * that name; STORAGE_FULL: the disk has no room for it. */
TNW_MUST_CHECK enum tnw_err engine_follow(struct engine *engine, const char *name, const struct engine_place *since,
                                          struct engine_follower **out, struct engine_place *at, char where[256]);
/* The next step; it borrows from the follower until the next call. Errors: NOT_FOUND: nothing more is durable;
 * CONFLICT: the place is lost. */
TNW_MUST_CHECK enum tnw_err engine_follow_next(struct engine_follower *follower, struct engine_step *step);
/* The steps that were handed out are kept for it no more. time: when it had all that was durable, machine's clock. */
void engine_follow_done(struct engine_follower *follower, int64_t time);
/* Lets go. ends: nothing is kept for it from then on; else it may go on at its place. *follower may be NULL. */
void engine_follow_close(struct engine_follower **follower, bool ends);
/* Out: ms: how long ago that one had all that was durable. Errors: NOT_FOUND: nothing is kept by that name. */
TNW_MUST_CHECK enum tnw_err engine_follow_lag(struct engine *engine, const char *name, int64_t *ms);
/* For who will not come again. */
void engine_follow_forget(struct engine *engine, const char *name);

/*
 * For engines. Each begins its own struct with these; the functions above check arguments and call the operations.
 */
struct engine {
    const struct engine_ops *ops;
    const struct engine_schema *schema;
};

struct engine_txn {
    struct engine *engine;
    bool writes;
    bool changed; /* engine.c's: something was put, or deleted that was there */
};

struct engine_cursor {
    struct engine_txn *txn;
};

struct engine_follower {
    struct engine *engine;
};

struct engine_ops {
    bool is_near;
    void (*close)(struct engine *engine);
    enum tnw_err (*stats)(struct engine *engine, struct engine_stats *stats);
    enum tnw_err (*room)(struct engine *engine, struct engine_room *room); /* NULL: it does not know */
    enum tnw_err (*extent)(struct engine_txn *txn, unsigned space, struct engine_extent *extent);
    enum tnw_err (*resize)(struct engine *engine, uint64_t size);
    enum tnw_err (*check)(struct engine *engine, char where[256]); /* NULL: there is nothing of the kind */
    enum tnw_err (*begin)(struct engine *engine, bool writes, struct engine_txn **txn);
    enum tnw_err (*commit)(struct engine_txn *txn);              /* ends it in every case */
    enum tnw_err (*keep)(struct engine_txn *txn, bool *is_over); /* is_over: it was committed, or failed, and is gone */
    void (*abort)(struct engine_txn *txn);
    uint64_t (*number)(const struct engine_txn *txn);
    bool (*has_room)(struct engine_txn *txn, uint64_t more);
    enum tnw_err (*get_many)(struct engine_txn *txn, struct engine_want *wants, size_t count);
    enum tnw_err (*put)(struct engine_txn *txn, unsigned space, struct slice key, struct slice value);
    enum tnw_err (*put_later)(struct engine_txn *txn, unsigned space, struct slice key, size_t len, uint8_t **bytes);
    enum tnw_err (*append)(struct engine_txn *txn, unsigned space, struct slice key, struct slice value);
    enum tnw_err (*del)(struct engine_txn *txn, unsigned space, struct slice key);
    enum tnw_err (*cursor_open)(struct engine_txn *txn, const struct engine_range *range,
                                struct engine_cursor **cursor);
    enum tnw_err (*cursor_next)(struct engine_cursor *cursor, struct slice *key, struct slice *value);
    void (*cursor_close)(struct engine_cursor *cursor);
    enum tnw_err (*first)(struct engine_txn *txn, const struct engine_range *range, struct slice *key,
                          struct slice *value);
    enum tnw_err (*place_of)(struct engine_txn *txn, struct engine_place *place); /* NULL: it cannot be followed */
    enum tnw_err (*follow)(struct engine *engine, const char *name, const struct engine_place *since,
                           struct engine_follower **out, struct engine_place *at, char where[256]);
    enum tnw_err (*follow_next)(struct engine_follower *follower, struct engine_step *step);
    void (*follow_done)(struct engine_follower *follower, int64_t time);
    void (*follow_close)(struct engine_follower *follower, bool ends);
    enum tnw_err (*follow_lag)(struct engine *engine, const char *name, int64_t *ms);
    void (*follow_forget)(struct engine *engine, const char *name);
    enum tnw_err (*count)(struct engine_txn *txn, unsigned space, uint64_t *count); /* NULL: it does not know */
};

#endif

/*
 * Inside the LMDB engine: who follows reads what writers leave in the spool. The operations are those of engine.h.
 */
#ifndef TNW_STORE_LMDB_LMDB_FOLLOW_H
#define TNW_STORE_LMDB_LMDB_FOLLOW_H

#include "store/lmdb/lmdb_base.h"

enum tnw_err lmdb_follow_place_of(struct engine_txn *txn, struct engine_place *place);
enum tnw_err lmdb_follow_open(struct engine *engine, const char *name, const struct engine_place *since,
                              struct engine_follower **out, struct engine_place *at, char where[256]);
enum tnw_err lmdb_follow_next(struct engine_follower *follower, struct engine_step *step);
void lmdb_follow_done(struct engine_follower *follower, int64_t time);
void lmdb_follow_close(struct engine_follower *follower, bool ends);
enum tnw_err lmdb_follow_lag(struct engine *engine, const char *name, int64_t *ms);
void lmdb_follow_forget(struct engine *engine, const char *name);

#endif

/*
 * What `tnwd backup` of an older format would have made: old_backup SERVER_FOLDER FORMAT DEST LOG. A generation of the
 * store of that format which lies in the data of that folder.
 */
#include <stdio.h>
#include <stdlib.h>

#include "app/backup/ship.h"
#include "store/lmdb/lmdb_engine.h"

struct made {
    char where[CONFIG_WHERE];
    struct dest dest;
    struct keyring *keyring;
    struct engine *engine;
    struct ship ship;
};

static enum tnw_err
open_old_store(struct made *it, const char *folder, unsigned format, const char *dest, const char *log)
{
    char path[4096];
    struct backup_layout layout;
    (void)snprintf(path, sizeof path, "%s/keyring", folder);
    enum tnw_err err = keyring_load(&it->keyring, path, it->where);
    if (err == TNW_OK) {
        const struct dest_owner owner = dest_owner_of(it->keyring, log);
        err = dest_open(&it->dest, dest, &owner, true, it->where);
    }
    (void)snprintf(path, sizeof path, "%s/data", folder);
    const struct lmdb_options options = {.path = path, .map_size = (size_t)1 << 30, .reserve = (size_t)2 << 20};
    if (err == TNW_OK && !backup_layout_of(format, &layout)) {
        err = TNW_E_USAGE;
    }
    return err == TNW_OK ? lmdb_engine_open(&it->engine, &options, layout.schema, it->where) : err;
}

/* What a crash left in its journal is committed by a writer. */
static enum tnw_err
make_old_generation(struct made *it)
{
    struct engine_txn *txn;
    enum tnw_err err = engine_begin(it->engine, true, &txn);
    if (err != TNW_OK) {
        return err;
    }
    engine_abort(&txn);
    it->ship = (struct ship){.dest = &it->dest, .engine = it->engine, .where = it->where};
    err = engine_follow(it->engine, it->dest.name, NULL, &it->ship.follower, &it->ship.at, it->where);
    return err == TNW_OK ? ship_generation(&it->ship) : err;
}

int
main(int argc, char **argv)
{
    static struct made it = {.dest = {.lock = -1, .claim = -1}};
    enum tnw_err err =
        argc != 5 ? TNW_E_USAGE : open_old_store(&it, argv[1], (unsigned)strtoul(argv[2], NULL, 10), argv[3], argv[4]);
    if (err == TNW_OK) {
        err = make_old_generation(&it);
    }
    engine_follow_close(&it.ship.follower, true);
    generation_free(&it.ship.fresh);
    generation_free(&it.ship.current);
    dest_close(&it.dest);
    engine_close(&it.engine);
    keyring_free(&it.keyring);
    if (err != TNW_OK) {
        (void)fprintf(stderr, "old_backup: %s: %s\n", tnw_error_info(err)->code, it.where);
    }
    return err == TNW_OK ? 0 : 1;
}

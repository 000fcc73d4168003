#include "app/backup/restore/restore_migrate.h"

#include <stdio.h>

#include "base/stop.h"
#include "store/layout.h"
#include "store/lmdb/lmdb_folder.h"
#include "store/migrate/migrate.h"

static void
name_of_version(char name[32], unsigned version)
{
    (void)snprintf(name, 32, "from-%u", version);
}

enum tnw_err
restore_migrate_begin(const char *folder, unsigned version, char path[FILE_PATH], char where[256])
{
    char name[32];
    if (version == LAYOUT_VERSION) {
        (void)snprintf(path, FILE_PATH, "%s", folder);
        return TNW_OK;
    }
    name_of_version(name, version);
    return lmdb_folder_begin(folder, name, path, where);
}

static enum tnw_err
open_stage_at(struct engine **engine, const char *path, const struct lmdb_options *sizes,
              const struct engine_schema *schema, char where[256])
{
    struct lmdb_options options = *sizes;
    options.path = path;
    return lmdb_engine_open(engine, &options, schema, where);
}

/* Out: version, path: of the store that was made. */
static enum tnw_err
take_step_up(const char *folder, unsigned *version, char path[FILE_PATH], const struct lmdb_options *sizes,
             const struct keyring *keyring, char where[256])
{
    const struct migrate_step *step = migrate_step_from((uint8_t)*version);
    struct migrate_task task = {.step = step, .keyring = keyring};
    struct engine *from = NULL;
    uint64_t rows;
    char next[FILE_PATH];
    unsigned up = migrate_step_writes(step)->schema->version;
    enum tnw_err err = open_stage_at(&from, path, sizes, migrate_step_reads(step)->schema, where);
    if (err == TNW_OK) {
        err = restore_migrate_begin(folder, up, next, where);
    }
    if (err == TNW_OK) {
        err = open_stage_at(&task.to, next, sizes, migrate_step_writes(step)->schema, where);
    }
    if (err == TNW_OK) {
        err = engine_begin(from, false, &task.from);
    }
    if (err == TNW_OK) {
        err = migrate_run(&task, &rows, where);
    }
    engine_abort(&task.from);
    engine_close(&task.to);
    engine_close(&from);
    if (err == TNW_OK) {
        err = lmdb_folder_remove(path, where);
        *version = up;
        (void)snprintf(path, FILE_PATH, "%s", next);
    }
    return err;
}

enum tnw_err
restore_migrate(const char *folder, unsigned version, const struct lmdb_options *sizes, const struct keyring *keyring,
                char where[256])
{
    char name[32];
    char path[FILE_PATH];
    enum tnw_err err = TNW_OK;
    name_of_version(name, version);
    (void)snprintf(path, sizeof path, "%.*s/%s", FILE_PATH - 40, folder, name);
    while (err == TNW_OK && version != LAYOUT_VERSION) {
        err = take_step_up(folder, &version, path, sizes, keyring, where);
    }
    stop_here("restore.migrated");
    return err;
}

void
restore_migrate_clean(const char *folder)
{
    for (unsigned version = 1; version < LAYOUT_VERSION; version++) {
        char name[32];
        char path[FILE_PATH];
        char ignored[256];
        name_of_version(name, version);
        (void)snprintf(path, sizeof path, "%.*s/%s", FILE_PATH - 40, folder, name);
        (void)!lmdb_folder_remove(path, ignored);
    }
}

/*
 * `tnwd migrate`: a store of an older format becomes one of the format of now. The new one is made beside the old one,
 * recorded, verified, and then put in its place by one rename: until that the old one is what it was.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "app/command.h"
#include "app/migrate/migration.h"
#include "app/runtime.h"
#include "store/layout.h"
#include "store/lmdb/lmdb_folder.h"
#include "store/migrate/migrate.h"

static enum tnw_err
refuse_newer(const char *folder, uint8_t version, char where[CONFIG_WHERE])
{
    (void)snprintf(
        where, CONFIG_WHERE,
        "%.200s: the store is of format %u, and this tnwd knows no newer one than %u: use the tnwd that wrote "
        "it, or a newer one",
        folder, version, LAYOUT_VERSION);
    return TNW_E_CONFLICT;
}

/* Whether each format between that one and now has its step. */
static enum tnw_err
check_way(const char *folder, uint8_t version, char where[CONFIG_WHERE])
{
    for (uint8_t at = version; at < LAYOUT_VERSION; at = migrate_step_writes(migrate_step_from(at))->schema->version) {
        if (migrate_step_from(at) == NULL) {
            (void)snprintf(
                where, CONFIG_WHERE,
                "%.200s: the store is of format %u, from which this tnwd knows no way: bring it further with "
                "an older one first",
                folder, version);
            return TNW_E_CONFLICT;
        }
    }
    return TNW_OK;
}

static void
print_room(const struct migration *migration)
{
    printf("The new store is made beside the old one: it takes up to %" PRIu64 " MB of the %" PRIu64
           " MB that the disk has left.\n",
           migration->needed >> 20, migration->left >> 20);
}

/* What would be done, and whether it could be. */
static enum tnw_err
tell_plan(struct migration *migration, char where[CONFIG_WHERE])
{
    uint64_t rows;
    enum tnw_err err = migration_count(migration, &rows, where);
    if (err != TNW_OK) {
        return err;
    }
    printf("%s: format %u, which becomes %u: %" PRIu64 " rows.\n", migration->folder, migration->version,
           LAYOUT_VERSION, rows);
    print_room(migration);
    err = migration_check(migration, where);
    if (err == TNW_OK) {
        printf("Nothing was changed. It can be done: make a backup, then `tnwd migrate` without --check.\n");
    }
    return err;
}

/* What was written so far is removed, or is the store already. */
static void
tell_what_to_do(enum tnw_err err, char where[CONFIG_WHERE])
{
    const size_t len = strlen(where);
    if (err == TNW_E_STORAGE_FULL || err == TNW_E_IO) {
        (void)snprintf(where + len, CONFIG_WHERE - len,
                       "%sNothing is lost. Make room, or mend the disk, and run the same command again",
                       len == 0 ? "" : ". ");
    }
}

static enum tnw_err
migrate_for_good(struct migration *migration, char where[CONFIG_WHERE])
{
    enum tnw_err err = migration_check(migration, where);
    if (err != TNW_OK) {
        return err;
    }
    print_room(migration);
    (void)fflush(stdout);
    err = migration_make(migration, where);
    if (err == TNW_OK) {
        printf("%s: format %u became %u: %" PRIu64 " rows; record %" PRIu64
               " of the log says so. The old store is gone.\n",
               migration->folder, migration->version, LAYOUT_VERSION, migration->rows, migration->record);
    }
    tell_what_to_do(err, where);
    return err;
}

static enum tnw_err
migrate_store(struct migration *migration, bool only_looks, char where[CONFIG_WHERE])
{
    enum tnw_err err = migration_look(migration, where);
    if (err != TNW_OK) {
        return err;
    }
    if (migration->version == LAYOUT_VERSION) {
        printf("%s: format %u, as this tnwd has it: nothing to do.\n", migration->folder, LAYOUT_VERSION);
        return only_looks ? TNW_OK : migration_clean(migration, where);
    }
    err = migration->version > LAYOUT_VERSION ? refuse_newer(migration->folder, migration->version, where)
                                              : check_way(migration->folder, migration->version, where);
    if (err != TNW_OK) {
        return err;
    }
    return only_looks ? tell_plan(migration, where) : migrate_for_good(migration, where);
}

enum tnw_err
command_migrate(int argc, char *const *argv, char where[CONFIG_WHERE])
{
    enum { FLAG_CONFIG, FLAG_SET, FLAG_CHECK };
    struct arguments_flag flags[] = {command_flag_config, command_flag_set, {.name = "check"}, {.name = NULL}};
    struct migration migration = {.version = 0};
    enum tnw_err err = arguments_parse(argc, argv, flags, NULL, 0, where);
    if (err != TNW_OK) {
        return err;
    }
    const struct config_sets sets = command_sets(&flags[FLAG_SET]);
    migration.file = flags[FLAG_CONFIG].values[0];
    migration.sets = &sets;
    err = migration_open(&migration, where);
    if (err == TNW_OK) {
        err = migrate_store(&migration, flags[FLAG_CHECK].count > 0, where);
    }
    migration_close(&migration);
    return err;
}

/*
 * Inside `tnwd migrate`: the steps on the disk, in their order.
 */
#ifndef TNW_APP_MIGRATE_MIGRATION_H
#define TNW_APP_MIGRATE_MIGRATION_H

#include "app/config.h"
#include "app/runtime.h"

struct migration {
    const char *file; /* configuration */
    const struct config_sets *sets;
    struct runtime runtime; /* without a store */
    const char *folder;     /* the store's */
    uint8_t version;        /* of what lies there */
    uint64_t needed;        /* bytes, at the most, beside what there is */
    uint64_t left;          /* that the disk has */
    uint64_t rows;          /* that were brought over */
    uint64_t record;        /* which one says so */
};

/* In all: where: at least CONFIG_WHERE characters. Errors: those of the parts. */
TNW_MUST_CHECK enum tnw_err migration_open(struct migration *migration, char where[CONFIG_WHERE]);
void migration_close(struct migration *migration); /* also after a failed open */
/* Finds version, needed and left. */
TNW_MUST_CHECK enum tnw_err migration_look(struct migration *migration, char where[CONFIG_WHERE]);
TNW_MUST_CHECK enum tnw_err migration_count(const struct migration *migration, uint64_t *rows,
                                            char where[CONFIG_WHERE]);
/* Whether it could begin: there is room, and nobody has the store open. Errors: STORAGE_FULL, CONFLICT. */
TNW_MUST_CHECK enum tnw_err migration_check(const struct migration *migration, char where[CONFIG_WHERE]);
/* All of it. What was cut begins anew. */
TNW_MUST_CHECK enum tnw_err migration_make(struct migration *migration, char where[CONFIG_WHERE]);
/* Appends the record that says so, to a store that came from that format. Out: number: of the record. */
TNW_MUST_CHECK enum tnw_err migration_record(struct runtime *fresh, unsigned from, uint64_t *number,
                                             char where[CONFIG_WHERE]);
/* Takes away what one that was cut behind the rename left. */
TNW_MUST_CHECK enum tnw_err migration_clean(const struct migration *migration, char where[CONFIG_WHERE]);

#endif

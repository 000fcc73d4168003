/*
 * What a generation of a backup says of itself: the manifest, written last; the one of its keys; and how far it was
 * followed. docs/protocol.md, part 2.
 */
#ifndef TNW_APP_BACKUP_MANIFEST_H
#define TNW_APP_BACKUP_MANIFEST_H

#include "app/backup/dest.h"

#define MANIFEST_FORMAT 1
#define MANIFEST_FILES 1024
#define MANIFEST_NAME 24

struct manifest_file {
    char name[MANIFEST_NAME];
    uint64_t size;
    struct hash sha256;
};

struct manifest {
    unsigned generation;
    unsigned layout; /* format version of the store */
    struct id store; /* read back; that of the backup.json is written */
    int64_t begun;
    int64_t completed;
    struct engine_place from; /* first commit */
    struct engine_place to;   /* last one, when it was completed */
    uint64_t rows;
    uint64_t records;
    uint64_t sealed;   /* size of the newest checkpoint; 0: none */
    struct hash root;  /* that it signs; read back */
    struct slice note; /* of it, to be written; not read back */
    struct manifest_file files[MANIFEST_FILES];
    size_t count;
};

/* Of the wrapped keys: which file, and how much of it was whole when this was written; steps may stand behind. */
struct manifest_keys {
    struct manifest_file file;
    uint64_t operations; /* that made it, since the generation began */
};

/* How far a generation goes. */
struct manifest_end {
    struct engine_place at;
    int64_t time;      /* of the last step */
    uint32_t frames;   /* number of the last file of frames */
    uint64_t size;     /* of it */
    struct hash chain; /* digest of its last step */
    uint64_t keys;     /* operations on keys until then */
    uint64_t records;  /* of the log */
    uint64_t sealed;
};

/* The generation's folder is the first argument of all below. Errors of reading: CORRUPT: damaged; NOT_FOUND: it is not
 * there; IO, NO_MEMORY. where: at least CONFIG_WHERE characters. Errors of writing: IO, STORAGE_FULL, NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err manifest_write(const struct dest *dest, const struct manifest *manifest);
TNW_MUST_CHECK enum tnw_err manifest_read(const struct dest *dest, unsigned generation, struct manifest *manifest,
                                          char where[CONFIG_WHERE]);
TNW_MUST_CHECK enum tnw_err manifest_write_keys(const struct dest *dest, unsigned generation,
                                                const struct manifest_keys *keys);
TNW_MUST_CHECK enum tnw_err manifest_read_keys(const struct dest *dest, unsigned generation, struct manifest_keys *keys,
                                               char where[CONFIG_WHERE]);
TNW_MUST_CHECK enum tnw_err manifest_write_end(const struct dest *dest, unsigned generation,
                                               const struct manifest_end *end);
TNW_MUST_CHECK enum tnw_err manifest_read_end(const struct dest *dest, unsigned generation, struct manifest_end *end,
                                              char where[CONFIG_WHERE]);

#endif

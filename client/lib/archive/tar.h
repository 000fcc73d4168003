/*
 * The part of tar (POSIX ustar) that archives are made of: regular files with short names, one behind the other.
 */
#ifndef TNW_LIB_TAR_H
#define TNW_LIB_TAR_H

#include "crypto/hash.h"
#include "tnw/archive.h"

/* A name that can be in an archive: letters, digits, '.', '_', '-', and '/' between; no part of it begins with a dot.
 * */
bool tar_name_is_good(const char *name);

struct tar_writer {
    const struct tnw_archive_sink *to;
    int64_t size; /* written so far */
    int64_t left; /* of the file under way */
    struct hash_stream stream;
};

/* All: false: `to` took no more, or the caller's mistake: a bad name, or other than size bytes. */
bool tar_begin(struct tar_writer *tar, const char *name, int64_t size);
bool tar_add(struct tar_writer *tar, const void *bytes, size_t len);
/* Out: hash of the file. */
bool tar_end(struct tar_writer *tar, struct hash *hash);
bool tar_close(struct tar_writer *tar);

struct tar_reader {
    const struct tnw_archive_source *from;
    char name[TNW_ARCHIVE_NAME];
    int64_t size;
    int64_t left;
    enum tnw_err err; /* IO: it cannot be read; CORRUPT: it is none of our archives */
};

/* false: there is no next file, or an error. What is left of the one before is passed over. */
bool tar_next(struct tar_reader *tar);
/* The next bytes of the file. Returns how many; 0: none is left, or an error. */
size_t tar_take(struct tar_reader *tar, void *to, size_t max);

#endif

#include "store/lmdb/precheck.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The meta page of LMDB 0.9 on 64-bit machines, in the machine's byte order: 16 bytes of page header, magic, version,
 * address, map size, two database records of 48 bytes (the first one starts with the page size), last page, txn id. */
#define META_MAGIC 16
#define META_VERSION 20
#define META_PAGE_SIZE 40
#define META_LAST_PAGE 136
#define META_SIZE 152
#define LMDB_MAGIC 0xBEEFC0DEU
#define LMDB_VERSION 1U

static uint64_t
read_number(const uint8_t *meta, size_t at, size_t size)
{
    uint64_t wide = 0;
    uint32_t narrow = 0;
    if (size == 8) {
        memcpy(&wide, meta + at, 8);
        return wide;
    }
    memcpy(&narrow, meta + at, 4);
    return narrow;
}

/* Returns NULL when this meta page can be read. Out: how many bytes its pages take. */
static const char *
read_meta(int fd, uint64_t at, uint64_t *page_size, uint64_t *size)
{
    uint8_t meta[META_SIZE];
    if (pread(fd, meta, sizeof meta, (off_t)at) != (ssize_t)sizeof meta) {
        return "is cut off in its first pages";
    }
    if (read_number(meta, META_MAGIC, 4) != LMDB_MAGIC || read_number(meta, META_VERSION, 4) != LMDB_VERSION) {
        return "does not start with a meta page of LMDB";
    }
    *page_size = read_number(meta, META_PAGE_SIZE, 4);
    if (*page_size < 512 || *page_size > 65536) {
        return "has an impossible page size";
    }
    uint64_t last = read_number(meta, META_LAST_PAGE, 8);
    if (last >= UINT64_MAX / *page_size) {
        return "has an impossible number of pages";
    }
    *size = (last + 1) * *page_size;
    return NULL;
}

/* The file's size is asked for last: while a server runs it grows before a meta page counts more. */
static enum tnw_err
check_file(int fd, const char **wrong)
{
    uint64_t page_size = 0;
    uint64_t first = 0;
    uint64_t second = 0;
    struct stat st;
    *wrong = read_meta(fd, 0, &page_size, &first);
    if (*wrong == NULL) {
        *wrong = read_meta(fd, page_size, &page_size, &second);
    }
    if (fstat(fd, &st) != 0) {
        return TNW_E_IO;
    }
    if (st.st_size == 0) { /* LMDB makes it */
        *wrong = NULL;
    } else if (*wrong == NULL && (uint64_t)st.st_size < (first > second ? first : second)) {
        *wrong = "is shorter than its meta page says";
    }
    return *wrong == NULL ? TNW_OK : TNW_E_CORRUPT;
}

enum tnw_err
precheck_file(const char *path, char where[256])
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        if (errno == ENOENT) {
            return TNW_OK;
        }
        (void)snprintf(where, 256, "%.180s: %s", path, strerror(errno));
        return TNW_E_IO;
    }
    const char *wrong = NULL;
    enum tnw_err err = check_file(fd, &wrong);
    if (err != TNW_OK) {
        (void)snprintf(where, 256, "%.180s %s", path, wrong == NULL ? strerror(errno) : wrong);
    }
    (void)close(fd);
    return err;
}

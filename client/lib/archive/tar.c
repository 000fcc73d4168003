#include "archive/tar.h"

#include <stdio.h>
#include <string.h>

#define BLOCK 512
#define CHECKSUM_AT 148
#define CHECKSUM_SIZE 8

/* POSIX.1-1988 ustar. All is text; numbers are octal. */
struct tar_header {
    char name[100];
    char mode[8];
    char uid[8];
    char gid[8];
    char size[12];
    char mtime[12];
    char checksum[CHECKSUM_SIZE];
    char type;
    char linkname[100];
    char magic[6];
    char version[2];
    char owner[80]; /* names and devices: not looked at */
    char prefix[155];
    char rest[12];
};
_Static_assert(sizeof(struct tar_header) == BLOCK, "a header is one block");

bool
tar_name_is_good(const char *name)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./";
    size_t len = strlen(name);
    bool good = len > 0 && len < TNW_ARCHIVE_NAME && strspn(name, letters) == len && name[len - 1] != '/';
    for (size_t i = 0; good && i < len; i++) {
        bool begins = i == 0 || name[i - 1] == '/';
        good = !begins || (name[i] != '.' && name[i] != '/');
    }
    return good;
}

/* As if its own field were blanks. */
static unsigned
checksum_of(const struct tar_header *header)
{
    const unsigned char *bytes = (const unsigned char *)header;
    unsigned sum = 0;
    for (size_t i = 0; i < BLOCK; i++) {
        bool own = i >= CHECKSUM_AT && i < CHECKSUM_AT + CHECKSUM_SIZE;
        sum += own ? ' ' : bytes[i];
    }
    return sum;
}

static bool
write_bytes(struct tar_writer *tar, const void *bytes, size_t len)
{
    tar->size += (int64_t)len;
    return tar->to->write(tar->to->context, bytes, len);
}

bool
tar_begin(struct tar_writer *tar, const char *name, int64_t size)
{
    struct tar_header header = {.type = '0', .magic = "ustar", .version = {'0', '0'}};
    if (!tar_name_is_good(name) || size < 0 || size >= INT64_C(1) << 33) {
        return false;
    }
    memcpy(header.name, name, strlen(name));
    memcpy(header.mode, "0000600", 8);
    memcpy(header.uid, "0000000", 8);
    memcpy(header.gid, "0000000", 8);
    memcpy(header.mtime, "00000000000", 12);
    (void)snprintf(header.size, sizeof header.size, "%011llo", (unsigned long long)size);
    (void)snprintf(header.checksum, sizeof header.checksum, "%06o", checksum_of(&header));
    header.checksum[7] = ' ';
    tar->left = size;
    hash_begin(&tar->stream);
    return write_bytes(tar, &header, sizeof header);
}

bool
tar_add(struct tar_writer *tar, const void *bytes, size_t len)
{
    if ((int64_t)len > tar->left) {
        return false;
    }
    tar->left -= (int64_t)len;
    hash_add(&tar->stream, slice_of(bytes, len));
    return write_bytes(tar, bytes, len);
}

bool
tar_end(struct tar_writer *tar, struct hash *hash)
{
    static const char zeros[BLOCK];
    size_t over = (size_t)(tar->size % BLOCK);
    *hash = hash_end(&tar->stream);
    return tar->left == 0 && (over == 0 || write_bytes(tar, zeros, BLOCK - over));
}

bool
tar_close(struct tar_writer *tar)
{
    static const char zeros[2 * BLOCK];
    return write_bytes(tar, zeros, sizeof zeros);
}

/* Returns whether there were len bytes. */
static bool
read_bytes(struct tar_reader *tar, void *to, size_t len)
{
    for (size_t got = 0; got < len;) {
        ptrdiff_t some = tar->from->read(tar->from->context, (char *)to + got, len - got);
        if (some <= 0 || (size_t)some > len - got) {
            tar->err = some == 0 ? TNW_E_CORRUPT : TNW_E_IO;
            return false;
        }
        got += (size_t)some;
    }
    return true;
}

static bool
is_zero(const void *bytes, size_t len)
{
    const unsigned char *at = bytes;
    unsigned any = 0;
    for (size_t i = 0; i < len; i++) {
        any |= at[i];
    }
    return any == 0;
}

/* Octal digits to the end of the field, which is a NUL or a blank. */
static bool
read_octal(const char *field, size_t size, int64_t *out)
{
    *out = 0;
    size_t digits = 0;
    for (; digits < size && field[digits] >= '0' && field[digits] <= '7'; digits++) {
        *out = *out * 8 + (field[digits] - '0');
    }
    return digits > 0 && digits < size && (field[digits] == '\0' || field[digits] == ' ');
}

static bool
parse_header(struct tar_reader *tar, const struct tar_header *header)
{
    int64_t sum;
    memcpy(tar->name, header->name, sizeof header->name);
    return memchr(header->name, 0, sizeof header->name) != NULL && tar_name_is_good(tar->name) && header->type == '0' &&
           memcmp(header->magic, "ustar", 6) == 0 && memcmp(header->version, "00", 2) == 0 &&
           is_zero(header->linkname, sizeof header->linkname) && is_zero(header->prefix, sizeof header->prefix) &&
           read_octal(header->size, sizeof header->size, &tar->size) &&
           read_octal(header->checksum, sizeof header->checksum, &sum) && sum == (int64_t)checksum_of(header);
}

/* Behind two blocks of zeros there is nothing, or zeros. */
static bool
is_at_end(struct tar_reader *tar)
{
    char block[BLOCK];
    bool first = true;
    for (;;) {
        ptrdiff_t some = tar->from->read(tar->from->context, block, sizeof block);
        if (some == 0 && !first) {
            return true;
        }
        if (some <= 0 || !is_zero(block, (size_t)some)) {
            tar->err = some < 0 ? TNW_E_IO : TNW_E_CORRUPT;
            return false;
        }
        first = false;
    }
}

static bool
pass_over(struct tar_reader *tar)
{
    char block[BLOCK];
    while (tar->left > 0 && tar_take(tar, block, sizeof block) > 0) {
    }
    size_t over = (size_t)(tar->size % BLOCK);
    return tar->err == TNW_OK && (over == 0 || (read_bytes(tar, block, BLOCK - over) && is_zero(block, BLOCK - over)));
}

bool
tar_next(struct tar_reader *tar)
{
    struct tar_header header;
    if (tar->err != TNW_OK) {
        return false;
    }
    if (!pass_over(tar) || !read_bytes(tar, &header, sizeof header)) {
        tar->err = tar->err == TNW_OK ? TNW_E_CORRUPT : tar->err;
        return false;
    }
    tar->left = tar->size = 0;
    if (is_zero(&header, sizeof header)) {
        (void)is_at_end(tar);
        return false;
    }
    if (!parse_header(tar, &header)) {
        tar->err = TNW_E_CORRUPT;
        return false;
    }
    tar->left = tar->size;
    return true;
}

size_t
tar_take(struct tar_reader *tar, void *to, size_t max)
{
    size_t len = (int64_t)max < tar->left ? max : (size_t)tar->left;
    if (tar->err != TNW_OK || len == 0 || !read_bytes(tar, to, len)) {
        return 0;
    }
    tar->left -= (int64_t)len;
    return len;
}

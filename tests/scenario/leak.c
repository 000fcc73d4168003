#include "leak.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>
#include <ctype.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/base64.h"

#define SHORTEST 6
#define BUCKETS ((size_t)1 << 16)
/* Found places that are printed of one file. */
#define TOLD 5

struct pattern {
    struct pattern *next; /* of its bucket */
    const char *word;
    const char *form;
    size_t len;
    bool forgotten;
    uint8_t bytes[];
};

struct leak {
    json_t *words; /* a set */
    struct pattern *buckets[BUCKETS];
};

struct leak *
leak_new(void)
{
    struct leak *leak = calloc(1, sizeof *leak);
    assert_non_null(leak);
    leak->words = json_object();
    return leak;
}

void
leak_free(struct leak **leak)
{
    if (*leak == NULL) {
        return;
    }
    for (size_t i = 0; i < BUCKETS; i++) {
        for (struct pattern *it = (*leak)->buckets[i]; it != NULL;) {
            struct pattern *next = it->next;
            free(it);
            it = next;
        }
    }
    json_decref((*leak)->words);
    free(*leak);
    *leak = NULL;
}

static size_t
bucket_of(const uint8_t *bytes)
{
    uint64_t first = 0;
    memcpy(&first, bytes, SHORTEST);
    return (size_t)((first * UINT64_C(0x9E3779B97F4A7C15)) >> 48);
}

static void
add_pattern(struct leak *leak, const char *word, const char *form, struct slice bytes)
{
    if (bytes.len < SHORTEST) {
        return;
    }
    struct pattern *it = malloc(sizeof *it + bytes.len);
    assert_non_null(it);
    size_t bucket = bucket_of(bytes.ptr);
    *it = (struct pattern){.next = leak->buckets[bucket], .word = word, .form = form, .len = bytes.len};
    memcpy(it->bytes, bytes.ptr, bytes.len);
    leak->buckets[bucket] = it;
}

static void
add_small(struct leak *leak, const char *word)
{
    struct buf small = {0};
    for (const char *at = word; *at != 0; at++) {
        buf_put_u8(&small, (uint8_t)tolower((unsigned char)*at));
    }
    add_pattern(leak, word, "UTF-8", slice_str(word));
    if (!slice_eq(buf_slice(&small), slice_str(word))) {
        add_pattern(leak, word, "small letters", buf_slice(&small));
    }
    buf_free(&small);
}

/* The words of the tests are in the basic plane. */
static void
add_utf16(struct leak *leak, const char *word)
{
    struct buf both[2] = {{0}, {0}};
    for (const unsigned char *at = (const unsigned char *)word; *at != 0;) {
        unsigned more = *at < 0x80 ? 0 : *at < 0xe0 ? 1 : 2;
        unsigned code = *at & (more == 0 ? 0x7f : more == 1 ? 0x1f : 0x0f);
        at++;
        for (; more > 0 && *at != 0; more--) {
            code = code << 6 | (*at++ & 0x3f);
        }
        buf_put_u8(&both[0], (uint8_t)code);
        buf_put_u8(&both[0], (uint8_t)(code >> 8));
        buf_put_u8(&both[1], (uint8_t)(code >> 8));
        buf_put_u8(&both[1], (uint8_t)code);
    }
    add_pattern(leak, word, "UTF-16LE", buf_slice(&both[0]));
    add_pattern(leak, word, "UTF-16BE", buf_slice(&both[1]));
    buf_free(&both[0]);
    buf_free(&both[1]);
}

static void
add_hex(struct leak *leak, const char *word)
{
    struct buf hex = {0};
    buf_put_hex(&hex, slice_str(word));
    add_pattern(leak, word, "hex", buf_slice(&hex));
    for (size_t i = 0; i < hex.len; i++) {
        hex.ptr[i] = (uint8_t)toupper(hex.ptr[i]);
    }
    add_pattern(leak, word, "HEX", buf_slice(&hex));
    buf_free(&hex);
}

/* Behind 0, 1 or 2 bytes of something else, of which some bits are in the first and last characters. */
static void
add_base64(struct leak *leak, const char *word)
{
    for (size_t before = 0; before < 3; before++) {
        struct buf plain = {0};
        struct buf text = {0};
        buf_put(&plain, "xx", before);
        buf_put_str(&plain, word);
        base64_encode(&text, buf_slice(&plain));
        size_t skip = before == 0 ? 0 : before + 1;
        size_t whole = plain.len * 8 / 6;
        if (whole > skip) {
            add_pattern(leak, word, "base64", slice_of(text.ptr + skip, whole - skip));
        }
        buf_free(&plain);
        buf_free(&text);
    }
}

void
leak_add(struct leak *leak, const char *word)
{
    if (strlen(word) < SHORTEST || json_object_get(leak->words, word) != NULL) {
        return;
    }
    assert_int_equal(json_object_set_new(leak->words, word, json_true()), 0);
    const char *kept = json_object_iter_key(json_object_iter_at(leak->words, word));
    add_small(leak, kept);
    add_utf16(leak, kept);
    add_hex(leak, kept);
    add_base64(leak, kept);
}

/* Codes, ids, times, links and digests are no words of a person. */
static bool
is_word(const char *text)
{
    size_t len = strlen(text);
    size_t digits = strspn(text, "0123456789");
    if (digits == len) {
        return len >= 9; /* NISS, telephone, enterprise */
    }
    bool coded = strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_.-") == len;
    bool timed = digits == 4 && text[4] == '-' && strspn(text, "0123456789-:.TZ+") == len;
    bool linked = strncmp(text, "/v1/", 4) == 0;
    bool id = len > 4 && text[3] == '_' &&
              strspn(text + 4, "0123456789ABCDEFGHJKMNPQRSTVWXYZabcdefghjkmnpqrstvwxyz") + 4 == len;
    return !coded && !timed && !linked && !id;
}

void
leak_add_json(struct leak *leak, const json_t *document)
{
    const char *key;
    json_t *value;
    size_t index;
    if (json_is_string(document) && is_word(json_string_value(document))) {
        leak_add(leak, json_string_value(document));
    }
    json_array_foreach(document, index, value)
    {
        leak_add_json(leak, value);
    }
    json_object_foreach((json_t *)(uintptr_t)document, key, value)
    {
        leak_add_json(leak, value);
    }
}

size_t
leak_words(const struct leak *leak)
{
    return json_object_size(leak->words);
}

static const struct pattern *
pattern_at(const struct leak *leak, const uint8_t *at, size_t left)
{
    const struct pattern *it = leak->buckets[bucket_of(at)];
    while (it != NULL && (it->forgotten || it->len > left || memcmp(it->bytes, at, it->len) != 0)) {
        it = it->next;
    }
    return it;
}

size_t
leak_find(const struct leak *leak, struct slice bytes, const char *where)
{
    size_t found = 0;
    for (size_t at = 0; at + SHORTEST <= bytes.len; at++) {
        const struct pattern *it = pattern_at(leak, bytes.ptr + at, bytes.len - at);
        if (it != NULL && found++ < TOLD) {
            printf("  %s: at %zu, as %s: %s\n", where, at, it->form, it->word);
        }
    }
    return found;
}

/* Not an empty one. */
static struct slice
map_file(const char *path)
{
    struct stat st;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    assert_true(fd >= 0 && fstat(fd, &st) == 0);
    void *bytes = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    assert_true(bytes != MAP_FAILED);
    (void)close(fd);
    return slice_of(bytes, (size_t)st.st_size);
}

static void
forget_word(struct leak *leak, const char *word)
{
    for (size_t i = 0; i < BUCKETS; i++) {
        for (struct pattern *it = leak->buckets[i]; it != NULL; it = it->next) {
            it->forgotten = it->forgotten || it->word == word;
        }
    }
}

void
leak_forget(struct leak *leak, const char *path)
{
    struct slice bytes = map_file(path);
    for (size_t at = 0; at + SHORTEST <= bytes.len; at++) {
        const struct pattern *it = pattern_at(leak, bytes.ptr + at, bytes.len - at);
        if (it != NULL) {
            forget_word(leak, it->word);
        }
    }
    (void)munmap((void *)(uintptr_t)bytes.ptr, bytes.len);
}

/* nftw() hands on no context. */
static const struct leak *searching;
static size_t searched;

static int
search_file(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
    (void)ftw;
    if (type != FTW_F || st->st_size == 0) {
        return 0;
    }
    struct slice bytes = map_file(path);
    searched += leak_find(searching, bytes, path);
    (void)munmap((void *)(uintptr_t)bytes.ptr, bytes.len);
    return 0;
}

size_t
leak_find_below(const struct leak *leak, const char *folder)
{
    searching = leak;
    searched = 0;
    assert_int_equal(nftw(folder, search_file, 16, FTW_PHYS), 0);
    return searched;
}

/* What was mapped and is gone meanwhile, or lies behind the end of a file, cannot be read. */
static size_t
find_in_region(const struct leak *leak, int memory, uintptr_t begin, uintptr_t end, const char *name)
{
    size_t found = 0;
    uint8_t *bytes = mmap(NULL, end - begin, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    assert_true(bytes != MAP_FAILED);
    ssize_t len = pread(memory, bytes, end - begin, (off_t)begin);
    if (len > 0) {
        found = leak_find(leak, slice_of(bytes, (size_t)len), name);
    }
    (void)munmap(bytes, end - begin);
    return found;
}

size_t
leak_find_memory(const struct leak *leak, pid_t pid)
{
    char path[64];
    char line[512];
    size_t found = 0;
    size_t regions = 0;
    (void)snprintf(path, sizeof path, "/proc/%d/mem", (int)pid);
    int memory = open(path, O_RDONLY | O_CLOEXEC);
    (void)snprintf(path, sizeof path, "/proc/%d/maps", (int)pid);
    FILE *maps = fopen(path, "r");
    assert_true(memory >= 0 && maps != NULL);
    while (fgets(line, sizeof line, maps) != NULL) {
        unsigned long begin;
        unsigned long end;
        line[strcspn(line, "\n")] = 0;
        if (sscanf(line, "%lx-%lx rw", &begin, &end) == 2 && strstr(line, " rw") != NULL) {
            found += find_in_region(leak, memory, begin, end, line);
            regions++;
        }
    }
    assert_true(regions > 3);
    (void)fclose(maps);
    (void)close(memory);
    return found;
}

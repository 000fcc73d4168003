/*
 * Requests of HTTP or LDAP as ready bytes. `{n}` in path, header or body becomes a running number of 12 digits: always
 * as long, so that the lengths are known beforehand and making a request is one copy and a few digits.
 */
#ifndef TNW_BENCH_TEMPLATE_H
#define TNW_BENCH_TEMPLATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"

#define TEMPLATE_DIGITS 12
#define TEMPLATE_SLOTS_MAX 8

struct template
{
    struct buf bytes;
    size_t slots[TEMPLATE_SLOTS_MAX];
    size_t slot_count;
};

struct template_set {
    struct template *items;
    size_t count;
    bool head;
};

/* What the requests are made of; all borrowed. */
struct template_parts {
    bool ldap; /* the path is /DN: a search for it, or with a body the addition of an entry that it describes */
    const char *method;
    const char *host;
    const char *path;           /* when paths_file is NULL */
    const char *paths_file;     /* one path per line, or NULL */
    const char *body;           /* or NULL */
    const char *bodies_file;    /* one body per line, or NULL */
    const char *body_file;      /* one body, the whole file, or NULL */
    const char *const *headers; /* "Name: value" */
    size_t header_count;
};

/*
 * Builds as many requests as the longer of the two files has lines; the shorter one is cycled.
 * Out: set, freed with template_set_free also after a failure. Errors: TNW_E_IO, TNW_E_USAGE (an empty file, a line
 * break in a header, too many {n}), TNW_E_NO_MEMORY.
 */
TNW_MUST_CHECK enum tnw_err template_set_build(struct template_set *set, const struct template_parts *parts);
void template_set_free(struct template_set *set);

/* Returns request `number`: the template's own bytes when it has no {n}, else rendered into scratch. */
struct slice template_render(const struct template_set *set, uint64_t number, struct buf *scratch);

#endif

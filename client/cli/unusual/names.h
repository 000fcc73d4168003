/*
 * Texts that come again and again, each kept once under a number.
 */
#ifndef TNW_CLI_NAMES_H
#define TNW_CLI_NAMES_H

#include <stdbool.h>
#include <stdint.h>

struct names {
    char **texts; /* by number; 0 is no name, and NULL */
    uint32_t count;
    uint32_t room;
    uint32_t *slots; /* numbers, open addressing; 0: free */
    uint32_t slot_count;
    bool failed; /* memory ran out: names are missing */
};

/* Returns the number of a text, which is new or known; 0 for NULL, "", and where memory ran out (then failed is
 * set). */
uint32_t names_add(struct names *names, const char *text);

/* Returns the text, or NULL for 0. */
const char *names_text(const struct names *names, uint32_t name);

void names_wipe(struct names *names);

#endif

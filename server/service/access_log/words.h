/*
 * Plain words for people, in each language: catalogues of texts (schemas/words/LANGUAGE.json) by section and key, some
 * with named places, "{who} hat {when} {did}". Built into the program, checked as a whole when they are loaded,
 * immutable after, safe for all threads.
 */
#ifndef TNW_SERVICE_ACCESS_LOG_WORDS_H
#define TNW_SERVICE_ACCESS_LOG_WORDS_H

#include <stdbool.h>

#include "base/bytes.h"
#include "base/codes.h"
#include "rules/policy.h"

struct words;

/* The catalogues that are built in. */
void words_embedded(struct slice texts[LANGUAGE_COUNT]);

/* Refuses catalogues that do not all have the same keys with the same places, know a section or a place that we do not,
 * or have no words for a code of the server or a law of the policy. where: at least 256 characters. Errors:
 * CONFIGURATION, NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err words_load(struct words **out, const struct slice texts[LANGUAGE_COUNT],
                                       const struct policy *policy, char where[256]);
void words_free(struct words **words); /* NULL is fine */

/* Returns the text, which lives as long as words; NULL: there is none under that key. */
const char *words_find(const struct words *words, enum language language, const char *section, struct slice key);

/* Whether the operation of that name has words: all have that can stand in a record of a dossier. */
bool words_know_action(const struct words *words, const char *name);

struct words_place {
    const char *name; /* "who" for {who} */
    struct slice text;
};

/* Appends the pattern with its places filled; one that is not given becomes nothing. */
void words_fill(struct buf *out, const char *pattern, const struct words_place *places, size_t count);

#endif

/*
 * Whether words that people wrote lie anywhere in files in the clear: as UTF-8 (also in small letters), UTF-16 of both
 * orders, base64 at each of its three places, and hex.
 */
#ifndef SCENARIO_LEAK_H
#define SCENARIO_LEAK_H

#include <jansson.h>
#include <stddef.h>
#include <sys/types.h>

#include "base/bytes.h"

struct leak;

struct leak *leak_new(void);
void leak_free(struct leak **leak);

/* All that counts as a word of a person in a document: texts of six bytes or more that are no code, id, time or number
 * of some other kind. */
void leak_add_json(struct leak *leak, const json_t *document);
void leak_add(struct leak *leak, const char *word);
/* Words that stand in a file, the program's own, are nobody's. */
void leak_forget(struct leak *leak, const char *path);
size_t leak_words(const struct leak *leak);

/* Prints and counts which words are in the bytes; where: for the message. */
size_t leak_find(const struct leak *leak, struct slice bytes, const char *where);
/* The same in every file below a folder. Fails the test when one cannot be read. */
size_t leak_find_below(const struct leak *leak, const char *folder);
/* The same in all memory that a process can write to. Fails the test when that cannot be read. */
size_t leak_find_memory(const struct leak *leak, pid_t pid);

#endif

/*
 * The index of the registry by which it is searched: for each registration that others may find, its terms (that it is
 * there, its roles, its zone, its organisation, the beginnings of the words of its name), each under a keyed hash. Who
 * is only a patient has none.
 */
#ifndef TNW_STORE_RECORDS_DIRECTORY_H
#define TNW_STORE_RECORDS_DIRECTORY_H

#include <stdbool.h>

#include "base/codes.h"
#include "base/fold.h"
#include "store/records/term/terms.h"

/* What of a registration is looked for. Borrowed. */
struct directory_entry {
    code_set roles;
    struct slice name;
    struct slice zone;      /* empty: none */
    struct id organisation; /* zero: none */
};

/* What is looked for; all of it must fit. */
struct directory_query {
    code_set roles;          /* one of these */
    enum role role;          /* when it is only one; ROLE_NONE */
    const char *zone;        /* NULL: any */
    struct id organisation;  /* for which they work; zero: any */
    struct fold_words words; /* each begins a word of the name */
};

/* before: what the registration was; NULL: it is new. */
void directory_put(struct txn *txn, const struct id *actor, const struct directory_entry *before,
                   const struct directory_entry *now);

/* Whether the index has all terms of that registration. */
bool directory_has(struct txn *txn, const struct id *actor, const struct directory_entry *entry);

/* Begins a walk over those that all terms of the query find: those that fit, and others. */
void directory_walk(struct terms_walk *walk, struct txn *txn, const struct directory_query *query,
                    const struct id *after);
bool directory_fits(const struct directory_query *query, const struct directory_entry *entry);

#endif

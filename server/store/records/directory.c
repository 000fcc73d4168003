#include "store/records/directory.h"

static const struct term_index index_of_actors = {
    .space = SPACE_DIRECTORY, .ordinals = ORDINAL_ACTORS, .label = "directory"};

enum directory_term {
    DIRECTORY_THERE,
    DIRECTORY_ROLE,
    DIRECTORY_ZONE,
    DIRECTORY_NAME,
    DIRECTORY_ORGANISATION,
};

static void
make_entry_terms(struct txn *txn, const struct directory_entry *entry, struct terms *out)
{
    code_set roles = entry == NULL ? 0 : entry->roles & ~CODE_BIT(ROLE_PATIENT);
    terms_init(out, txn, &index_of_actors);
    if (roles == 0) {
        return;
    }
    terms_add(out, DIRECTORY_THERE, slice_of(NULL, 0));
    terms_add_codes(out, DIRECTORY_ROLE, roles);
    if (entry->zone.len > 0) {
        terms_add(out, DIRECTORY_ZONE, entry->zone);
    }
    terms_add_id(out, DIRECTORY_ORGANISATION, &entry->organisation);
    terms_add_words(out, DIRECTORY_NAME, entry->name);
}

void
directory_put(struct txn *txn, const struct id *actor, const struct directory_entry *before,
              const struct directory_entry *now)
{
    struct terms old;
    struct terms new;
    make_entry_terms(txn, before, &old);
    make_entry_terms(txn, now, &new);
    terms_change(&old, &new, actor);
}

bool
directory_has(struct txn *txn, const struct id *actor, const struct directory_entry *entry)
{
    struct terms terms;
    make_entry_terms(txn, entry, &terms);
    return terms_are_there(&terms, actor);
}

void
directory_walk(struct terms_walk *walk, struct txn *txn, const struct directory_query *query, const struct id *after)
{
    struct terms *terms = &walk->terms;
    terms_walk_open(walk, txn, &index_of_actors, after);
    terms_add_sought(terms, DIRECTORY_NAME, &query->words);
    terms_add_id(terms, DIRECTORY_ORGANISATION, &query->organisation);
    if (query->zone != NULL) {
        terms_add(terms, DIRECTORY_ZONE, slice_str(query->zone));
    }
    if (query->role != ROLE_NONE) {
        terms_add_codes(terms, DIRECTORY_ROLE, CODE_BIT(query->role));
    }
    if (terms->count == 0) {
        terms_add(terms, DIRECTORY_THERE, slice_of(NULL, 0));
    }
}

bool
directory_fits(const struct directory_query *query, const struct directory_entry *entry)
{
    struct fold_words words;
    bool zone = query->zone == NULL || slice_eq(entry->zone, slice_str(query->zone));
    bool organisation = id_is_zero(&query->organisation) || id_eq(&query->organisation, &entry->organisation);
    if ((entry->roles & query->roles) == 0 || !zone || !organisation) {
        return false;
    }
    fold_text(&words, entry->name);
    return fold_begin(&query->words, &words);
}

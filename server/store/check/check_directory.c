#include "store/check/check_directory.h"

#include "store/records/employer_service.h"
#include "store/records/fiche.h"
#include "store/records/terms.h"
#include "store/txn.h"

static const char *
row_of_fiche(struct txn *txn, struct check_parts *parts, struct slice value)
{
    struct fiche fiche;
    struct id id = check_parts_id(parts);
    (void)value;
    if (!check_parts_whole(parts)) {
        return CHECK_BAD_KEY;
    }
    bool there = fiche_get(txn, &id, &fiche);
    const char *wrong = !there                         ? "it cannot be read"
                        : !fiche_is_found(txn, &fiche) ? "it is not found by all that it says"
                        : !id_is_zero(&fiche.actor) && !check_parts_actor(txn, &fiche.actor)
                            ? "the registration that it is about is not there"
                            : NULL;
    fiche_wipe(&fiche);
    return wrong;
}

static bool
is_fiche(struct txn *txn, const struct id *id)
{
    const struct key key = key_of(id);
    return check_parts_has(txn, SPACE_FICHE, &key);
}

static const char *
row_of_fiche_term(struct txn *txn, struct check_parts *parts, struct slice value)
{
    (void)value;
    (void)cursor_slice(&parts->cur, TERM_SIZE);
    struct id fiche = check_parts_id(parts);
    return !check_parts_whole(parts) ? CHECK_BAD_KEY : is_fiche(txn, &fiche) ? NULL : "there is no such fiche";
}

static const char *
row_of_employer_service(struct txn *txn, struct check_parts *parts, struct slice value)
{
    struct employer_service service;
    struct key key = {.len = 0};
    struct hash employer = check_parts_hash(parts);
    struct id fiche = check_parts_id(parts);
    if (!check_parts_whole(parts)) {
        return CHECK_BAD_KEY;
    }
    key_add(&key, employer.bytes, HASH_SIZE);
    key_add_id(&key, &fiche);
    bool same =
        employer_service_open(txn, key_slice(&key), value, &service) && employer_service_has(txn, service.cbe, &fiche);
    return !same ? "it is not that employer's" : !is_fiche(txn, &fiche) ? "there is no such fiche" : NULL;
}

static check_row *const checks[SPACE_COUNT] = {
    [SPACE_FICHE] = row_of_fiche,
    [SPACE_FICHE_TERM] = row_of_fiche_term,
    [SPACE_EMPLOYER_SERVICE] = row_of_employer_service,
};

const char *
check_directory_row(struct txn *txn, enum space space, struct check_parts *parts, struct slice value)
{
    return checks[space] == NULL ? NULL : checks[space](txn, parts, value);
}

#include "store/check/check_directory.h"

#include "store/records/employer_service.h"
#include "store/records/fiche.h"
#include "store/records/term/terms.h"
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

/* Of an index, by ordinal_index: whether what has an ordinal is there, and what is wrong when it is not. */
static const struct {
    bool (*is_there)(struct txn *txn, const struct id *id);
    const char *wrong;
} things[] = {
    [ORDINAL_ACTORS] = {check_parts_actor, "there is no such registration"},
    [ORDINAL_FICHES] = {is_fiche, "there is no such fiche"},
};

/* All that the term finds in the block. */
static const char *
row_of_term(struct txn *txn, struct check_parts *parts, struct slice value, enum ordinal_index index)
{
    struct term_bits bits;
    const char *wrong = NULL;
    (void)cursor_slice(&parts->cur, TERM_SIZE);
    uint32_t block = cursor_u32(&parts->cur);
    if (!check_parts_whole(parts)) {
        return CHECK_BAD_KEY;
    }
    if (value.len == 0 || term_bits_parse(value, &bits) != TNW_OK) {
        return "it cannot be read";
    }
    for (uint32_t place = 0; wrong == NULL && term_bits_next(&bits, &place); place++) {
        struct id thing;
        bool there =
            ordinal_thing(txn, index, block * TERM_BLOCK + place, &thing) && things[index].is_there(txn, &thing);
        wrong = there ? NULL : things[index].wrong;
    }
    return wrong;
}

static const char *
row_of_directory(struct txn *txn, struct check_parts *parts, struct slice value)
{
    return row_of_term(txn, parts, value, ORDINAL_ACTORS);
}

static const char *
row_of_fiche_term(struct txn *txn, struct check_parts *parts, struct slice value)
{
    return row_of_term(txn, parts, value, ORDINAL_FICHES);
}

/* Out: index. */
static bool
take_ordinal_index(struct check_parts *parts, enum ordinal_index *index)
{
    uint8_t byte = cursor_u8(&parts->cur);
    *index = (enum ordinal_index)byte;
    return byte < sizeof things / sizeof things[0];
}

static const char *
row_of_ordinal(struct txn *txn, struct check_parts *parts, struct slice value)
{
    enum ordinal_index index;
    uint32_t ordinal;
    struct id thing = {{0}};
    (void)value;
    bool known = take_ordinal_index(parts, &index);
    const struct id id = check_parts_id(parts);
    if (!known || !check_parts_whole(parts)) {
        return CHECK_BAD_KEY;
    }
    bool same =
        ordinal_of(txn, index, &id, &ordinal) && ordinal_thing(txn, index, ordinal, &thing) && id_eq(&id, &thing);
    return !same ? "it is not that thing's" : !things[index].is_there(txn, &id) ? things[index].wrong : NULL;
}

static const char *
row_of_ordinal_thing(struct txn *txn, struct check_parts *parts, struct slice value)
{
    enum ordinal_index index;
    uint32_t again;
    struct id thing;
    (void)value;
    bool known = take_ordinal_index(parts, &index);
    uint32_t ordinal = cursor_u32(&parts->cur);
    if (!known || !check_parts_whole(parts)) {
        return CHECK_BAD_KEY;
    }
    bool same =
        ordinal_thing(txn, index, ordinal, &thing) && ordinal_of(txn, index, &thing, &again) && again == ordinal;
    return same ? NULL : "it is not that thing's";
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
    [SPACE_DIRECTORY] = row_of_directory,         [SPACE_ORDINAL] = row_of_ordinal,
    [SPACE_ORDINAL_THING] = row_of_ordinal_thing, [SPACE_FICHE] = row_of_fiche,
    [SPACE_FICHE_TERM] = row_of_fiche_term,       [SPACE_EMPLOYER_SERVICE] = row_of_employer_service,
};

const char *
check_directory_row(struct txn *txn, enum space space, struct check_parts *parts, struct slice value)
{
    return checks[space] == NULL ? NULL : checks[space](txn, parts, value);
}

#include "store/check/check_erasure.h"

#include "store/inside.h"
#include "store/records/erasure/emptying.h"
#include "store/records/erasure/erasure.h"

static struct key
erasure_of_key(const struct erasure *erasure)
{
    struct key key = {.len = 0};
    key_add(&key, erasure->patient.bytes, HASH_SIZE);
    key_add_id(&key, &erasure->dossier);
    return key;
}

static bool
is_open_in(struct txn *txn, const struct id *dossier, unsigned state)
{
    struct key key = {.len = 0};
    key_add(&key, &(uint8_t){(uint8_t)state}, 1);
    key_add_id(&key, dossier);
    return check_parts_has(txn, SPACE_ERASURE_OPEN, &key);
}

/* By its state it is found once, or, when it is complete, not at all. */
static bool
is_found_by_state(struct txn *txn, const struct erasure *erasure)
{
    bool right = true;
    for (unsigned state = 0; state < ERASURE_STATES; state++) {
        bool wanted = state == erasure->state && state != ERASURE_COMPLETE;
        right = right && is_open_in(txn, &erasure->dossier, state) == wanted;
    }
    return right;
}

static const char *
row_of_erasure(struct txn *txn, struct check_parts *parts)
{
    struct erasure erasure;
    struct id dossier = check_parts_id(parts);
    if (!check_parts_whole(parts)) {
        return CHECK_BAD_KEY;
    }
    if (!erasure_get(txn, &dossier, &erasure) || erasure.key_count == 0) {
        return "it cannot be read";
    }
    const struct key own = key_of(&dossier);
    const struct key of = erasure_of_key(&erasure);
    return check_parts_has(txn, SPACE_DATA_KEY, &own) || check_parts_dossier(txn, &dossier)
               ? "its dossier is still there, or its key"
           : !check_parts_has(txn, SPACE_AUDIT_HEAD, &own) ? "the log knows nothing of it"
           : !check_parts_has(txn, SPACE_ERASURE_OF, &of) || !is_found_by_state(txn, &erasure)
               ? "it is not found by its patient, or by its state"
               : NULL;
}

static const char *
row_of_erasure_of(struct txn *txn, struct check_parts *parts)
{
    struct erasure erasure;
    struct hash patient = check_parts_hash(parts);
    struct id dossier = check_parts_id(parts);
    if (!check_parts_whole(parts)) {
        return CHECK_BAD_KEY;
    }
    bool same = erasure_get(txn, &dossier, &erasure) && hash_eq(&patient, &erasure.patient);
    return same ? NULL : "no such dossier of that patient was erased";
}

static const char *
row_of_erasure_open(struct txn *txn, struct check_parts *parts)
{
    struct erasure erasure;
    uint8_t state = cursor_u8(&parts->cur);
    struct id dossier = check_parts_id(parts);
    if (!check_parts_whole(parts)) {
        return CHECK_BAD_KEY;
    }
    bool same = erasure_get(txn, &dossier, &erasure) && erasure.state == state;
    return same ? NULL : "the erasure is not in that state";
}

/* Until it is emptied its rows may be there, and nobody can read them. */
static const char *
row_of_others(struct txn *txn, enum space space, struct slice key, struct slice value, bool *skip)
{
    struct erasure erasure;
    struct id names[EMPTYING_NAMES];
    const char *wrong = NULL;
    size_t count = emptying_names(txn, space, key, value, names);
    for (size_t i = 0; i < count; i++) {
        if (erasure_get(txn, &names[i], &erasure)) {
            *skip = *skip || erasure.state == ERASURE_CLOSED;
            wrong = erasure.state == ERASURE_CLOSED ? wrong : "it is of a dossier that was erased, or names one";
        }
    }
    return wrong;
}

const char *
check_erasure_row(struct txn *txn, enum space space, struct slice key, struct slice value, bool *skip)
{
    struct check_parts parts = {.cur = cursor_of(key)};
    *skip = false;
    switch (space) {
    case SPACE_ERASURE:
        return row_of_erasure(txn, &parts);
    case SPACE_ERASURE_OF:
        return row_of_erasure_of(txn, &parts);
    case SPACE_ERASURE_OPEN:
        return row_of_erasure_open(txn, &parts);
    default:
        return row_of_others(txn, space, key, value, skip);
    }
}

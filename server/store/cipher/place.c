#include "store/cipher/place.h"

#include <string.h>

#include "store/inside.h"

struct rules {
    enum place_rule rule;
    bool makes; /* place_makes_key */
};

static const struct rules spaces[SPACE_COUNT] = {
    [SPACE_DOSSIER] = {PLACE_RULE_FIRST, false},
    [SPACE_ACTOR] = {PLACE_RULE_FIRST, true},
    [SPACE_FRAGMENT] = {PLACE_RULE_FIRST, false},
    [SPACE_FRAGMENT_HEAD] = {PLACE_RULE_FIRST, false},
    [SPACE_CONSENT] = {PLACE_RULE_FIRST, false},
    [SPACE_CONSENT_TERMS] = {PLACE_RULE_FIRST, false},
    [SPACE_THREAD] = {PLACE_RULE_FIRST, false},
    [SPACE_MESSAGE] = {PLACE_RULE_THREAD, false},
    [SPACE_RECEIPT] = {PLACE_RULE_THREAD, false},
    [SPACE_INBOX] = {PLACE_RULE_FIRST, true},
    [SPACE_IDEMPOTENCY] = {PLACE_RULE_VALUE, false},
    [SPACE_USAGE] = {PLACE_RULE_FIRST, true},
    [SPACE_FACTS] = {PLACE_RULE_FIRST, false},
    [SPACE_PROCESS] = {PLACE_RULE_FIRST, false},
    [SPACE_AGENDA] = {PLACE_RULE_FIRST, true},
    [SPACE_SUSPENSION] = {PLACE_RULE_FIRST, false},
    [SPACE_SIGNATURE] = {PLACE_RULE_FIRST, false},
    [SPACE_ASKING] = {PLACE_RULE_FIRST, false},
    [SPACE_SEEN] = {PLACE_RULE_FIRST, true},
    [SPACE_FICHE] = {PLACE_RULE_FIRST, true},
    [SPACE_EMPLOYER_SERVICE] = {PLACE_RULE_LAST, true},
    [SPACE_ATTACHMENT] = {PLACE_RULE_FIRST, false},
    [SPACE_ATTACHMENT_CHUNK] = {PLACE_RULE_FIRST, false},
    [SPACE_CASUS] = {PLACE_RULE_FIRST, false},
    [SPACE_CASUS_MESSAGE] = {PLACE_RULE_FIRST, false},
    [SPACE_MOMENT] = {PLACE_RULE_FIRST, true},
    [SPACE_MOMENT_GUEST] = {PLACE_RULE_FIRST, true},
    [SPACE_KNELPUNT] = {PLACE_RULE_NOBODY, false},
    [SPACE_CERTIFICATE] = {PLACE_RULE_FIRST, true},
    [SPACE_ERASURE] = {PLACE_RULE_NOBODY, false},
    [SPACE_STATISTIC] = {PLACE_RULE_NOBODY, false},
};

enum place_rule
place_rule(enum space space)
{
    return spaces[space].rule;
}

bool
place_makes_key(enum space space)
{
    return spaces[space].makes;
}

struct id
place_of_identity(const struct hash *identity)
{
    struct id place;
    memcpy(place.bytes, identity->bytes, ID_SIZE);
    return place;
}

static bool
take_id(struct slice bytes, size_t at, struct id *out)
{
    bool whole = bytes.len >= at + ID_SIZE;
    if (whole) {
        memcpy(out->bytes, bytes.ptr + at, ID_SIZE);
    }
    return whole;
}

bool
place_of_row(struct txn *txn, enum space space, struct slice key, struct slice value, struct id *place)
{
    struct slice dossier;
    *place = (struct id){{0}};
    switch (spaces[space].rule) {
    case PLACE_RULE_FIRST: /* what is empty is not encrypted (agenda) */
        return value.len > 0 && take_id(key, 0, place);
    case PLACE_RULE_LAST:
        return key.len >= ID_SIZE && take_id(key, key.len - ID_SIZE, place);
    case PLACE_RULE_VALUE:
        return take_id(value, 0, place);
    case PLACE_RULE_THREAD:
        return key.len >= ID_SIZE && txn_get(txn, SPACE_THREAD_PLACE, slice_of(key.ptr, ID_SIZE), &dossier) &&
               take_id(dossier, 0, place);
    case PLACE_RULE_NOBODY:
        return true;
    case PLACE_RULE_NONE:
        break;
    }
    return false;
}

/* Those that a place has first, first. The rest of its rows, as messages, are not there without them. */
bool
place_is_used(struct txn *txn, const struct id *place)
{
    static const enum space firsts[] = {SPACE_DOSSIER, SPACE_ACTOR, SPACE_FICHE,       SPACE_CASUS, SPACE_MOMENT,
                                        SPACE_USAGE,   SPACE_INBOX, SPACE_CERTIFICATE, SPACE_SEEN,  SPACE_AGENDA};
    struct slice key;
    struct slice value;
    bool used = id_is_zero(place);
    for (size_t i = 0; !used && i < sizeof firsts / sizeof firsts[0]; i++) {
        used = txn_last(txn, firsts[i], place, &key, &value);
    }
    return used;
}

#include "store/check/check_persons.h"

#include <string.h>

#include "crypto/keyring.h"
#include "store/inside.h"
#include "store/records/actor.h"
#include "store/records/certificate.h"
#include "store/records/dossier.h"
#include "store/records/process/statistic.h"
#include "store/records/usage.h"
#include "store/txn.h"

static struct key
key_of_hash(const struct hash *hash)
{
    struct key key = {.len = 0};
    key_add(&key, hash->bytes, HASH_SIZE);
    return key;
}

static struct hash
index_of(const struct txn *txn, const struct identity *identity)
{
    return actor_identity_index(txn->store->keyring, identity);
}

static struct hash
patient_index(const struct txn *txn, const struct dossier *dossier)
{
    struct identity patient = {.kind = IDENTITY_NISS};
    memcpy(patient.number, dossier->niss, sizeof patient.number);
    return index_of(txn, &patient);
}

static const char *
row_of_actor(struct txn *txn, struct check_parts *parts, struct slice value)
{
    struct actor actor;
    struct id ids[LIMIT_IDENTITY_ACTORS];
    struct id id = check_parts_id(parts);
    bool found = false;
    bool listed = true;
    (void)value;
    if (!check_parts_whole(parts)) {
        return CHECK_BAD_KEY;
    }
    if (actor_get(txn, &id, &actor)) {
        const struct directory_entry entry = actor_entry(&actor);
        listed = directory_has(txn, &id, &entry);
        struct hash index = index_of(txn, &actor.identity);
        size_t count = actor_by_identity(txn, &index, ids);
        for (size_t i = 0; i < count; i++) {
            found = found || id_eq(&ids[i], &id);
        }
    }
    actor_wipe(&actor);
    return !found ? "it is not found by its identity" : !listed ? "it is not found by all that it says" : NULL;
}

static const char *
row_of_identity(struct txn *txn, struct check_parts *parts, struct slice value)
{
    struct id ids[LIMIT_IDENTITY_ACTORS];
    struct hash key = check_parts_hash(parts);
    const char *wrong = check_parts_whole(parts) ? NULL : CHECK_BAD_KEY;
    (void)value;
    size_t count = wrong == NULL ? actor_by_identity(txn, &key, ids) : 0;
    for (size_t i = 0; wrong == NULL && i < count; i++) {
        struct actor actor;
        bool same = false;
        if (actor_get(txn, &ids[i], &actor)) {
            struct hash index = index_of(txn, &actor.identity);
            same = hash_eq(&index, &key);
        }
        actor_wipe(&actor);
        wrong = same ? NULL : "a registration that it names is none of this identity";
    }
    return wrong;
}

static const char *
row_of_dossier(struct txn *txn, struct check_parts *parts, struct slice value)
{
    struct dossier dossier;
    struct id id = check_parts_id(parts);
    const char *wrong = NULL;
    (void)value;
    if (!check_parts_whole(parts)) {
        return CHECK_BAD_KEY;
    }
    if (dossier_get(txn, &id, &dossier)) {
        struct hash patient = patient_index(txn, &dossier);
        wrong = check_parts_pair(txn, SPACE_BY_PATIENT, key_of_hash(&patient), &id) ? NULL
                                                                                    : "it is not found by its patient";
        for (size_t i = 0; wrong == NULL && i < dossier.participant_count; i++) {
            const struct id *actor = &dossier.participants[i].actor;
            wrong = !check_parts_pair(txn, SPACE_BY_ACTOR, key_of(actor), &id) ? "it is not found by a participant"
                    : !check_parts_actor(txn, actor)                           ? "a participant has no registration"
                                                                               : NULL;
        }
    }
    dossier_wipe(&dossier);
    return wrong;
}

static const char *
row_of_by_patient(struct txn *txn, struct check_parts *parts, struct slice value)
{
    struct dossier dossier;
    struct hash key = check_parts_hash(parts);
    struct id id = check_parts_id(parts);
    bool same = false;
    (void)value;
    if (!check_parts_whole(parts)) {
        return CHECK_BAD_KEY;
    }
    if (dossier_get(txn, &id, &dossier)) {
        struct hash patient = patient_index(txn, &dossier);
        same = hash_eq(&patient, &key);
    }
    dossier_wipe(&dossier);
    return same ? NULL : "the dossier is not that patient's";
}

static const char *
row_of_by_actor(struct txn *txn, struct check_parts *parts, struct slice value)
{
    struct id actor = check_parts_id(parts);
    struct id dossier = check_parts_id(parts);
    (void)value;
    return !check_parts_whole(parts)             ? CHECK_BAD_KEY
           : !check_parts_actor(txn, &actor)     ? "there is no such registration"
           : !check_parts_dossier(txn, &dossier) ? "there is no such dossier"
                                                 : NULL;
}

static const char *
row_of_visitor(struct txn *txn, struct check_parts *parts, struct slice value)
{
    struct id dossier = check_parts_id(parts);
    struct id actor = check_parts_id(parts);
    (void)value;
    return !check_parts_whole(parts) ? CHECK_BAD_KEY
           : check_parts_dossier(txn, &dossier) && check_parts_actor(txn, &actor)
               ? NULL
               : "there is no such dossier, or registration";
}

static const char *
row_of_usage(struct txn *txn, struct check_parts *parts, struct slice value)
{
    struct usage usage;
    struct hash identity = check_parts_hash(parts);
    (void)value;
    if (!check_parts_whole(parts)) {
        return CHECK_BAD_KEY;
    }
    usage_get(txn, &identity, 0, &usage);
    return NULL;
}

static const char *
row_of_certificate(struct txn *txn, struct check_parts *parts, struct slice value)
{
    struct certificates certificates;
    struct hash identity = check_parts_hash(parts);
    (void)value;
    if (!check_parts_whole(parts)) {
        return CHECK_BAD_KEY;
    }
    certificates_get(txn, &identity, &certificates);
    return certificates.count > 0 ? NULL : "it names no certificate";
}

static const char *
row_of_statistic(struct txn *txn, struct check_parts *parts, struct slice value)
{
    struct statistic_release release;
    uint32_t quarter = cursor_u32(&parts->cur);
    (void)value;
    if (!check_parts_whole(parts)) {
        return CHECK_BAD_KEY;
    }
    bool there = statistic_get(txn, quarter, &release);
    statistic_wipe(&release);
    return there ? NULL : "it cannot be read";
}

static check_row *const checks[SPACE_COUNT] = {
    [SPACE_ACTOR] = row_of_actor,         [SPACE_IDENTITY] = row_of_identity,
    [SPACE_DOSSIER] = row_of_dossier,     [SPACE_BY_PATIENT] = row_of_by_patient,
    [SPACE_BY_ACTOR] = row_of_by_actor,   [SPACE_VISITOR] = row_of_visitor,
    [SPACE_USAGE] = row_of_usage,         [SPACE_CERTIFICATE] = row_of_certificate,
    [SPACE_STATISTIC] = row_of_statistic,
};

const char *
check_persons_row(struct txn *txn, enum space space, struct check_parts *parts, struct slice value)
{
    return checks[space] == NULL ? NULL : checks[space](txn, parts, value);
}

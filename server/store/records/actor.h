/*
 * The registry: who may take part, and under which identity they come in.
 */
#ifndef TNW_STORE_RECORDS_ACTOR_H
#define TNW_STORE_RECORDS_ACTOR_H

#include "base/codes.h"
#include "base/id.h"
#include "base/limits.h"
#include "crypto/hash.h"
#include "crypto/keyring.h"
#include "pki/identity.h"
#include "store/records/directory.h"
#include "store/txn.h"

/* What the registry says of somebody beyond their roles: each with the role that it goes with. */
struct actor_facts {
    enum qualification qualification; /* of a huisarts; QUALIFICATION_NONE: not told */
    enum service service;             /* of a bemiddelaar; SERVICE_NONE: not told */
    enum function function;           /* of a medewerker; FUNCTION_NONE: not told */
    char cbe[11];                     /* of an organisation that comes in by another number; "": not told */
    uint8_t acts_for_count;
    struct id acts_for[LIMIT_ACTS_FOR]; /* of a medewerker: the doctors and teams for whom they may act */
};

struct actor {
    struct id id;
    uint64_t epoch; /* goes up with every change; the ETag; 0 is never used */
    bool disabled;
    bool is_organisation;
    code_set roles;
    uint8_t quota_factor;   /* of the policy's quotas, at least 1 */
    struct id organisation; /* zero: none */
    struct identity identity;
    char nihii[12]; /* "" for none */
    struct actor_facts facts;
    struct buf name;
    struct buf contact; /* canonical JSON object */
    struct buf zone;    /* the one in contact, by which it is found; empty: none */
};

/* false: absent or sticky error; out is then empty. Free with actor_wipe. */
bool actor_get(struct txn *txn, const struct id *id, struct actor *out);
/* The searchable stand-in for an identity. */
struct hash actor_identity_index(const struct keyring *keyring, const struct identity *identity);
/* Also raises txn_registry, and keeps the directory. */
void actor_put(struct txn *txn, const struct actor *actor);
void actor_wipe(struct actor *actor);

/* Nothing told. */
#define ACTOR_FACTS_NONE                                                                                               \
    ((struct actor_facts){.qualification = QUALIFICATION_NONE, .service = SERVICE_NONE, .function = FUNCTION_NONE})

/* The registrations of one identity, oldest first. Returns how many, at most LIMIT_IDENTITY_ACTORS. */
size_t actor_by_identity(struct txn *txn, const struct hash *identity, struct id out[LIMIT_IDENTITY_ACTORS]);
/* For who will ask which registrations an identity has, and read them. */
void actor_hint(struct txn *txn, const struct hash *identity);
/* Reads ahead, where it pays, those that somebody will look at one by one. */
void actor_fetch(struct txn *txn, const struct id *const actors[], size_t count);
/* Adds a registration to an identity. false: it has LIMIT_IDENTITY_ACTORS already. */
bool actor_link_identity(struct txn *txn, const struct hash *identity, const struct id *actor);

/* What the directory says of it. */
struct directory_entry actor_entry(const struct actor *actor);

#endif

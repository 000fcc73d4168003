/*
 * Where everything lies: the databases, and the keys in them. Keys start with fixed-width big-endian numbers and ids, so
 * that a prefix is a range and byte order is time order.
 */
#ifndef TNW_STORE_LAYOUT_H
#define TNW_STORE_LAYOUT_H

#include "base/bytes.h"
#include "base/id.h"

/* Goes up when databases, keys or the journal change; a value's own form has its version in its first byte. */
#define LAYOUT_VERSION 3

/* clang-format off */
/* name in the file; key → value. S: the whole value is sealed (docs/protocol.md, part 2). */
#define DB_LIST(X)                                                                                                     \
    X(META, "meta")                         /* name → value */                                                       \
    X(ACTOR, "actor")                       /* actor → S */                                                          \
    X(IDENTITY, "identity")                 /* HMAC(identity) → actor ids */                                         \
    X(DOSSIER, "dossier")                   /* dossier → S */                                                        \
    X(BY_PATIENT, "by_patient")             /* HMAC(identity), dossier → - */                                        \
    X(BY_ACTOR, "by_actor")                 /* actor, dossier → - */                                                 \
    X(DOSSIER_KEY, "dossier_key")           /* dossier (zero: the registry) → wrapped data key */                    \
    X(FRAGMENT, "fragment")                 /* dossier, fragment, version → S */                                     \
    X(FRAGMENT_HEAD, "fragment_head")       /* dossier, fragment → S */                                              \
    X(CONSENT, "consent")                   /* dossier, consent → S */                                               \
    X(CONSENT_TERMS, "consent_terms")       /* dossier → S: of all its consents what decisions need */               \
    X(THREAD, "thread")                     /* dossier, thread → S */                                                \
    X(THREAD_PLACE, "thread_place")         /* thread → dossier */                                                   \
    X(MESSAGE, "message")                   /* thread, message → S */                                                \
    X(RECEIPT, "receipt")                   /* thread, message, actor → S */                                         \
    X(INBOX, "inbox")                       /* actor, seq → S */                                                     \
    X(IDEMPOTENCY, "idempotency")           /* half day, index of the key, actor → place, S */                       \
    X(AUDIT, "audit")                       /* seq → nodes, canonical JSON */                                        \
    X(AUDIT_HEAD, "audit_head")             /* dossier → counter, leaf hash, last change */                          \
    X(AUDIT_LINK, "audit_link")             /* seq → links of the dossiers that a list showed */                     \
    X(AUDIT_INDEX, "audit_index")           /* kind, value, first seq → distances to the seqs behind it */           \
    X(MAP, "map")                           /* place → node of the map (audit/map.h) */                              \
    X(CHECKPOINT, "checkpoint")             /* size → signed note */                                                 \
    X(VISITOR, "visitor")                   /* dossier, actor → - */

/* clang-format on */

#define DB_ENUM(name, text) DB_##name,
enum db { DB_LIST(DB_ENUM) DB_COUNT };
#undef DB_ENUM

const char *layout_db_name(enum db db);

/* The longest key: half day, hash, actor. */
#define KEY_MAX 64

struct key {
    uint8_t bytes[KEY_MAX];
    size_t len;
};

struct key key_of(const struct id *first);
struct key key_of_u64(uint64_t first);
void key_add(struct key *key, const void *ptr, size_t len);
void key_add_id(struct key *key, const struct id *id);
void key_add_u64(struct key *key, uint64_t number);
void key_add_u32(struct key *key, uint32_t number);
struct slice key_slice(const struct key *key);

#endif

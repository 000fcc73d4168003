/*
 * Where everything lies: the spaces, and the keys in them. Keys start with fixed-width big-endian numbers and ids, so
 * that a prefix is a range and byte order is time order.
 */
#ifndef TNW_STORE_LAYOUT_H
#define TNW_STORE_LAYOUT_H

#include "base/bytes.h"
#include "base/id.h"
#include "store/engine.h"

/* Goes up when spaces or keys change; a value's own form has its version in its first byte. */
#define LAYOUT_VERSION 12

/* clang-format off */
/* name in the file; flags; key → value. E: the whole value is encrypted (docs/protocol.md, part 2). */
#define SPACE_LIST(X)                                                                                                  \
    X(META, "meta", 0)                      /* name → value */                                                       \
    X(ACTOR, "actor", 0)                    /* actor → E */                                                          \
    X(IDENTITY, "identity", 0)              /* HMAC(identity) → actor ids */                                         \
    X(DIRECTORY, "directory", 0)            /* HMAC(term), block → ordinals of who has it */                      \
    X(DOSSIER, "dossier", 0)                /* dossier → E */                                                        \
    X(BY_PATIENT, "by_patient", 0)          /* HMAC(identity), dossier → - */                                        \
    X(BY_ACTOR, "by_actor", 0)              /* actor, dossier → - */                                                 \
    X(DATA_KEY, "data_key", 0)              /* place → its data key, wrapped (cipher/place.h) */                       \
    X(FRAGMENT, "fragment", LONG)           /* dossier, fragment, version → E */                                     \
    X(FRAGMENT_HEAD, "fragment_head", 0)    /* dossier, fragment → E */                                              \
    X(CONSENT, "consent", 0)                /* dossier, consent → E */                                               \
    X(CONSENT_TERMS, "consent_terms", 0)    /* dossier → E: of all its consents what decisions need */               \
    X(THREAD, "thread", LONG)               /* dossier, thread → E */                                                \
    X(THREAD_PLACE, "thread_place", 0)      /* thread → dossier */                                                   \
    X(MESSAGE, "message", APPENDS | LONG)   /* thread, message → E */                                                \
    X(RECEIPT, "receipt", 0)                /* thread, message, actor → E */                                         \
    X(INBOX, "inbox", APPENDS)              /* actor, seq → E */                                                     \
    X(IDEMPOTENCY, "idempotency", APPENDS | LONG) /* half day, index of the key, actor → place, E */                 \
    X(AUDIT, "audit", APPENDS)              /* seq → nodes, canonical JSON */                                        \
    X(AUDIT_HEAD, "audit_head", 0)          /* dossier → counter, leaf hash, last change */                          \
    X(AUDIT_LINK, "audit_link", APPENDS)    /* seq → links of the dossiers that a list showed */                     \
    X(AUDIT_INDEX, "audit_index", 0)        /* kind, value, first seq → distances to the seqs behind it */           \
    X(MAP, "map", 0)                        /* place → node of the map (audit/map.h) */                              \
    X(CHECKPOINT, "checkpoint", 0)          /* size → signed note */                                                 \
    X(COSIGNED, "cosigned", 0)              /* size → ids of who signed that checkpoint's note */                    \
    X(VISITOR, "visitor", 0)                /* dossier, actor → - */                                                 \
    X(USAGE, "usage", 0)                    /* HMAC(identity) → E */                                                 \
    X(FACTS, "facts", 0)                    /* dossier, version → E */                                                 \
    X(PROCESS, "process", 0)                /* dossier → E: what the timeline goes by */                               \
    X(AGENDA, "agenda", 0)                  /* actor, list, day, id → - or E: what waits for them */                   \
    X(WAKE, "wake", 0)                      /* day, dossier → -: when its timeline changes by itself */                \
    X(SUSPENSION, "suspension", 0)          /* dossier, suspension → E */                                              \
    X(SIGNATURE, "signature", 0)            /* dossier, fragment, version, role → E */                                 \
    X(ASKING, "asking", 0)                  /* dossier, request for consent → E */                                     \
    X(SEEN, "seen", 0)                      /* actor → E: until which event they have seen their inbox */              \
    X(FICHE, "fiche", LONG)                 /* fiche → E */                                                            \
    X(FICHE_TERM, "fiche_term", 0)          /* HMAC(term), block → ordinals of what has it */                      \
    X(ORDINAL, "ordinal", 0)                /* index, thing → ordinal */                                               \
    X(ORDINAL_THING, "ordinal_thing", 0)    /* index, ordinal → thing */                                               \
    X(EMPLOYER_SERVICE, "employer_service", 0) /* HMAC(identity), fiche → E: who looks after its workers' health */    \
    X(ATTACHMENT, "attachment", 0)          /* dossier, attachment → E */                                              \
    X(ATTACHMENT_CHUNK, "attachment_chunk", 0) /* dossier, attachment, number → E */                                   \
    X(ATTACHMENT_DRAFT, "attachment_draft", 0) /* hour, dossier, attachment → -: nothing refers to it yet */           \
    X(CASUS, "casus", LONG)                 /* casus → E */                                                            \
    X(CASUS_MEMBER, "casus_member", 0)      /* HMAC(identity), casus → - */                                            \
    X(CASUS_MESSAGE, "casus_message", APPENDS | LONG) /* casus, message → E */                                         \
    X(MOMENT, "moment", LONG)               /* netwerkmoment → E */                                                    \
    X(MOMENT_TERM, "moment_term", 0)        /* HMAC(zone), day, netwerkmoment → - */                                   \
    X(MOMENT_GUEST, "moment_guest", 0)      /* netwerkmoment, actor → E */                                             \
    X(KNELPUNT, "knelpunt", 0)              /* quarter, theme → E: by how many */                            \
    X(KNELPUNT_GIVER, "knelpunt_giver", 0)  /* quarter, HMAC(identity, theme) → -: they were counted */  \
    X(CERTIFICATE, "certificate", 0)        /* HMAC(identity) → E: with which they came, by days */                   \
    X(STATISTIC, "statistic", LONG)         /* quarter → the release */                                                \
    X(ERASURE, "erasure", 0)                /* dossier → E: it was erased, why, and how far that is */                 \
    X(ERASURE_OF, "erasure_of", 0)          /* HMAC(identity), dossier → -: erased ones of that patient */             \
    X(ERASURE_OPEN, "erasure_open", 0)      /* state, dossier → -: its erasure is not complete */                      \
    X(BACKUP, "backup", 0)                  /* backup → path, newest generation, state */                              \
    X(EXPIRY, "expiry", 0)                  /* stage, year or day, dossier → -: when what it holds ends */             \
    X(PIECE, "piece", 0)                    /* space, its key, number → what of a long value did not fit */

/* clang-format on */

#define SPACE_ENUM(name, text, flags) SPACE_##name,
enum space { SPACE_LIST(SPACE_ENUM) SPACE_COUNT };
#undef SPACE_ENUM

/* For the engine. */
extern const struct engine_schema layout_schema;
/* Whether values of the space may be longer than an engine takes: then they are put in pieces. */
bool layout_is_long(enum space space);
const char *layout_space_name(enum space space);

/* The longest key of a value: half day, hash, actor; and that of a piece of it. */
#define KEY_MAX 64
#define KEY_PIECE (1 + KEY_MAX + 2)

struct key {
    uint8_t bytes[KEY_PIECE];
    size_t len;
};

struct key key_of(const struct id *first);
struct key key_of_u64(uint64_t first);
void key_add(struct key *key, const void *ptr, size_t len);
void key_add_id(struct key *key, const struct id *id);
void key_add_u64(struct key *key, uint64_t number);
void key_add_u32(struct key *key, uint32_t number);
/* Of piece `number`, from 1, of the value under that key. */
struct key key_of_piece(enum space space, struct slice key, unsigned number);
struct slice key_slice(const struct key *key);

#endif

/*
 * Format 11, as it was written in November 2026 (docs/protocol.md of that time; tests/vectors/store-11). Never changed.
 */
#ifndef TNW_STORE_MIGRATE_LAYOUT_11_H
#define TNW_STORE_MIGRATE_LAYOUT_11_H

#include "store/migrate/step.h"

/* Their order is that of the pieces' keys. The flags: A: keys mostly come last, L: a value may lie in pieces. */
#define LAYOUT_11(X)                                                                                                   \
    X(META, "meta", 0)                                                                                                 \
    X(ACTOR, "actor", 0)                                                                                               \
    X(IDENTITY, "identity", 0)                                                                                         \
    X(DIRECTORY, "directory", 0)                                                                                       \
    X(DOSSIER, "dossier", 0)                                                                                           \
    X(BY_PATIENT, "by_patient", 0)                                                                                     \
    X(BY_ACTOR, "by_actor", 0)                                                                                         \
    X(DATA_KEY, "data_key", 0)                                                                                         \
    X(FRAGMENT, "fragment", L)                                                                                         \
    X(FRAGMENT_HEAD, "fragment_head", 0)                                                                               \
    X(CONSENT, "consent", 0)                                                                                           \
    X(CONSENT_TERMS, "consent_terms", 0)                                                                               \
    X(THREAD, "thread", L)                                                                                             \
    X(THREAD_PLACE, "thread_place", 0)                                                                                 \
    X(MESSAGE, "message", A | L)                                                                                       \
    X(RECEIPT, "receipt", 0)                                                                                           \
    X(INBOX, "inbox", A)                                                                                               \
    X(IDEMPOTENCY, "idempotency", A | L)                                                                               \
    X(AUDIT, "audit", A)                                                                                               \
    X(AUDIT_HEAD, "audit_head", 0)                                                                                     \
    X(AUDIT_LINK, "audit_link", A)                                                                                     \
    X(AUDIT_INDEX, "audit_index", 0)                                                                                   \
    X(MAP, "map", 0)                                                                                                   \
    X(CHECKPOINT, "checkpoint", 0)                                                                                     \
    X(COSIGNED, "cosigned", 0)                                                                                         \
    X(VISITOR, "visitor", 0)                                                                                           \
    X(USAGE, "usage", 0)                                                                                               \
    X(FACTS, "facts", 0)                                                                                               \
    X(PROCESS, "process", 0)                                                                                           \
    X(AGENDA, "agenda", 0)                                                                                             \
    X(WAKE, "wake", 0)                                                                                                 \
    X(SUSPENSION, "suspension", 0)                                                                                     \
    X(SIGNATURE, "signature", 0)                                                                                       \
    X(ASKING, "asking", 0)                                                                                             \
    X(SEEN, "seen", 0)                                                                                                 \
    X(FICHE, "fiche", L)                                                                                               \
    X(FICHE_TERM, "fiche_term", 0)                                                                                     \
    X(ORDINAL, "ordinal", 0)                                                                                           \
    X(ORDINAL_THING, "ordinal_thing", 0)                                                                               \
    X(EMPLOYER_SERVICE, "employer_service", 0)                                                                         \
    X(ATTACHMENT, "attachment", 0)                                                                                     \
    X(ATTACHMENT_CHUNK, "attachment_chunk", 0)                                                                         \
    X(ATTACHMENT_DRAFT, "attachment_draft", 0)                                                                         \
    X(CASUS, "casus", L)                                                                                               \
    X(CASUS_MEMBER, "casus_member", 0)                                                                                 \
    X(CASUS_MESSAGE, "casus_message", A | L)                                                                           \
    X(MOMENT, "moment", L)                                                                                             \
    X(MOMENT_TERM, "moment_term", 0)                                                                                   \
    X(MOMENT_GUEST, "moment_guest", 0)                                                                                 \
    X(KNELPUNT, "knelpunt", 0)                                                                                         \
    X(KNELPUNT_GIVER, "knelpunt_giver", 0)                                                                             \
    X(CERTIFICATE, "certificate", 0)                                                                                   \
    X(STATISTIC, "statistic", L)                                                                                       \
    X(ERASURE, "erasure", 0)                                                                                           \
    X(ERASURE_OF, "erasure_of", 0)                                                                                     \
    X(ERASURE_OPEN, "erasure_open", 0)                                                                                 \
    X(BACKUP, "backup", 0)                                                                                             \
    X(EXPIRY, "expiry", 0)                                                                                             \
    X(PIECE, "piece", 0)

#define LAYOUT_11_ENUM(name, text, flags) V11_##name,
enum layout_11_space { LAYOUT_11(LAYOUT_11_ENUM) V11_COUNT };
#undef LAYOUT_11_ENUM

extern const struct migrate_layout layout_11;

#endif

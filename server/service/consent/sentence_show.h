/*
 * The sentence of a consent of a dossier: the names that it needs are those of registry and dossier.
 */
#ifndef TNW_SERVICE_CONSENT_SENTENCE_SHOW_H
#define TNW_SERVICE_CONSENT_SENTENCE_SHOW_H

#include "json/write.h"
#include "service/consent/sentence.h"
#include "service/core/access.h"
#include "store/records/consent.h"

/* Writes member `key`: what the patient reads of that consent, or of one that would be given today (granted 0).
 * access: of the dossier; NULL: of none, then no names of who holds a role. */
void sentence_show(struct json_writer *jw, const char *key, const struct call *call, struct txn *txn,
                   const struct access *access, enum language language, const struct consent *consent);

/* Writes member `key`: a list of sentences, in which grants that differ only in who are one. At most
 * LIMIT_GRANTS_AT_ONCE. */
void sentence_show_all(struct json_writer *jw, const char *key, const struct call *call, struct txn *txn,
                       const struct access *access, enum language language, const struct consent *consents,
                       size_t count);

/* Writes member `key`: a list of what the patient must know beside the sentences: what of a grant its grantee can never
 * see (beyond: for each consent), and that an exclusion goes before all. */
void sentence_show_notes(struct json_writer *jw, const char *key, const struct call *call, struct txn *txn,
                         const struct access *access, enum language language, const struct consent *consents,
                         const code_set *beyond, size_t count);

/* Writes member `key`: a list of what the patient must know of somebody in the role: what of `never` they can never
 * see, what a law gives them, that an exclusion goes before all; each when there is such. */
struct sentence_facts {
    enum role role;
    code_set never;
    code_set by_law;
    bool excluded;
};
void sentence_show_facts(struct json_writer *jw, const char *key, const struct call *call, enum language language,
                         const struct sentence_facts *facts);

#endif

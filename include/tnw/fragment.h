/*
 * Fragments: the pieces that a dossier is made of, each of one category, with versions.
 */
#ifndef TNW_FRAGMENT_H
#define TNW_FRAGMENT_H

#include <stdbool.h>

#include "tnw/api.h"
#include "tnw/attachment.h"
#include "tnw/client.h"

TNW_BEGIN

struct tnw_signature {
    const char *role;
    const char *actor;
    const char *time;
    const char *certificate; /* SHA-256 of the one with which they signed, 64 hex digits */
};

struct tnw_fragment {
    const char *id;
    const char *dossier;
    const char *category;
    int64_t version; /* this one */
    int64_t latest;  /* the newest there is */
    const char *author;
    const char *author_role;
    const char *by;          /* the medewerker who did it in the author's name; NULL: the author did */
    const char *created;     /* version 1 */
    const char *updated;     /* this version */
    const char *retracted;   /* when; NULL: it stands */
    const char *author_name; /* NULL, as all below, in lists and after changes; or the registry has them no more */
    const char *content;     /* a JSON object as text */
    const struct tnw_attachment *attachments; /* of this version */
    size_t attachment_count;
    const char *retracted_reason;
    const struct tnw_signature *signatures; /* of this version */
    size_t signature_count;
    bool complete; /* all who sign this category signed this version */
};

struct tnw_signing {
    const char *fragment;
    int64_t version;
    struct tnw_signature signature;
    bool complete; /* it was the last that was needed */
};

struct tnw_fragments {
    const struct tnw_fragment *items;
    size_t count;
    const char *next; /* NULL at the end */
};

/* In: dossier; category; content, a JSON object as text. Out: fragment.
 * Errors: USAGE when content is no JSON object, INVALID_BODY, CONSENT_REQUIRED, CATEGORY_NOT_FOR_ROLE. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_fragment_add(struct tnw_client *client, const char *dossier,
                                                     const char *category, const char *content,
                                                     struct tnw_fragment **fragment);
/* The same, with attachments: drafts of one's own in that dossier, at most 8 (tnw/attachment.h). */
struct tnw_content {
    const char *content; /* a JSON object as text */
    const struct tnw_attachment_ref *attachments;
    size_t attachment_count;
    /* Of tnw_fragment_add_with: 1 to 128 printable characters; NULL: a fresh random one. With one's own a call that was
     * cut off can be made again by another process, for a day. */
    const char *idempotency_key;
};
TNW_API TNW_MUST_CHECK enum tnw_err tnw_fragment_add_with(struct tnw_client *client, const char *dossier,
                                                          const char *category, const struct tnw_content *content,
                                                          struct tnw_fragment **fragment);
/* In: dossier; category, NULL for all; page, NULL for the first. Out: fragments. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_fragment_list(struct tnw_client *client, const char *dossier,
                                                      const char *category, const struct tnw_page *page,
                                                      struct tnw_fragments **fragments);
/* In: dossier; id; version, 0 for the newest. Out: fragment. Errors: NOT_FOUND, CONSENT_REQUIRED. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_fragment_get(struct tnw_client *client, const char *dossier, const char *id,
                                                     int64_t version, struct tnw_fragment **fragment);
/* Adds a version, without attachments: what the version before has stays with that one. In: dossier; id; if_version, on
 * which the change rests; content. Out: fragment.
 * Errors: VERSION_CONFLICT when there is a newer version; NOT_AUTHOR; NOT_FOUND, also when it is not mine to read;
 * USAGE and INVALID_BODY as above. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_fragment_amend(struct tnw_client *client, const char *dossier, const char *id,
                                                       int64_t if_version, const char *content,
                                                       struct tnw_fragment **fragment);
/* The same, with all attachments that the new version is to have: drafts, and those of the version before. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_fragment_amend_with(struct tnw_client *client, const char *dossier,
                                                            const char *id, int64_t if_version,
                                                            const struct tnw_content *content,
                                                            struct tnw_fragment **fragment);
/* Marks one's own fragment as wrong; its versions stay for who may see them. In: dossier; id; reason. Out: fragment.
 * Errors: NOT_AUTHOR; NOT_FOUND, also when it is not mine to read; CONFLICT when it was retracted. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_fragment_retract(struct tnw_client *client, const char *dossier, const char *id,
                                                         const char *reason, struct tnw_fragment **fragment);
/* Signs an engagement, in the caller's role and with their certificate. In: dossier; id; version, the one that was
 * read. Out: done. Errors: VERSION_CONFLICT when there is a newer version; CONFLICT when it is signed in that role, or
 * by that person, already, or is nothing that is signed. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_fragment_sign(struct tnw_client *client, const char *dossier, const char *id,
                                                      int64_t version, struct tnw_signing **done);
TNW_API void tnw_signing_free(struct tnw_signing **signing);
TNW_API void tnw_fragment_free(struct tnw_fragment **fragment);
TNW_API void tnw_fragments_free(struct tnw_fragments **fragments);

TNW_END
#endif

/*
 * The erasure of a dossier by its patient: how far it is, what it takes, its receipt.
 */
#ifndef TNW_ERASURE_H
#define TNW_ERASURE_H

#include "tnw/api.h"
#include "tnw/client.h"
#include "tnw/evidence.h"

TNW_BEGIN

struct tnw_erasure {
    const char *dossier;
    const char *state;  /* none, closed: nothing of it answers, emptied: nothing of it is left to find, complete: no key
                             is left to read it by */
    const char *why;    /* request, retention, order; NULL: it is not erased */
    const char *reason; /* not_needed, mistake, no_trust, other; NULL: none was given */
    const char *closed; /* when; NULL: not yet, as the next two */
    const char *emptied;
    const char *complete;
    const char *goes;       /* in words: what goes */
    const char *stays;      /* and what stays */
    const char *understood; /* the sentence to confirm */
};

struct tnw_erasures {
    const struct tnw_erasure *items;
    size_t count;
    const char *next; /* NULL at the end */
};

struct tnw_erasing {
    const char *understood; /* of tnw_erasure */
    const char *reason;     /* NULL: none */
};

/* How far it is; of a dossier that is there: what it would take. In: dossier. Out: erasure. Errors: NOT_FOUND, also
 * when it is not mine. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_erasure_get(struct tnw_client *client, const char *dossier,
                                                    struct tnw_erasure **erasure);
/* Erases it for good. In: dossier, erasing. Out: erasure, as it is after. Errors: NOT_FOUND, INVALID_BODY (another
 * sentence). */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_dossier_erase(struct tnw_client *client, const char *dossier,
                                                      const struct tnw_erasing *erasing, struct tnw_erasure **erasure);
/* My dossiers that were erased. In: page, NULL for the first. Out: erasures. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_erasure_list(struct tnw_client *client, const struct tnw_page *page,
                                                     struct tnw_erasures **erasures);

/* A receipt, to be kept as it is. */
struct tnw_erasure_receipt {
    const char *json; /* for tnw_verify_erasure; NUL-terminated */
    size_t len;       /* without the NUL */
};

/* In: dossier; under: the checkpoint that it is to rest on, NULL: the newest. Out: receipt. Errors: NOT_FOUND;
 * NOT_SEALED_YET: try again in a second, or when the witnesses have looked again. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_erasure_receipt_get(struct tnw_client *client, const char *dossier,
                                                            const struct tnw_checkpoint_query *under,
                                                            struct tnw_erasure_receipt **receipt);

TNW_API void tnw_erasure_free(struct tnw_erasure **erasure);
TNW_API void tnw_erasures_free(struct tnw_erasures **erasures);
TNW_API void tnw_erasure_receipt_free(struct tnw_erasure_receipt **erasure_receipt);

TNW_END
#endif

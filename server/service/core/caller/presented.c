#include "service/core/caller/presented.h"

#include <stdlib.h>
#include <string.h>

#include "store/records/certificate.h"
#include "store/txn.h"

/* Only the ledger's thread looks at it. */
struct presented {
    struct {
        struct hash certificate;
        day_num day; /* 0: nothing stands here */
    } noted[LIMIT_CERTIFICATES_NOTED];
};

enum tnw_err
presented_new(struct presented **out)
{
    *out = calloc(1, sizeof **out);
    return *out == NULL ? TNW_E_NO_MEMORY : TNW_OK;
}

void
presented_free(struct presented **presented)
{
    free(*presented);
    *presented = NULL;
}

static size_t
place_among_noted(const struct hash *certificate)
{
    uint32_t number;
    memcpy(&number, certificate->bytes, sizeof number);
    return number % LIMIT_CERTIFICATES_NOTED;
}

void
presented_note(const struct call *call, struct txn *txn)
{
    const struct findings *found = &call->found;
    const struct peer *peer = &call->in->peer;
    struct presented *presented = call->world->presented;
    bool works = found->role != ROLE_NONE && found->role != ROLE_PATIENT && !id_is_zero(&found->actor);
    if (presented == NULL || call->in->local || !works || !txn_has_room(txn)) {
        return;
    }
    size_t at = place_among_noted(&peer->certificate);
    if (presented->noted[at].day == found->today && hash_eq(&presented->noted[at].certificate, &peer->certificate)) {
        return;
    }
    struct certificates certificates;
    certificates_get(txn, &peer->identity_index, &certificates);
    if (certificates_use(&certificates, &peer->certificate, peer->certificate_ends, found->today)) {
        certificates_put(txn, &peer->identity_index, &certificates);
        return;
    }
    /* Only what is in the store is remembered: a batch that fails takes its note back. */
    presented->noted[at].certificate = peer->certificate;
    presented->noted[at].day = found->today;
}

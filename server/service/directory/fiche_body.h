/*
 * What a body says of a fiche (schemas/body/fiche.schema.json).
 */
#ifndef TNW_SERVICE_DIRECTORY_FICHE_BODY_H
#define TNW_SERVICE_DIRECTORY_FICHE_BODY_H

#include <jansson.h>

#include "rules/breach.h"
#include "store/records/fiche.h"

struct fiche_body {
    struct fiche given;
    bool has_ref; /* what is left out of these stays as it was */
    bool has_actor;
    bool has_professional;
};

/* Reads a body that fits its schema. given.texts may have run out of memory: fiche_body_error. */
void fiche_body_read(struct fiche_body *out, const json_t *body);
TNW_MUST_CHECK enum tnw_err fiche_body_error(const struct fiche_body *it);
/* What no schema can say. */
struct breach fiche_body_breach(const struct fiche_body *it);
void fiche_body_wipe(void *it);

/* What the fiche will say: all of the body, but what was left out and stays. Borrows the texts of both. */
struct fiche fiche_body_merge(const struct fiche_body *body, const struct fiche *before);

#endif

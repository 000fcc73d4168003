/*
 * A fiche as a form: what it says in each language, and what it says to professionals, are fields like the others.
 */
#ifndef TNW_CLI_FICHE_FORM_H
#define TNW_CLI_FICHE_FORM_H

#include "form/form.h"

/* whole: also what is for professionals and for the operator. Out: form, freed with form_wipe. Errors: NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err fiche_form_open(struct cli *cli, bool whole, struct form *out);

/* Whether a field of that name is of the level that only professionals see, or the operator. */
bool fiche_form_is_of_whole(const char *name, size_t len);

/* Returns the form's fields of a fiche as the server tells it (JSON), a new object; NULL: no memory. */
json_t *fiche_form_fields(const struct form *form, const char *fiche);

/* Returns the body that makes those fields of the fiche, a new text freed with free(); NULL: no memory. before: what
 * they were, so that what was taken away goes. */
char *fiche_form_body(json_t *fields, json_t *before);

#endif

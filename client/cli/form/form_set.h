/*
 * Values of a form's fields, as they are typed.
 */
#ifndef TNW_CLI_FORM_SET_H
#define TNW_CLI_FORM_SET_H

#include "form/form.h"

/* Gives a field a value that was typed: "20", "true", a day, a text; one more item of a list, of one with parts as
 * lines "part: value"; what is no text may be JSON. "" takes the field away. In/Out: content, an object. Errors: USAGE:
 * no such field, or not its type, with cli->why. */
TNW_MUST_CHECK enum tnw_err form_set(struct cli *cli, const struct form *form, json_t *content, const char *name,
                                     const char *value);

/* All "FIELD=VALUE" of --set; the first for a list begins it anew. Errors: as form_set. */
TNW_MUST_CHECK enum tnw_err form_set_all(struct cli *cli, const struct form *form, json_t *content,
                                         const char *const *pairs);

#endif

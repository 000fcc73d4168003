/*
 * A form as a text that people fill in with an editor: a line "field: value" each, with what it means above it.
 */
#ifndef TNW_CLI_FORM_TEXT_H
#define TNW_CLI_FORM_TEXT_H

#include "form/form.h"

/* Returns the text, freed with free(), or NULL: no memory. content: what is filled in already, or NULL. */
char *form_text_write(const struct cli *cli, const struct form *form, const json_t *content);

/* Out: content, a new object. Errors: USAGE: a line that is not right, or a value, with cli->why. */
TNW_MUST_CHECK enum tnw_err form_text_read(struct cli *cli, const struct form *form, const char *text,
                                           json_t **content);

#endif

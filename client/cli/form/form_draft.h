/*
 * A form in the editor of who types, of which nothing is lost when it is refused.
 */
#ifndef TNW_CLI_FORM_DRAFT_H
#define TNW_CLI_FORM_DRAFT_H

#include "form/form.h"

struct form_draft {
    char *before; /* the text as it was handed out; NULL: a draft of before is gone on with */
    char *path;
};

/* Writes the form, with the content and what --set says, into a new file; or takes that of --draft. In: content, which
 * is changed. Out: draft, ended with form_draft_end. Errors: USAGE, IO, CONFIGURATION, with cli->why. */
TNW_MUST_CHECK enum tnw_err form_draft_open(struct cli *cli, const struct form *form, json_t *content,
                                            struct form_draft *out);

/* Has it edited. Out: filled, a new object; NULL where nothing was changed, which is said. Errors: USAGE: it is not
 * complete, or a line is not right; those of draft_edit; with cli->why. */
TNW_MUST_CHECK enum tnw_err form_draft_edit(struct cli *cli, const struct form *form, const struct form_draft *draft,
                                            json_t **filled);

/* Removes the file; or, with an error, says where it stays and by which command one goes on: its words, and its
 * arguments, each of which may be NULL. */
void form_draft_end(struct cli *cli, struct form_draft *draft, enum tnw_err err, const char *command, const char *first,
                    const char *second);

#endif

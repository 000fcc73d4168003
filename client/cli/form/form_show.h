/*
 * The content of a fragment for people: a line for each field, with the label and the words of its form.
 */
#ifndef TNW_CLI_FORM_SHOW_H
#define TNW_CLI_FORM_SHOW_H

#include "cli.h"

/* In: content, a JSON object as text. What the form does not know keeps its own name. */
void form_show(struct cli *cli, const char *category, const char *content);

#endif

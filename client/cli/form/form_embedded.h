/*
 * The schemas of categories, the words of their forms, those of refusals, and the rules of the timeline,
 * compiled in.
 */
#ifndef TNW_CLI_FORM_EMBEDDED_H
#define TNW_CLI_FORM_EMBEDDED_H

#include <stddef.h>

struct form_source {
    const char *name; /* "category/fit_note", "forms/fit_note.json" */
    const char *text;
    size_t len;
};

/* Terminated by a row without name. */
extern const struct form_source form_embedded[];

#endif

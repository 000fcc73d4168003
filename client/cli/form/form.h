/*
 * The form of a category: its schema, and the words for its fields, as they were when this program was built. What else
 * a fragment must fulfil the server says.
 */
#ifndef TNW_CLI_FORM_H
#define TNW_CLI_FORM_H

#include <jansson.h>
#include <stdbool.h>

#include "cli.h"

enum form_type {
    FORM_TEXT,
    FORM_DATE,
    FORM_NUMBER,
    FORM_INTEGER,
    FORM_BOOLEAN,
    FORM_CHOICE,
    FORM_LIST,
    FORM_PARTS,
    FORM_JSON
};

struct form_field {
    const char *name;
    enum form_type type;
    const json_t *choices;  /* array of texts, of it or of what is in its list; NULL for none */
    const json_t *meanings; /* of them: code → words in the languages; NULL for none */
    const json_t *parts;    /* of the objects in FORM_PARTS: fields as the form has them; NULL for none */
    const json_t *item;     /* schema of what is in a list; NULL for none */
    const char *group;      /* its title, with the first field of one; else NULL */
    const char *label;
    const char *help; /* "" for none */
    const char *unit; /* the same */
    bool required;
};

struct form {
    json_t *schema;
    json_t *words;
    json_t *index;
    const char *category;
    enum lang language;
};

/* Finds the form. Out: form, freed with form_wipe. Errors: USAGE: there is no such category, with cli->why. */
TNW_MUST_CHECK enum tnw_err form_open(struct cli *cli, const char *category, struct form *out);
/* The same of another schema, with the words of that name. In: schema, which is taken. Errors: NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err form_open_of(struct cli *cli, const char *name, json_t *schema, struct form *out);
/* Returns a schema that is compiled in, a new reference, or NULL. */
json_t *form_schema(const char *folder, const char *name);
/* The same of any other file, by its path in schemas/. */
json_t *form_file(const char *name);
void form_wipe(struct form *form);

const char *form_title(const struct form *form);
const char *form_help(const struct form *form);
/* Returns the text of {"nl", "fr", "de", "en"} in the form's language, "" for none. words may be NULL. */
const char *form_words(const struct form *form, const json_t *words);

/* Returns whether there is an i-th field, in the order of the form. Out: field, as long as form lives. */
bool form_field(const struct form *form, size_t i, struct form_field *out);
/* The same by its name. */
bool form_find(const struct form *form, const char *name, struct form_field *out);

/* Returns what a value of that schema is. */
enum form_type form_type_of(const json_t *schema);
/* Returns a text with all choices, freed with free(), or NULL: no memory. */
char *form_choices(const json_t *choices);

/* Whether all needed fields are there. Errors: USAGE, with cli->why. */
TNW_MUST_CHECK enum tnw_err form_complete(struct cli *cli, const struct form *form, const json_t *content);

/* Returns an empty form to fill in, a new object: each value says what goes there, and is refused as it is. */
json_t *form_template(const struct form *form);

#endif

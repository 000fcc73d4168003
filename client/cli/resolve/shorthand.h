/*
 * What people type in place of an id of 30 characters, told apart by its form alone.
 */
#ifndef TNW_CLI_SHORTHAND_H
#define TNW_CLI_SHORTHAND_H

#include <stdbool.h>
#include <stddef.h>

/* "dos_" and 26 characters. */
#define SHORTHAND_PREFIX 4
#define SHORTHAND_ID 30
/* Fewer characters of an id would soon be those of several. */
#define SHORTHAND_LEAST 4

enum shorthand_form {
    SHORTHAND_WHOLE, /* an id, as it is */
    SHORTHAND_LAST,  /* @last */
    SHORTHAND_ROW,   /* @3 */
    SHORTHAND_PART,  /* dos_4F7Q or 4F7Q: where an id begins or ends */
    SHORTHAND_NAME,  /* anything else */
    SHORTHAND_WRONG  /* @ or a kind, and nothing that goes with it */
};

struct shorthand {
    enum shorthand_form form;
    size_t row;       /* from 0 */
    const char *part; /* of the text, without the kind */
};

/* Returns the kind of ids ("dos_") that an argument or a value of that name takes, or NULL. value: also in brackets. */
const char *shorthand_kind(const char *value);

/* In: text; kind: "dos_". A name can never look like another form: what begins with @ or with the kind is none. */
struct shorthand shorthand_of(const char *text, const char *kind);

/* Reads an enterprise number as people write it: "BE 0403.170.701". Out: its ten digits. false: it is none. */
#define SHORTHAND_ENTERPRISE 11
bool shorthand_enterprise(const char *text, char out[SHORTHAND_ENTERPRISE]);

/* Whether the id begins or ends with that part, in capitals or not. */
bool shorthand_fits(const char *id, const char *part);

/* Whether each word of `wanted` begins a word of `name`, whatever capitals and accents. */
bool shorthand_is_name(const char *name, const char *wanted);

#endif

/*
 * One table of fields per shape of the API drives both directions: a C struct into JSON, and JSON into a C struct.
 */
#ifndef TNW_LIB_SHAPE_H
#define TNW_LIB_SHAPE_H

#include <stddef.h>

#include "tnw/error.h"

#include "result.h"

/* A page has 200 items, a dossier 64 participants: more is not a tnwd. Bounds what a small answer can make us
 * allocate. */
#define SHAPE_LIST_MAX 4096
/* The deepest answer has 6 levels; the content of a fragment is limited to 32 by the server. */
#define SHAPE_DEPTH_MAX 64

enum field_kind {
    FIELD_TEXT,    /* const char * */
    FIELD_INT,     /* int64_t, not negative */
    FIELD_BOOL,    /* bool; null is false */
    FIELD_TOLD,    /* enum tnw_told, of answers only; null is not told */
    FIELD_NUMBER,  /* const int64_t *, of answers only; null is NULL */
    FIELD_TEXTS,   /* tnw_texts */
    FIELD_OBJECT,  /* a struct, inside */
    FIELD_POINTER, /* a pointer to a struct, NULL for none */
    FIELD_OBJECTS, /* a pointer to an array of structs, with a size_t for how many */
    FIELD_JSON,    /* const char *: a JSON object as text */
};

enum field_rule {
    FIELD_NEEDED = 0,
    FIELD_ABSENT = 1, /* may be missing */
    FIELD_NULL = 2,   /* may be null */
};

struct shape;

struct field {
    const char *name; /* in JSON */
    enum field_kind kind;
    unsigned rules;
    size_t offset;
    size_t count_offset;       /* OBJECTS */
    const struct shape *shape; /* OBJECT, POINTER, OBJECTS */
};

struct shape {
    size_t size;
    const struct field *fields;
    size_t count;
    size_t etag_offset; /* where the header ETag goes, a const char *; 0: nowhere */
};

#define SHAPE_FIELD(type, member, field_kind, field_rules)                                                             \
    {                                                                                                                  \
        .name = #member, .kind = field_kind, .rules = field_rules, .offset = offsetof(type, member)                    \
    }
#define SHAPE_NESTED(type, member, field_kind, field_rules, of)                                                        \
    {                                                                                                                  \
        .name = #member, .kind = field_kind, .rules = field_rules, .offset = offsetof(type, member), .shape = of       \
    }
#define SHAPE_ARRAY(type, member, json, counter, field_rules, of)                                                      \
    {                                                                                                                  \
        .name = json, .kind = FIELD_OBJECTS, .rules = field_rules, .offset = offsetof(type, member),                   \
        .count_offset = offsetof(type, counter), .shape = of                                                           \
    }
#define SHAPE_OF(type, rows)                                                                                           \
    {                                                                                                                  \
        .size = sizeof(type), .fields = rows, .count = sizeof rows / sizeof rows[0]                                    \
    }

#define SHAPE_WHERE 160

/* Turns a JSON object into a new result (result_free). Unknown members are passed over; a missing one, a wrong
 * type, a second member of the same name, U+0000 or bytes behind the object are errors.
 * Out: where, a short text of what is wrong, without any value. Errors: PROTOCOL, NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err shape_decode(const struct shape *shape, const char *text, size_t len, void **result,
                                         char where[SHAPE_WHERE]);

/* Turns a struct into JSON text. Out: text, freed with free(). Errors: USAGE when a needed member is NULL, a text is
 * not UTF-8, or a JSON member no JSON object; NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err shape_encode(const struct shape *shape, const void *value, char **text,
                                         char where[SHAPE_WHERE]);

#endif

/*
 * How a loaded schema looks inside: every keyword of a schema object becomes one check, prepared at load so that
 * validating only compares. Private to the schema_*.c files.
 */
#ifndef TNW_JSON_SCHEMA_NODE_H
#define TNW_JSON_SCHEMA_NODE_H

#include <regex.h>

#include "json/json.h"
#include "json/schema.h"

/* A place in a document, as a chain on the stack from the innermost step outwards. key NULL: an array's index. */
struct schema_place {
    const struct schema_place *up;
    const char *key;
    size_t index;
};

struct schema_check {
    const struct schema_keyword *keyword;
    const json_t *operand; /* the keyword's value; the set keeps the document alive */
    const json_t *beside;  /* additionalProperties: the properties next to it, or NULL */
    struct schema **nodes; /* subschemas; if: [if, then, else], the last two may be NULL */
    const char **names;    /* properties: their names, in the order of nodes */
    size_t count;          /* of nodes */
    size_t limit;          /* a length or count; for pattern and uniqueItems the maximum that stands beside them */
    bool open;             /* additionalProperties: true */
    unsigned types;        /* type: the kinds it lets through */
    regex_t *regex;
    const struct schema_format *format;
};

struct schema {
    struct schema *next; /* all of the set */
    const json_t *text;
    struct schema_check *checks;
    size_t count;
    const struct schema_document *document;
    enum { SCHEMA_NEW, SCHEMA_OPEN, SCHEMA_DONE } visit; /* of the search for circles */
};

struct schema_document {
    char *name; /* of the source */
    json_t *text;
    struct schema *root; /* NULL for an OpenAPI document */
};

struct schema_set {
    struct schema_document *documents;
    size_t document_count;
    struct schema *all;
};

/* Loading. */
struct schema_load {
    struct schema_set *set;
    const struct schema_document *document;
    const struct schema_place *place;
    char *where; /* 256 characters */
};

/* schema_place.c: a place as JSON Pointer (RFC 6901); and what is wrong there. */
void schema_place_put(struct buf *out, const struct schema_place *place);
/* Writes document, place and text to where. Returns CONFIGURATION. */
enum tnw_err schema_refuse_at(char *where, const char *document, const struct schema_place *place, const char *text);
enum tnw_err schema_refuse(const struct schema_load *load, const char *text);

/* schema_node.c: one schema object and its keywords. Makes its node, subschemas included, references not yet; also
 * after an error it is the set's, in load->set->all. */
TNW_MUST_CHECK enum tnw_err schema_node_load(const struct schema_load *load, const json_t *text, struct schema **out);
void schema_node_free(struct schema *node);

/* schema_ref.c: references, once all is loaded. The lookups return NULL when there is none. */
struct schema *schema_ref_node(const struct schema_set *set, const json_t *text);
const struct schema_document *schema_ref_document(const struct schema_set *set, const char *name, size_t len);
TNW_MUST_CHECK enum tnw_err schema_ref_resolve(struct schema_set *set, char *where);
TNW_MUST_CHECK enum tnw_err schema_ref_refuse_circles(struct schema_set *set, char *where);

/* schema_run.c: validating. */
struct schema_run {
    struct buf *errors; /* NULL: only whether it fits */
    const char *prefix;
    day_num today;
    unsigned count;
    unsigned limit; /* stop at so many */
    enum tnw_err err;
};

void schema_run(struct schema_run *run, const struct schema *schema, const json_t *value,
                const struct schema_place *place);
/* Whether a value would fit, without a word. When memory runs out, run->err says so and the answer says nothing. */
bool schema_fits(struct schema_run *run, const struct schema *schema, const json_t *value);
void schema_fail(struct schema_run *run, const struct schema_place *place, const char *code, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* One keyword: which kinds of value it looks at, how it is loaded, how it is checked (NULL: an annotation, or used by
 * another keyword). */
struct schema_keyword {
    const char *name;
    unsigned kinds;
    bool in_place; /* its subschemas look at the same value */
    enum tnw_err (*load)(const struct schema_load *load, struct schema_check *check, const json_t *schema);
    void (*check)(struct schema_run *run, const struct schema_check *check, const json_t *value,
                  const struct schema_place *place);
};

/* The loaders of operands that hold no subschema, in schema_operand.c. */
#define SCHEMA_OPERAND(name)                                                                                           \
    enum tnw_err name(const struct schema_load *load, struct schema_check *check, const json_t *schema)
SCHEMA_OPERAND(schema_operand_any);
SCHEMA_OPERAND(schema_operand_text);
SCHEMA_OPERAND(schema_operand_dialect);
SCHEMA_OPERAND(schema_operand_id);
SCHEMA_OPERAND(schema_operand_list);
SCHEMA_OPERAND(schema_operand_names);
SCHEMA_OPERAND(schema_operand_dependent);
SCHEMA_OPERAND(schema_operand_type);
SCHEMA_OPERAND(schema_operand_count);
SCHEMA_OPERAND(schema_operand_bound);
SCHEMA_OPERAND(schema_operand_multiple);
SCHEMA_OPERAND(schema_operand_unique);
SCHEMA_OPERAND(schema_operand_pattern);
SCHEMA_OPERAND(schema_operand_format);

#define SCHEMA_KIND(type) (1U << (type))
#define SCHEMA_BOOLEAN (SCHEMA_KIND(JSON_TRUE) | SCHEMA_KIND(JSON_FALSE))
#define SCHEMA_NUMBER (SCHEMA_KIND(JSON_INTEGER) | SCHEMA_KIND(JSON_REAL))

/* The checks of schema_check.c. */
#define SCHEMA_CHECK(name)                                                                                             \
    void name(struct schema_run *run, const struct schema_check *check, const json_t *value,                           \
              const struct schema_place *place)
SCHEMA_CHECK(schema_check_type);
SCHEMA_CHECK(schema_check_enum);
SCHEMA_CHECK(schema_check_const);
SCHEMA_CHECK(schema_check_properties);
SCHEMA_CHECK(schema_check_required);
SCHEMA_CHECK(schema_check_additional);
SCHEMA_CHECK(schema_check_dependent);
SCHEMA_CHECK(schema_check_min_properties);
SCHEMA_CHECK(schema_check_max_properties);
SCHEMA_CHECK(schema_check_items);
SCHEMA_CHECK(schema_check_min_items);
SCHEMA_CHECK(schema_check_max_items);
SCHEMA_CHECK(schema_check_unique);
SCHEMA_CHECK(schema_check_min_length);
SCHEMA_CHECK(schema_check_max_length);
SCHEMA_CHECK(schema_check_pattern);
SCHEMA_CHECK(schema_check_format);
SCHEMA_CHECK(schema_check_bound);
SCHEMA_CHECK(schema_check_multiple);
SCHEMA_CHECK(schema_check_all_of);
SCHEMA_CHECK(schema_check_any_of);
SCHEMA_CHECK(schema_check_one_of);
SCHEMA_CHECK(schema_check_not);
SCHEMA_CHECK(schema_check_if);

/* One format: its name, what it asks for in English, and the test of a NUL-terminated text. */
struct schema_format {
    const char *name;
    const char *text;
    bool (*fits)(const char *text, day_num today);
};

const struct schema_format *schema_format_find(const char *name);
bool schema_uri_fits(const char *text); /* RFC 3986, the rule URI */
/* Returns what a pattern has beyond the form that schema.h promises, in English, or NULL. */
const char *schema_pattern_fault(const char *text);

#endif

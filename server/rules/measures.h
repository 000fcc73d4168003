/*
 * The catalogue of measures: what helps somebody to work again beside people and services (schemas/measures.json). Data
 * with a version, each row with the passage that it comes from; what no source says is not there, and told as not
 * known.
 *
 * Thread rule: immutable once loaded, safe for all threads.
 */
#ifndef TNW_RULES_MEASURES_H
#define TNW_RULES_MEASURES_H

#include "base/bytes.h"
#include "base/codes.h"

#define MEASURES_MAX 64

/* How sure it is: a rule of today; told by a source that may be of yesterday; a trial. */
#define MEASURE_STATUS_LIST(X)                                                                                         \
    X(IN_FORCE, "in_force")                                                                                            \
    X(REPORTED, "reported")                                                                                            \
    X(PILOT, "pilot")
#define MEASURE_STATUS_ENUM(name, text) MEASURE_##name,
enum measure_status { MEASURE_STATUS_LIST(MEASURE_STATUS_ENUM) MEASURE_STATUS_COUNT };
extern const struct code_list measure_statuses;

/* A text for people in each language; NULL in all: no source says. */
struct measure_words {
    const char *in[LANGUAGE_COUNT];
};

struct measure {
    const char *code;
    code_set serves;   /* enum serves */
    code_set regions;  /* enum region */
    code_set asked_by; /* enum role; none: no source says */
    code_set offices;  /* enum fiche_kind: which fiches of the directory lead there */
    enum measure_status status;
    int as_of; /* the year of which the source tells */
    struct measure_words title;
    struct measure_words explanation;
    struct measure_words where;
    struct measure_words cost;
    struct measure_words benefit; /* what it does to the benefit */
    const char *passage;          /* "S4:315-320" */
    const char *source;
};

struct measures;

/* In: json, the text of measures.json. where: at least 256 characters, what is wrong. Errors: CONFIGURATION,
 * NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err measures_load(struct measures **out, struct slice json, char where[256]);
void measures_free(struct measures **measures); /* NULL is fine */

const char *measures_version(const struct measures *measures);
size_t measures_count(const struct measures *measures);
const struct measure *measures_at(const struct measures *measures, size_t index);

#endif

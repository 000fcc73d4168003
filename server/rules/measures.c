#include "rules/measures.h"

#include <stdlib.h>
#include <string.h>

#include "rules/reader.h"

#define TITLE_MAX 100
/* A few sentences, read on a telephone. */
#define WORDS_MAX 800

#define STATUS_TEXT(name, text) text,
static const char *const status_texts[] = {MEASURE_STATUS_LIST(STATUS_TEXT)};
const struct code_list measure_statuses = {.texts = status_texts, .count = MEASURE_STATUS_COUNT};

struct measures {
    json_t *root; /* all texts are its */
    const char *version;
    size_t count;
    struct measure measure[MEASURES_MAX];
};

static struct measure_words
measure_words_in(const struct reader *row, const char *key, size_t max)
{
    struct measure_words words;
    const char *names[LANGUAGE_COUNT + 1] = {NULL};
    struct reader inner = reader_object(row, key);
    for (unsigned i = 0; i < LANGUAGE_COUNT; i++) {
        names[i] = codes_text(&codes_language, i);
        words.in[i] = reader_text(&inner, names[i], max);
    }
    reader_only(&inner, names);
    return words;
}

/* null: no source says it. */
static struct measure_words
measure_words_or_null(const struct reader *row, const char *key)
{
    return json_is_null(json_object_get(row->object, key)) ? (struct measure_words){.in = {NULL}}
                                                           : measure_words_in(row, key, WORDS_MAX);
}

static void
read_measure(const struct reader *row, struct measures *measures)
{
    static const char *const names[] = {"code",    "for",    "regions",     "asked_by", "offices", "status",
                                        "as_of",   "title",  "explanation", "where",    "cost",    "benefit",
                                        "passage", "source", "why",         NULL};
    struct measure *measure = &measures->measure[measures->count];
    reader_only(row, names);
    reader_prose(row);
    *measure = (struct measure){
        .code = reader_text(row, "code", 40),
        .serves = reader_codes(row, "for", &codes_serves),
        .regions = reader_codes(row, "regions", &codes_region),
        .asked_by = reader_codes(row, "asked_by", &codes_role),
        .offices = reader_codes(row, "offices", &codes_fiche_kind),
        .status = (enum measure_status)reader_code(row, "status", &measure_statuses),
        .as_of = reader_int(row, "as_of", 2000, 2100),
        .title = measure_words_in(row, "title", TITLE_MAX),
        .explanation = measure_words_in(row, "explanation", WORDS_MAX),
        .where = measure_words_or_null(row, "where"),
        .cost = measure_words_or_null(row, "cost"),
        .benefit = measure_words_or_null(row, "benefit"),
        .passage = reader_text(row, "passage", 40),
        .source = reader_text(row, "source", 400),
    };
    if (measure->serves == 0 || measure->regions == 0) {
        reader_fail(row, "", "is for nobody");
    }
    for (size_t i = 0; i < measures->count; i++) {
        if (strcmp(measures->measure[i].code, measure->code) == 0) {
            reader_fail(row, "code", "is that of an earlier measure");
        }
    }
    measures->count++;
}

enum tnw_err
measures_load(struct measures **out, struct slice json, char where[256])
{
    static const char *const names[] = {"version", "measures", NULL};
    struct reader_error error = {.where = where};
    struct measures *measures = *out = calloc(1, sizeof *measures);
    if (measures == NULL) {
        return TNW_E_NO_MEMORY;
    }
    struct reader top = reader_load(&error, json, &measures->root);
    reader_only(&top, names);
    measures->version = reader_text(&top, "version", 15);
    size_t count = reader_count(&top, "measures", MEASURES_MAX);
    for (size_t i = 0; i < count; i++) {
        struct reader row = reader_element(&top, "measures", i);
        read_measure(&row, measures);
    }
    if (error.err != TNW_OK) {
        measures_free(out);
    }
    return error.err;
}

void
measures_free(struct measures **measures)
{
    if (*measures != NULL) {
        json_decref((*measures)->root);
        free(*measures);
        *measures = NULL;
    }
}

const char *
measures_version(const struct measures *measures)
{
    return measures->version;
}

size_t
measures_count(const struct measures *measures)
{
    return measures->count;
}

const struct measure *
measures_at(const struct measures *measures, size_t index)
{
    return &measures->measure[index];
}

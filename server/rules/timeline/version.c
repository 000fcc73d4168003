#include "rules/timeline/version.h"

#define REPEATS_MAX 60
#define VALUE_MAX 31
#define PROSE_MAX 1024

static const char *const select_texts[] = {"start", "rit", "event", "today"};
static const struct code_list selects = {.texts = select_texts, .count = SELECT_COUNT};
static const char *const term_texts[] = {"by", "from", "none"};
static const struct code_list terms = {.texts = term_texts, .count = TERM_COUNT};

static struct term_offset
read_term_offset(const struct reader *row)
{
    static const char *const others[] = {"value", NULL};
    struct term_offset term = {.offset = offset_read(row, others)};
    size_t count = reader_has(row, "value") ? reader_count(row, "value", VALUE_MAX) : 0;
    for (size_t i = 0; i < count; i++) {
        term.values |= CODE_BIT(reader_int_at(row, "value", i, 0, VALUE_MAX));
    }
    return term;
}

/* When it is due, and the window before that. */
static void
read_term(struct version *version, const struct reader *row)
{
    version->term = (enum term)reader_code(row, "term", &terms);
    version->offset_count = reader_has(row, "offset") ? reader_count(row, "offset", LIMIT_TIMELINE_OFFSETS) : 0;
    for (size_t i = 0; i < version->offset_count; i++) {
        struct reader inner = reader_element(row, "offset", i);
        version->offsets[i] = read_term_offset(&inner);
    }
    if ((version->term == TERM_NONE) != (version->offset_count == 0)) {
        reader_fail(row, "offset", "a term needs one, and without a term there is none");
    }
    version->has_window = reader_has(row, "window");
    if (version->has_window) {
        struct reader inner = reader_object(row, "window");
        version->window = offset_read(&inner, NULL);
    }
    version->has_sooner = reader_has(row, "sooner");
    if (version->has_sooner) {
        version->sooner = (enum event_day)reader_code(row, "sooner", &match_days);
    }
    version->repeats = reader_has(row, "repeats") ? reader_int(row, "repeats", 1, REPEATS_MAX) : 0;
    if (version->term != TERM_BY && (version->has_window || version->has_sooner || version->repeats > 0)) {
        reader_fail(row, "term", "a window, a sooner day and a repeat need a last day");
    }
}

static void
read_when(struct version *version, const struct reader *row, const struct requirement_scope *scope)
{
    version->when_count = reader_count(row, "when", LIMIT_TIMELINE_WHEN);
    for (size_t i = 0; i < version->when_count; i++) {
        version->when[i] = requirement_find(row, "when", i, scope);
    }
}

static void
read_done(struct version *version, const struct reader *row)
{
    version->chain = reader_has(row, "chain") && reader_bool(row, "chain");
    version->passes = reader_has(row, "passes") && reader_bool(row, "passes");
    if (reader_has(row, "done_by")) {
        version->done_by = match_read(row, "done_by");
    }
    if (version->chain && version->anchor.of != MOMENT_EVENT) {
        reader_fail(row, "chain", "needs an event as anchor");
    }
    if (version->passes && (version->term != TERM_BY || version->done_by.count > 0)) {
        reader_fail(row, "passes", "needs a last day, and nothing else that fulfils it");
    }
}

static void
read_validity(struct version *version, const struct reader *row)
{
    bool open = json_is_null(json_object_get(row->object, "valid_from"));
    version->from = open ? INT32_MIN : reader_date(row, "valid_from");
    version->until = reader_date_or_null(row, "valid_until");
    version->select_by = (enum select_by)reader_code(row, "select_by", &selects);
    version->status = (enum step_status)reader_code(row, "status", &codes_step_status);
    version->duty = reader_bool(row, "duty");
    if (version->from > version->until) {
        reader_fail(row, "valid_until", "lies before valid_from");
    }
}

static void
read_words(struct version *version, const struct reader *row, const struct requirement_scope *scope,
           struct reason_list benefits)
{
    version->name = reader_text(row, "version", 15);
    version->source = reader_text(row, "source", PROSE_MAX);
    if (reader_has(row, "note")) {
        (void)reader_text(row, "note", PROSE_MAX); /* for the reader of the file */
    }
    version->why = reason_find(row, "why", scope->reasons);
    const struct reason *benefit = reason_find(row, "benefit", benefits);
    version->benefit = benefit == NULL ? NULL : &benefit->words;
    version->text = reason_read_words(row, "text");
}

struct version
version_read(const struct reader *row, const struct requirement_scope *scope, struct reason_list benefits)
{
    static const char *const names[] = {"version", "valid_from", "valid_until", "select_by", "status",  "duty",
                                        "who",     "anchor",     "term",        "offset",    "window",  "sooner",
                                        "repeats", "chain",      "passes",      "when",      "done_by", "why",
                                        "benefit", "text",       "source",      "note",      NULL};
    struct version version = {0};
    reader_only(row, names);
    read_validity(&version, row);
    version.who = reader_codes(row, "who", &codes_role);
    if (version.who == 0) {
        reader_fail(row, "who", "must name somebody");
    }
    version.anchor = moment_read(row, "anchor", scope);
    read_term(&version, row);
    read_when(&version, row, scope);
    read_done(&version, row);
    read_words(&version, row, scope, benefits);
    return version;
}

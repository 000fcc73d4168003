#include "rules/referral/table.h"

#include <string.h>

#include "rules/referral/asked.h"
#include "rules/timeline/reason.h"

#define CODE_MAX 40
#define SOURCE_MAX 400
#define ROW_MAX 99

static const char *const select_texts[] = {"today", "start"};
static const struct code_list selects = {.texts = select_texts, .count = 2};
static const char *const tells_texts[] = {"answer", "route", "party"};
static const struct code_list tells = {.texts = tells_texts, .count = 3};

static size_t
read_codes(const struct reader *top, const char *key, const char **texts, size_t max)
{
    size_t count = reader_count(top, key, max);
    for (size_t i = 0; i < count; i++) {
        texts[i] = reader_text_at(top, key, i, CODE_MAX);
    }
    return count;
}

static void
read_places(struct referral_party *party, const struct reader *row)
{
    static const char *const names[] = {"kind", "region", NULL};
    party->place_count = reader_count(row, "fiches", REFERRAL_PLACES);
    for (size_t i = 0; i < party->place_count; i++) {
        struct reader inner = reader_element(row, "fiches", i);
        struct referral_place *place = &party->places[i];
        reader_only(&inner, names);
        place->kind = (enum fiche_kind)reader_code(&inner, "kind", &codes_fiche_kind);
        place->region =
            reader_has(&inner, "region") ? (enum region)reader_code(&inner, "region", &codes_region) : REGION_NONE;
    }
}

static const struct referral_party *
find_party(const struct referral *table, const struct reader *row, const char *key)
{
    const char *code = reader_text(row, key, CODE_MAX);
    for (size_t i = 0; i < table->party_count; i++) {
        if (strcmp(table->parties[i].code, code) == 0) {
            return &table->parties[i];
        }
    }
    reader_fail(row, key, "is none of the parties");
    return &table->parties[0];
}

/* Who it is in each region: parties that stand before it. */
static void
read_regions(const struct referral *table, struct referral_party *party, const struct reader *row)
{
    struct reader inner = reader_object(row, "regions");
    for (unsigned region = 0; region < REGION_COUNT; region++) {
        party->in[region] = find_party(table, &inner, codes_text(&codes_region, region));
    }
}

static void
read_party(struct referral *table, const struct reader *row)
{
    static const char *const names[] = {"code", "is", "words", "roles", "fiches", "regions", NULL};
    struct referral_party *party = &table->parties[table->party_count];
    reader_only(row, names);
    party->code = reader_text(row, "code", CODE_MAX);
    party->is = reader_has(row, "is") ? reader_text(row, "is", CODE_MAX) : party->code;
    party->words = reason_read_words(row, "words");
    party->roles = reader_codes(row, "roles", &codes_role);
    read_places(party, row);
    if (reader_has(row, "regions")) {
        read_regions(table, party, row);
    }
    if (codes_find(&codes_role, party->is) < 0 && codes_find(&codes_fiche_kind, party->is) < 0) {
        reader_fail(row, "is", "is neither a role nor a kind of fiche");
    }
    table->party_count++;
}

static void
read_parties(struct referral *table, const struct reader *top)
{
    size_t count = reader_count(top, "parties", REFERRAL_PARTIES);
    for (size_t i = 0; i < count; i++) {
        struct reader row = reader_element(top, "parties", i);
        read_party(table, &row);
    }
}

static void
read_days(struct referral_entry *entry, const struct reader *row)
{
    entry->select_by = reader_has(row, "select_by") ? (enum referral_select)reader_code(row, "select_by", &selects)
                                                    : REFERRAL_BY_TODAY;
    entry->from = reader_has(row, "valid_from") ? reader_date(row, "valid_from") : INT32_MIN;
    entry->until = reader_has(row, "valid_until") ? reader_date(row, "valid_until") : INT32_MAX;
    if (entry->from > entry->until) {
        reader_fail(row, "valid_until", "lies before valid_from");
    }
}

static struct referral_entry
read_row(const struct referral *table, const struct reader *row)
{
    static const char *const names[] = {"row",  "party",   "order",      "urgent",      "route", "stops",
                                        "when", "consent", "valid_from", "valid_until", "text",  "why",
                                        "note", "source",  "select_by",  NULL};
    struct referral_entry entry = {.row = (unsigned)reader_int(row, "row", 0, ROW_MAX)};
    reader_only(row, names);
    entry.party = find_party(table, row, "party");
    entry.order = reader_code(row, "order", &table->orders);
    entry.urgent = reader_has(row, "urgent") && reader_bool(row, "urgent");
    entry.route = reader_code(row, "route", &table->routes);
    entry.stops = reader_has(row, "stops") ? reader_codes(row, "stops", &table->routes) : 0;
    entry.when = condition_read(row, "when");
    if (reader_has(row, "consent")) {
        entry.consent = asked_read(row, "consent", table->policy, entry.party->roles);
    }
    read_days(&entry, row);
    entry.text = reason_read_words(row, "text");
    entry.why = reason_read_words(row, "why");
    entry.source = reader_text(row, "source", SOURCE_MAX);
    if (reader_has(row, "note")) {
        (void)reader_text(row, "note", SOURCE_MAX); /* for the reader of the file */
    }
    if ((entry.row == 0) != (entry.when.count == 0)) {
        reader_fail(row, "when", "row 0 always counts, and no other does");
    }
    return entry;
}

/* Behind those that come first, in the order of the file; row 0 at the end. */
static void
place_entry(struct referral *table, const struct referral_entry *entry)
{
    size_t at = table->entry_count++;
    while (at > 0 && (table->entries[at - 1].row == 0 || table->entries[at - 1].order > entry->order) &&
           entry->row != 0) {
        table->entries[at] = table->entries[at - 1];
        at--;
    }
    table->entries[at] = *entry;
}

/* Row 0 once; the others from 1 on without a gap. */
static void
check_numbers(const struct referral *table, const struct reader *top)
{
    unsigned last = 0;
    size_t zeros = 0;
    bool there[ROW_MAX + 1] = {false};
    for (size_t i = 0; i < table->entry_count; i++) {
        unsigned row = table->entries[i].row;
        there[row] = true;
        zeros += row == 0;
        last = row > last ? row : last;
    }
    for (unsigned row = 0; row <= last; row++) {
        if (!there[row] || zeros != 1) {
            reader_fail(top, "rows", "must be 0, once, and each number up to the last");
        }
    }
}

static void
read_entries(struct referral *table, const struct reader *top)
{
    size_t count = reader_count(top, "rows", REFERRAL_ENTRIES);
    for (size_t i = 0; i < count; i++) {
        struct reader row = reader_element(top, "rows", i);
        struct referral_entry entry = read_row(table, &row);
        place_entry(table, &entry);
    }
    check_numbers(table, top);
}

static void
read_answers(struct referral_question *question, const struct reader *row)
{
    static const char *const names[] = {"code", "when", "words", NULL};
    question->count = reader_count(row, "answers", REFERRAL_ANSWERS);
    for (size_t i = 0; i < question->count; i++) {
        struct reader inner = reader_element(row, "answers", i);
        struct referral_answer *answer = &question->answers[i];
        reader_only(&inner, names);
        answer->code = reader_text(&inner, "code", CODE_MAX);
        answer->when = condition_read(&inner, "when");
        answer->words = reason_read_words(&inner, "words");
        if ((answer->when.count == 0) != (i + 1 == question->count)) {
            reader_fail(&inner, "when", "the last answer always fits, and no other does");
        }
    }
    if ((question->tells == REFERRAL_TELLS_ANSWER) != (question->count > 0)) {
        reader_fail(row, "answers", "are there where the question tells one, and only there");
    }
}

static void
read_questions(struct referral *table, const struct reader *top)
{
    static const char *const names[] = {"code", "words", "tells", "answers", "source", NULL};
    size_t count = reader_count(top, "questions", REFERRAL_QUESTIONS);
    for (size_t i = 0; i < count; i++) {
        struct reader row = reader_element(top, "questions", i);
        struct referral_question *question = &table->questions[i];
        reader_only(&row, names);
        question->code = reader_text(&row, "code", CODE_MAX);
        question->words = reason_read_words(&row, "words");
        question->tells = (enum referral_tells)reader_code(&row, "tells", &tells);
        question->source = reader_text(&row, "source", SOURCE_MAX);
        read_answers(question, &row);
    }
    if (count != REFERRAL_QUESTIONS) {
        reader_fail(top, "questions", "are four");
    }
}

/* A text for each word of the list; of the words after the list's own, none. */
static void
read_value_words(const struct reader *row, const char *key, const struct code_list *list, struct timeline_words *out)
{
    struct reader inner = reader_object(row, key);
    for (unsigned i = 0; i < list->count; i++) {
        out[i] = reason_read_words(&inner, list->texts[i]);
    }
    if (json_object_size(inner.object) != list->count) {
        reader_fail(row, key, "has other words than there are");
    }
}

/* Each fact has its question. Answers have their words in common. */
static void
read_fact_words(struct referral *table, const struct reader *top)
{
    struct reader facts = reader_object(top, "facts");
    reader_only(&facts, referral_fact_names);
    for (unsigned fact = 0; fact < REFERRAL_FACT_COUNT; fact++) {
        struct referral_asking *asking = &table->asking[fact];
        struct reader row = reader_object(&facts, codes_text(&referral_fact_codes, fact));
        enum referral_kind kind = referral_fact_kind((enum referral_fact)fact);
        asking->question = reason_read_words(&row, "question");
        if (kind == REFERRAL_KIND_ANSWER) {
            read_value_words(top, "answers", referral_fact_values((enum referral_fact)fact), asking->values);
        } else if (kind == REFERRAL_KIND_CODE) {
            read_value_words(&row, "values", referral_fact_values((enum referral_fact)fact), asking->values);
        } else if (kind == REFERRAL_KIND_HELP) {
            read_value_words(&row, "values", &codes_help, asking->values);
        }
    }
}

void
referral_table_read(struct referral *table, const struct reader *top)
{
    static const char *const names[] = {"version", "about", "orders", "routes",    "parties", "facts",
                                        "answers", "zone",  "rows",   "questions", NULL};
    reader_only(top, names);
    table->version = reader_text(top, "version", 15);
    (void)reader_text(top, "about", 4096);
    table->orders = (struct code_list){table->order_texts,
                                       (unsigned)read_codes(top, "orders", table->order_texts, REFERRAL_ORDERS)};
    table->routes = (struct code_list){table->route_texts,
                                       (unsigned)read_codes(top, "routes", table->route_texts, REFERRAL_ROUTES)};
    read_parties(table, top);
    read_fact_words(table, top);
    table->zone = reason_read_words(top, "zone");
    read_entries(table, top);
    read_questions(table, top);
}

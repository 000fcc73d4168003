#include "service/access_log/words_check.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "json/json.h"
#include "rules/decide.h"

/* Every section, and the places that its texts may have. clause: the text goes on a sentence, and also stands alone. */
static const struct section {
    const char *name;
    bool clause;
    const char *places[14];
} sections[] = {
    {"role", false, {NULL}},
    {"category", false, {NULL}},
    {"purpose", false, {NULL}},
    {"did", false, {NULL}},
    {"do", false, {NULL}},
    {"reason", true, {NULL}},
    {"law", true, {NULL}},
    {"error", true, {NULL}},
    {"list", false, {NULL}},
    {"month", false, {NULL}},
    {"when", false, {"number", "month", "year", "hour", "minute"}},
    {"often", false, {"day", "time", "count", "first", "until"}},
    {"fiche", false, {"day", "name"}},
    {"who", false, {"name", "role", "organisation", "doctor"}},
    {"part", false, {"list", "purpose", "clause"}},
    {"other", false, {"who", "when", "did", "do", "categories", "purpose", "reason"}},
    {"self", false, {"when", "did", "do", "categories", "reason"}},
    {"consent",
     false,
     {"who", "may", "do", "purposes", "period", "list", "day", "time", "evidence", "role", "roles", "name", "from",
      "until"}},
    {"consent_do", false, {NULL}},
    {"consent_not", false, {NULL}},
    {"evidence", false, {NULL}},
    {"explain", false, {NULL}},
    {"organisation", false, {NULL}},
    {"help", false, {NULL}},
    {"serves", false, {NULL}},
    {"region", false, {NULL}},
    {"language", false, {NULL}},
    {"directory", false, {NULL}},
    {"quota", false, {NULL}},
    {"erasure", false, {NULL}},
};

#define SECTIONS (sizeof sections / sizeof sections[0])
#define PLACES (sizeof sections[0].places / sizeof sections[0].places[0])

static enum tnw_err
refuse_words(char where[256], const char *language, const char *section, const char *key, const char *why)
{
    (void)snprintf(where, 256, "words/%s.json: %s.%s: %s", language, section, key, why);
    return TNW_E_CONFIGURATION;
}

/* The bit of the place that begins at text, behind its brace; 0: we know none of that name here. */
static unsigned
place_bit(const struct section *section, const char *text, size_t len)
{
    for (unsigned i = 0; i < PLACES && section->places[i] != NULL; i++) {
        if (strlen(section->places[i]) == len && memcmp(section->places[i], text, len) == 0) {
            return 1U << i;
        }
    }
    return 0;
}

/* Out: set, the places in the text. false: a brace without its partner, or a place that we do not know. */
static bool
find_places(const struct section *section, const char *text, unsigned *set)
{
    *set = 0;
    for (text += strcspn(text, "{}"); *text != 0; text += strcspn(text, "{}")) {
        size_t len = strcspn(text + 1, "{}");
        unsigned bit = *text == '{' && text[len + 1] == '}' ? place_bit(section, text + 1, len) : 0;
        if (bit == 0) {
            return false;
        }
        *set |= bit;
        text += len + 2;
    }
    return true;
}

static enum tnw_err
check_section(const struct section *section, const json_t *texts, const char *language, char where[256])
{
    const char *key;
    json_t *value;
    unsigned set;
    json_object_foreach(json_unconst(texts), key, value)
    {
        const char *text = json_string_value(value);
        if (text == NULL || *text == 0) {
            return refuse_words(where, language, section->name, key, "is no text");
        }
        if (!find_places(section, text, &set)) {
            return refuse_words(where, language, section->name, key, "has a place that is not known here");
        }
        if (section->clause && (!isalpha((unsigned char)*text) || text[strlen(text) - 1] == '.')) {
            return refuse_words(where, language, section->name, key,
                                "begins with a letter from a to z and ends without a dot");
        }
    }
    return TNW_OK;
}

enum tnw_err
words_check_form(const json_t *catalogue, const char *language, char where[256])
{
    for (size_t i = 0; i < SECTIONS; i++) {
        const json_t *texts = json_object_get(catalogue, sections[i].name);
        if (!json_is_object(texts)) {
            return refuse_words(where, language, sections[i].name, "*", "there is no such section");
        }
        enum tnw_err err = check_section(&sections[i], texts, language, where);
        if (err != TNW_OK) {
            return err;
        }
    }
    return json_object_size(catalogue) == SECTIONS ? TNW_OK
                                                   : refuse_words(where, language, "*", "*", "an unknown section");
}

static enum tnw_err
check_same_section(const struct section *section, const json_t *model, const json_t *texts, const char *language,
                   char where[256])
{
    const char *key;
    json_t *value;
    unsigned wanted;
    unsigned set;
    json_object_foreach(json_unconst(model), key, value)
    {
        const char *text = json_string_value(json_object_get(texts, key));
        if (text == NULL) {
            return refuse_words(where, language, section->name, key, "is missing");
        }
        if (!find_places(section, json_string_value(value), &wanted) || !find_places(section, text, &set) ||
            wanted != set) {
            return refuse_words(where, language, section->name, key,
                                "has not the same places as in the other languages");
        }
    }
    if (json_object_size(model) != json_object_size(texts)) {
        return refuse_words(where, language, section->name, "*", "has a key that other languages have not");
    }
    return TNW_OK;
}

enum tnw_err
words_check_same(const json_t *model, const json_t *catalogue, const char *language, char where[256])
{
    enum tnw_err err = TNW_OK;
    for (size_t i = 0; err == TNW_OK && i < SECTIONS; i++) {
        const char *name = sections[i].name;
        err = check_same_section(&sections[i], json_object_get(model, name), json_object_get(catalogue, name), language,
                                 where);
    }
    return err;
}

struct lookup {
    const json_t *catalogue;
    char *where;
    enum tnw_err err;
};

static void
need(struct lookup *lookup, const char *section, const char *key)
{
    if (lookup->err == TNW_OK && json_object_get(json_object_get(lookup->catalogue, section), key) == NULL) {
        lookup->err = refuse_words(lookup->where, "*", section, key, "there are no words for this code");
    }
}

static void
need_list(struct lookup *lookup, const char *section, const struct code_list *codes)
{
    for (unsigned i = 0; i < codes->count; i++) {
        need(lookup, section, codes->texts[i]);
    }
}

/* What the sentence of a consent is made of. */
static void
need_consent(struct lookup *lookup)
{
    static const char *const consent[] = {
        "grant",    "exclusion", "whole",      "whole_past", "recorded",  "withdrawn", "withdrawn_by", "ceiling",
        "law",      "first",     "until",      "between",    "since",     "every",     "now",          "may",
        "may_many", "might",     "might_many", "may_not",    "might_not", "all",       "all_later",    "every_purpose",
    };
    static const char *const acts[] = {"read",         "read_confer", "confer",           "write",
                                       "write_confer", "read_write",  "read_write_confer"};
    need_list(lookup, "consent", &codes_category_kind);
    for (size_t i = 0; i < sizeof consent / sizeof consent[0]; i++) {
        need(lookup, "consent", consent[i]);
    }
    for (size_t i = 0; i < sizeof acts / sizeof acts[0]; i++) {
        need(lookup, "consent_do", acts[i]);
        need(lookup, "consent_not", acts[i]);
    }
    for (unsigned i = EVIDENCE_NONE + 1; i < EVIDENCE_COUNT; i++) {
        need(lookup, "evidence", codes_text(&codes_evidence, i));
    }
}

/* What the patient's fiche says. */
static void
need_fiche(struct lookup *lookup)
{
    static const char *const keys[] = {
        "title",     "of",  "since", "coming",  "nothing",    "paused", "by",       "may",     "announced", "late",
        "not_yours", "who", "you",   "contact", "no_contact", "ask",    "no_regie", "counted", "printed"};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        need(lookup, "fiche", keys[i]);
    }
}

/* What the pages of the directory say. */
static void
need_directory(struct lookup *lookup)
{
    static const char *const keys[] = {
        "own_name",  "title",   "about",   "zones",    "elsewhere",  "skip",       "languages_nav", "back",
        "nobody",    "kind",    "help",    "serves",   "region",     "place",      "address",       "phone",
        "email",     "url",     "tongues", "cost",     "reimbursed", "accessible", "waiting",       "referral",
        "referrers", "project", "until",   "verified", "yes",        "no",         "stale",         "made"};
    need_list(lookup, "organisation", &codes_fiche_kind);
    need_list(lookup, "help", &codes_help);
    need_list(lookup, "serves", &codes_serves);
    need_list(lookup, "region", &codes_region);
    need_list(lookup, "language", &codes_language);
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        need(lookup, "directory", keys[i]);
    }
}

enum tnw_err
words_check_codes(const json_t *catalogue, const struct policy *policy, char where[256])
{
    /* What no code table lists: grounds beside those of the decision, and what the sentences are made of. */
    static const char *const others[][2] = {
        {"reason", "role"},         {"reason", "participant"}, {"reason", "not_participant"},
        {"reason", "not_member"},   {"reason", "recorded"},    {"reason", "replay"},
        {"error", "input"},         {"error", "deny"},         {"error", "state"},
        {"error", "server"},        {"did", "other"},          {"do", "other"},
        {"did", "request.refused"}, {"do", "request.refused"}, {"list", "next"},
        {"list", "last"},           {"when", "day"},           {"when", "first_day"},
        {"when", "time"},           {"often", "once"},         {"often", "many"},
        {"often", "many_at"},       {"who", "name"},           {"who", "role"},
        {"who", "organisation"},    {"who", "full"},           {"who", "for"},
        {"who", "for_full"},        {"who", "unknown"},        {"part", "categories"},
        {"part", "every"},          {"part", "purpose"},       {"part", "reason"},
        {"other", "permit"},        {"other", "deny"},         {"other", "fail"},
        {"self", "permit"},         {"self", "deny"},          {"self", "fail"},
        {"list", "item_next"},      {"list", "item_last"},
    };
    struct lookup lookup = {.catalogue = catalogue, .where = where, .err = TNW_OK};
    need_list(&lookup, "role", &codes_role);
    need_list(&lookup, "category", &codes_category);
    need_list(&lookup, "purpose", &codes_purpose);
    for (unsigned i = 0; i < REASON_COUNT; i++) {
        need(&lookup, "reason", decide_reason_code((enum decide_reason)i));
        need(&lookup, "explain", decide_reason_code((enum decide_reason)i));
    }
    for (int err = TNW_OK + 1; err < TNW_E_COUNT; err++) {
        const struct tnw_error_info *info = tnw_error_info((enum tnw_err)err);
        if (info->class_ == TNW_CLASS_DENY) { /* of the others the patient needs to know only what kind they were */
            need(&lookup, "reason", info->code);
        }
    }
    for (size_t i = 0; i < policy->law_count; i++) {
        need(&lookup, "law", policy->law[i].code);
    }
    for (int month = 1; month <= 12; month++) {
        char number[12];
        (void)snprintf(number, sizeof number, "%d", month);
        need(&lookup, "month", number);
    }
    need_consent(&lookup);
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        need(&lookup, others[i][0], others[i][1]);
    }
    need_fiche(&lookup);
    need_directory(&lookup);
    return lookup.err;
}

#include "service/access_log/access_text.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "service/access_log/words_say.h"

/* One access rests on few grounds; a list of fragments can rest on several. */
#define CLAUSES 8
#define NUMBER 24

static const char *
put_word(const struct access_text *text, const char *section, struct slice key)
{
    return words_find(text->words, text->language, section, key);
}

static const char *
word_for(const struct access_text *text, const char *section, const char *key)
{
    return put_word(text, section, slice_str(key));
}

/* A sentence that lacks one of its parts is none. */
static void
free_part(struct buf *out, struct buf *part)
{
    buf_fail(out, part->err);
    buf_free(part);
}

/* The language of the text, for the parts that all sentences have. */
static struct speech
speech_of(const struct access_text *text)
{
    return (struct speech){.words = text->words, .language = text->language};
}

static void
put_list(struct buf *out, const struct access_text *text, const char *const *items, size_t count)
{
    struct speech speech = speech_of(text);
    words_say_list(out, &speech, WORDS_LIST_PLAIN, items, count);
}

static void
put_when(struct buf *out, const struct access_text *text)
{
    struct wall_clock from = time_in_belgium(text->first);
    struct wall_clock to = time_in_belgium(text->view->time);
    struct buf day = {0};
    struct buf first = {0};
    struct buf until = {0};
    char count[NUMBER];
    bool at_once = from.hour == to.hour && from.minute == to.minute;
    (void)snprintf(count, sizeof count, "%zu", text->count);
    struct speech speech = speech_of(text);
    words_say_day(&day, &speech, &to);
    words_say_time(&first, &speech, &from);
    words_say_time(&until, &speech, &to);
    const struct words_place places[] = {{"day", buf_slice(&day)},
                                         {"time", buf_slice(&until)},
                                         {"count", slice_str(count)},
                                         {"first", buf_slice(&first)},
                                         {"until", buf_slice(&until)}};
    words_fill(out, word_for(text, "often", text->count == 1 ? "once" : at_once ? "many_at" : "many"), places, 5);
    free_part(out, &day);
    free_part(out, &first);
    free_part(out, &until);
}

/* What no request of anybody did. */
static const char *
words_for_nobody(const struct access_text *text)
{
    bool server = slice_eq(text->view->origin, slice_str("server"));
    return word_for(text, "who", server ? "server" : "operator");
}

static void
put_who(struct buf *out, const struct access_text *text)
{
    if (slice_eq(text->view->origin, slice_str("server")) || slice_eq(text->view->origin, slice_str("local"))) {
        buf_put_str(out, words_for_nobody(text));
        return;
    }
    const char *role = codes_text(&codes_role, text->view->role);
    const char *role_words = word_for(text, "role", role);
    const char *unknown = word_for(text, "who", "unknown");
    bool works = text->organisation.len > 0;
    bool acts = !id_is_zero(&text->view->acted_for);
    const struct words_place places[] = {
        {"name", text->name.len > 0 ? text->name : slice_str(unknown)},
        {"role", slice_str(role_words)},
        {"organisation", text->organisation},
        {"doctor", acts && text->acted_for.len == 0 ? slice_str(unknown) : text->acted_for}};
    const char *key = acts                 ? works ? "for_full" : "for"
                      : role_words == NULL ? works ? "organisation" : "name"
                      : works              ? "full"
                                           : "role";
    words_fill(out, word_for(text, "who", key), places, 4);
}

static void
put_categories(struct buf *out, const struct access_text *text)
{
    const char *items[CATEGORY_COUNT];
    size_t count = 0;
    struct buf list = {0};
    if (text->view->categories == CODE_ALL(CATEGORY_COUNT)) {
        buf_put_str(out, word_for(text, "part", "every"));
        return;
    }
    for (unsigned i = 0; i < CATEGORY_COUNT; i++) {
        if ((text->view->categories & CODE_BIT(i)) != 0) {
            items[count++] = word_for(text, "category", codes_category.texts[i]);
        }
    }
    put_list(&list, text, items, count);
    if (count > 0) {
        const struct words_place places[] = {{"list", buf_slice(&list)}};
        words_fill(out, word_for(text, "part", "categories"), places, 1);
    }
    free_part(out, &list);
}

static void
put_purpose(struct buf *out, const struct access_text *text)
{
    const char *purpose = word_for(text, "purpose", codes_text(&codes_purpose, text->view->purpose));
    if (purpose != NULL) {
        const struct words_place places[] = {{"purpose", slice_str(purpose)}};
        words_fill(out, word_for(text, "part", "purpose"), places, 1);
    }
}

/* For a code without words of its own: an error's class, or the plainest that the decision allows. */
static const char *
class_clause(const struct access_text *text, struct slice code)
{
    static const char *const classes[] = {[TNW_CLASS_INPUT] = "input",
                                          [TNW_CLASS_DENY] = "deny",
                                          [TNW_CLASS_STATE] = "state",
                                          [TNW_CLASS_SERVER] = "server"};
    char name[NUMBER * 2];
    (void)snprintf(name, sizeof name, "%.*s", (int)code.len, (const char *)code.ptr);
    enum tnw_err_class class_ = tnw_error_info(tnw_error_from_code(name))->class_;
    if (class_ != TNW_CLASS_NONE && class_ != TNW_CLASS_LOCAL) {
        return word_for(text, "error", classes[class_]);
    }
    bool permitted = slice_eq(text->view->decision, slice_str("permit"));
    return permitted ? word_for(text, "reason", "role") : word_for(text, "error", "deny");
}

static const char *
clause(const struct access_text *text, struct slice code)
{
    struct slice kind = record_view_ground_kind(code);
    const char *found = NULL;
    if (slice_eq(kind, slice_str("law")) && code.len > kind.len) {
        found = put_word(text, "law", slice_of(code.ptr + kind.len + 1, code.len - kind.len - 1));
    }
    if (found == NULL) {
        found = put_word(text, "reason", kind);
    }
    return found == NULL ? class_clause(text, kind) : found;
}

/* Two consents are one reason: each clause stands once. */
static void
put_clauses(struct buf *out, const struct access_text *text)
{
    const char *items[CLAUSES];
    size_t count = 0;
    struct slice rest = text->view->ground;
    struct slice code;
    while (count < CLAUSES && record_view_next_ground(&rest, &code)) {
        items[count] = clause(text, code);
        size_t known = 0;
        while (items[known] != items[count]) {
            known++;
        }
        count += known == count;
    }
    put_list(out, text, items, count);
}

void
access_text_reason(struct buf *out, const struct access_text *text)
{
    struct buf clauses = {0};
    size_t start = out->len;
    put_clauses(&clauses, text);
    const struct words_place places[] = {{"clause", buf_slice(&clauses)}};
    words_fill(out, word_for(text, "part", "reason"), places, 1);
    if (out->err == TNW_OK && out->len > start) {
        out->ptr[start] = (uint8_t)toupper(out->ptr[start]); /* a letter from a to z: checked at start */
    }
    free_part(out, &clauses);
}

static const char *
action_words(const struct access_text *text, const char *section)
{
    const char *found = put_word(text, section, text->view->action);
    return found == NULL ? word_for(text, section, "other") : found;
}

void
access_text_sentence(struct buf *out, const struct access_text *text)
{
    struct buf who = {0};
    struct buf when = {0};
    struct buf categories = {0};
    struct buf purpose = {0};
    struct buf reason = {0};
    put_who(&who, text);
    put_when(&when, text);
    put_categories(&categories, text);
    put_purpose(&purpose, text);
    put_clauses(&reason, text);
    const struct words_place places[] = {
        {"who", buf_slice(&who)},
        {"when", buf_slice(&when)},
        {"did", slice_str(action_words(text, "did"))},
        {"do", slice_str(action_words(text, "do"))},
        {"categories", buf_slice(&categories)},
        {"purpose", buf_slice(&purpose)},
        {"reason", buf_slice(&reason)},
    };
    const char *pattern = put_word(text, text->is_self ? "self" : "other", text->view->decision);
    words_fill(out, pattern == NULL ? "" : pattern, places, sizeof places / sizeof places[0]);
    free_part(out, &who);
    free_part(out, &when);
    free_part(out, &categories);
    free_part(out, &purpose);
    free_part(out, &reason);
}

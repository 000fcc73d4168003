#include "rules/timeline/reason.h"

#include <string.h>

/* A step is read on a telephone; some sentences. */
#define WORDS_MAX 800

#define REASON_TEXT(name, text) text,
static const char *const code_texts[] = {REASON_LIST(REASON_TEXT)};
const struct code_list reason_codes = {.texts = code_texts, .count = REASON_COUNT};

struct timeline_words
reason_read_words(const struct reader *reader, const char *key)
{
    struct timeline_words words;
    const char *names[LANGUAGE_COUNT + 1] = {NULL};
    struct reader inner = reader_object(reader, key);
    for (unsigned i = 0; i < LANGUAGE_COUNT; i++) {
        names[i] = codes_text(&codes_language, i);
        words.in[i] = reader_text(&inner, names[i], WORDS_MAX);
    }
    reader_only(&inner, names);
    return words;
}

struct reason
reason_read(const struct reader *row)
{
    static const char *const names[] = {"code", "words", NULL};
    reader_only(row, names);
    struct reason reason = {.code = reader_text(row, "code", 40), .words = reason_read_words(row, "words")};
    if (strspn(reason.code, "abcdefghijklmnopqrstuvwxyz0123456789_") != strlen(reason.code)) {
        reader_fail(row, "code", "must be lower-case letters, digits and _");
    }
    return reason;
}

const struct reason *
reason_find(const struct reader *reader, const char *key, struct reason_list list)
{
    const char *code = reader_text(reader, key, 40);
    for (size_t i = 0; i < list.count; i++) {
        if (strcmp(list.reasons[i].code, code) == 0) {
            return &list.reasons[i];
        }
    }
    reader_fail(reader, key, "names none of those above");
    return NULL;
}

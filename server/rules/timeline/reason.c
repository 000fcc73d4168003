#include "rules/timeline/reason.h"

#include <string.h>

/* A step is read on a telephone; some sentences. */
#define WORDS_MAX 800

#define REASON_TEXT(name, text) text,
static const char *const code_texts[] = {REASON_LIST(REASON_TEXT)};
const struct code_list reason_codes = {.texts = code_texts, .count = REASON_COUNT};

/* One text for each language, and at most the member that the reader may have beside them. */
static void
reason_read_texts(const struct reader *reader, const char *texts[LANGUAGE_COUNT], const char *beside)
{
    const char *names[LANGUAGE_COUNT + 2] = {NULL};
    for (unsigned i = 0; i < LANGUAGE_COUNT; i++) {
        names[i] = codes_text(&codes_language, i);
        texts[i] = reader_text(reader, names[i], WORDS_MAX);
    }
    names[LANGUAGE_COUNT] = beside;
    reader_only(reader, names);
}

struct timeline_words
reason_read_words(const struct reader *reader, const char *key)
{
    struct timeline_words words;
    struct reader inner = reader_object(reader, key);
    reason_read_texts(&inner, words.in, "of_patient");
    memcpy(words.of_patient, words.in, sizeof words.in);
    if (reader_has(&inner, "of_patient")) {
        struct reader others = reader_object(&inner, "of_patient");
        reason_read_texts(&others, words.of_patient, NULL);
    }
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

#include "texts/text.h"

#include <stdlib.h>
#include <string.h>

#define TEXT_ROW(id, nl, fr, de, en) [TEXT_##id] = {{nl, fr, de, en}},
const struct words text_table[TEXT_COUNT] = {[TEXT_NONE] = {{"", "", "", ""}}, TEXT_ROWS(TEXT_ROW)};

const char *
text_of(enum lang language, enum text text)
{
    return text_table[text].in[language];
}

const char *
text_number(char out[TEXT_NUMBER_SIZE], long long number)
{
    snprintf(out, TEXT_NUMBER_SIZE, "%lld", number);
    return out;
}

/* Returns which value stands here, or -1 when it is an ordinary character. */
static int
place_at(const char *form)
{
    return form[0] == '{' && form[1] >= '0' && form[1] <= '9' && form[2] == '}' ? form[1] - '0' : -1;
}

char *
text_filled(enum lang language, enum text text, const char *const *values)
{
    char *filled = NULL;
    size_t size = 0;
    int count = 0;
    FILE *out = open_memstream(&filled, &size);
    if (out == NULL) {
        return NULL;
    }
    while (values != NULL && values[count] != NULL) {
        count++;
    }
    for (const char *at = text_of(language, text); *at != 0;) {
        int place = place_at(at);
        if (place >= 0 && place < count) {
            fputs(values[place], out);
            at += 3;
        } else {
            fputc(*at++, out);
        }
    }
    return fclose(out) == 0 ? filled : NULL;
}

/* ASCII, and the letters with accents of the four languages: U+00E0 to U+00FE, C3 A0 to C3 BE in UTF-8. */
char *
text_title(enum lang language, enum text text)
{
    char *title = strdup(text_of(language, text));
    unsigned char before = 0;
    for (unsigned char *at = (unsigned char *)title; at != NULL && *at != 0; at++) {
        if ((*at >= 'a' && *at <= 'z') || (before == 0xc3 && *at >= 0xa0 && *at <= 0xbe && *at != 0xb7)) {
            *at = (unsigned char)(*at - 0x20);
        }
        before = *at;
    }
    return title;
}

struct error_words {
    struct words title;
    struct words hint;
};

#define ERROR_ROW(id, nl, nl_hint, fr, fr_hint, de, de_hint)                                                           \
    [TNW_E_##id] = {{{nl, fr, de, NULL}}, {{nl_hint, fr_hint, de_hint, NULL}}},
static const struct error_words errors[TNW_E_COUNT] = {ERROR_ROWS(ERROR_ROW)};

const char *
text_error_title(enum lang language, enum tnw_err err)
{
    const char *own = errors[err].title.in[language];
    return own != NULL ? own : tnw_error_info(err)->title;
}

const char *
text_error_hint(enum lang language, enum tnw_err err)
{
    const char *own = errors[err].hint.in[language];
    const char *hint = own != NULL ? own : tnw_error_info(err)->hint;
    return strcmp(hint, "See detail.") == 0 ? "" : hint;
}

#define FAULT_ROW(id, nl, fr, de) [TNW_FAULT_##id] = {{nl, fr, de, NULL}},
static const struct words faults[TNW_FAULT_COUNT] = {FAULT_ROWS(FAULT_ROW)};

const char *
text_fault(enum lang language, enum tnw_fault fault)
{
    const char *own = (unsigned)fault < TNW_FAULT_COUNT ? faults[fault].in[language] : NULL;
    return own != NULL ? own : tnw_fault_meaning(fault);
}

static const char *const codes[LANG_COUNT] = {"nl", "fr", "de", "en"};

const char *
text_code(enum lang language)
{
    return codes[language];
}

_Bool
text_language(const char *text, enum lang *language)
{
    size_t len = text == NULL ? 0 : strcspn(text, "_.@-");
    for (unsigned i = 0; i < LANG_COUNT; i++) {
        if (len == 2 && memcmp(codes[i], text, 2) == 0) {
            *language = (enum lang)i;
            return 1;
        }
    }
    return 0;
}

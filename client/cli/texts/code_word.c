#include "texts/code_word.h"

#include <stdlib.h>
#include <string.h>

#include "print.h"
#include "texts/code_rows.h"

#define CODE_ROW(code, nl, fr, de, en) {code, {{nl, fr, de, en}}},

static const struct {
    const char *code;
    struct words words;
} rows[] = {CODE_ROWS(CODE_ROW)};

const char *
code_word(enum lang language, const char *code)
{
    for (size_t i = 0; code != NULL && i < sizeof rows / sizeof rows[0]; i++) {
        if (strcmp(rows[i].code, code) == 0) {
            return rows[i].words.in[language];
        }
    }
    return code;
}

char *
code_words(enum lang language, const char *const *codes)
{
    size_t count = 0;
    while (codes != NULL && codes[count] != NULL) {
        count++;
    }
    const char **words = calloc(count + 1, sizeof *words);
    for (size_t i = 0; words != NULL && i < count; i++) {
        words[i] = code_word(language, codes[i]);
    }
    char *joined = words == NULL ? NULL : print_joined(words);
    free(words);
    return joined;
}

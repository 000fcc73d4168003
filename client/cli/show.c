#include "show.h"

#include <stdlib.h>

#include "print.h"
#include "texts/code_word.h"

/* {0} to {9} */
#define VALUES_MAX 10

/* As wide as labels are in each language: nl, fr, de, en. */
static const int widths[LANG_COUNT] = {18, 18, 20, 14};

static void
put_label(const struct cli *cli, const char *label)
{
    int pad = widths[cli->language] - print_width(label);
    fprintf(cli->out, "%s%*s", label, pad < 1 ? 1 : pad, "");
}

void
show_label(const struct cli *cli, enum text label)
{
    put_label(cli, text_of(cli->language, label));
}

void
show_field(const struct cli *cli, enum text label, const char *value)
{
    if (value != NULL) {
        show_label(cli, label);
        print_text(cli->out, value);
        fputc('\n', cli->out);
    }
}

void
show_number(const struct cli *cli, enum text label, long long value)
{
    show_label(cli, label);
    fprintf(cli->out, "%lld\n", value);
}

void
show_list(const struct cli *cli, enum text label, const char *const *values)
{
    char *text = print_joined(values);
    show_field(cli, label, text);
    free(text);
}

void
show_word(const struct cli *cli, enum text label, const char *code)
{
    show_field(cli, label, code_word(cli->language, code));
}

void
show_words(const struct cli *cli, enum text label, const char *const *codes)
{
    char *text = code_words(cli->language, codes);
    show_field(cli, label, text);
    free(text);
}

void
show_more(const struct cli *cli, const char *const *values)
{
    show_list(cli, TEXT_NONE, values);
}

void
show_when(const struct cli *cli, enum text label, const char *time)
{
    char text[PRINT_TIME];
    show_field(cli, label, time == NULL ? NULL : print_time(text, time));
}

/* The text may have lines, what it speaks of may not. Returns a new text, or NULL: no memory. */
static char *
filled_safely(const struct cli *cli, enum text text, const char *const *values)
{
    char *safe[VALUES_MAX + 1] = {NULL};
    const char *given[VALUES_MAX + 1] = {NULL};
    for (size_t i = 0; values != NULL && values[i] != NULL && i < VALUES_MAX; i++) {
        safe[i] = print_escaped(values[i]);
        given[i] = safe[i] == NULL ? "" : safe[i];
    }
    char *filled = text_filled(cli->language, text, given);
    for (size_t i = 0; i < VALUES_MAX; i++) {
        free(safe[i]);
    }
    return filled;
}

void
show_line(const struct cli *cli, enum text text, const char *const *values)
{
    char *filled = filled_safely(cli, text, values);
    fprintf(cli->out, "%s\n", filled == NULL ? "" : filled);
    free(filled);
}

void
show_sentence(const struct cli *cli, enum text label, enum text text, const char *const *values)
{
    show_label(cli, label);
    show_line(cli, text, values);
}

void
show_note(const struct cli *cli, enum text text, const char *const *values)
{
    char *filled = filled_safely(cli, text, values);
    fflush(cli->out); /* where both go to one place, the message comes last */
    fprintf(cli->err, "%s\n", filled == NULL ? "" : filled);
    free(filled);
}

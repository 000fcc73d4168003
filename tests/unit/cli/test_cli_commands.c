/* The tables of commands and options: found by their words, told in four languages, with examples that are taken. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/codes.h"
#include "command_table.h"
#include "help/overview.h"
#include "options/parse.h"
#include "vocabulary.h"

#define ARGS_MAX 40

/* Splits a line as a shell does that knows only '...'. Returns how many words there are; they lie in line. */
static int
split_example(char *line, char **argv)
{
    int argc = 0;
    bool quoted = false;
    char *to = line;
    argv[argc++] = line;
    for (char *from = line; *from != 0; from++) {
        if (*from == '\'') {
            quoted = !quoted;
        } else if (*from == ' ' && !quoted) {
            *to++ = 0;
            assert_true(argc < ARGS_MAX);
            argv[argc++] = to;
        } else {
            *to++ = *from;
        }
    }
    assert_false(quoted);
    *to = 0;
    return argc;
}

static void
every_example_in_a_help_is_a_line_that_is_taken(void **state)
{
    (void)state;
    for (const struct command *c = command_table; c->run != NULL; c++) {
        assert_non_null(c->examples[0]);
        for (const char *const *example = c->examples; *example != NULL; example++) {
            char line[512];
            char *argv[ARGS_MAX];
            struct cli cli = {.commands = command_table};
            assert_true(snprintf(line, sizeof line, "%s", *example) < (int)sizeof line);
            int argc = split_example(line, argv);
            if (parse_arguments(&cli, argc, argv) != TNW_OK || cli.command != c) {
                fail_msg("the example \"%s\": %s", *example, cli.why);
            }
        }
    }
}

static void
no_option_is_needed_and_may_be_left_out(void **state)
{
    (void)state;
    for (const struct command *c = command_table; c->run != NULL; c++) {
        for (const enum option *need = c->needs; need != NULL && *need != OPTION_NONE; need++) {
            for (const enum option *take = c->takes; take != NULL && *take != OPTION_NONE; take++) {
                assert_int_not_equal(*need, *take);
            }
        }
    }
}

static void
an_argument_that_is_none_of_the_words_is_refused_with_the_words(void **state)
{
    (void)state;
    char *diagnosis[] = {"tnw", "fragment", "add", "willems", "diagnosee", NULL};
    char *role[] = {"tnw", "dossier", "invite", "willems", "claes", "dokter", NULL};
    char *right[] = {"tnw", "dossier", "invite", "willems", "claes", "arbeidsarts", NULL};
    struct cli cli = {.commands = command_table, .language = LANG_EN};
    assert_int_equal(parse_arguments(&cli, 5, diagnosis), TNW_E_USAGE);
    assert_non_null(strstr(cli.why, "diagnosee is none of: gao diagnose "));
    cli = (struct cli){.commands = command_table, .language = LANG_EN};
    assert_int_equal(parse_arguments(&cli, 6, role), TNW_E_USAGE);
    assert_non_null(strstr(cli.why, "dokter is none of: patient huisarts "));
    cli = (struct cli){.commands = command_table, .language = LANG_EN};
    assert_int_equal(parse_arguments(&cli, 6, right), TNW_OK);
}

static void
every_row_has_its_four_texts(void **state)
{
    (void)state;
    for (unsigned language = 0; language < LANG_COUNT; language++) {
        for (const struct command *c = command_table; c->run != NULL; c++) {
            assert_true(c->help.in[language] != NULL && *c->help.in[language] != 0);
        }
        for (unsigned i = OPTION_NONE + 1; i < OPTION_COUNT; i++) {
            assert_true(options_table[i].help.in[language] != NULL && *options_table[i].help.in[language] != 0);
        }
    }
}

static void
what_a_value_may_be_is_what_the_server_knows(void **state)
{
    (void)state;
    static const struct {
        const char *value;
        const struct code_list *list;
        const char *without; /* which nobody types */
    } rows[] = {
        {"ROLE", &codes_role, NULL},
        {"[CATEGORY]", &codes_category, NULL},
        {"ACTION", &codes_action, NULL},
        {"PURPOSE", &codes_purpose, NULL},
        {"MESSAGE_KIND", &codes_message_kind, "ontvangst"},
        {"EMPLOYMENT", &codes_employment, NULL},
        {"EVIDENCE", &codes_evidence, "none"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char joined[512] = "";
        size_t len = 0;
        for (unsigned code = 0; code < rows[i].list->count; code++) {
            const char *text = rows[i].list->texts[code];
            if (rows[i].without == NULL || strcmp(rows[i].without, text) != 0) {
                len += (size_t)snprintf(joined + len, sizeof joined - len, "%s%s", len == 0 ? "" : " ", text);
            }
        }
        assert_string_equal(vocabulary_of(rows[i].value), joined);
    }
    assert_null(vocabulary_of("NOTHING"));
    assert_null(vocabulary_of("ROL"));
}

static void
every_command_is_found_by_its_words(void **state)
{
    (void)state;
    for (const struct command *c = command_table; c->run != NULL; c++) {
        assert_ptr_equal(command_find(command_table, c->words[0], c->words[1]), c);
    }
    assert_null(command_find(command_table, "dossier", NULL));
    assert_null(command_find(command_table, "me", "too"));
}

/* Returns how often a line of that command stands in the text. */
static size_t
times_told(const char *text, const struct command *command)
{
    char line[80];
    size_t times = 0;
    int len = snprintf(line, sizeof line, "\n  tnw %s%s%s ", command->words[0], command->words[1] == NULL ? "" : " ",
                       command->words[1] == NULL ? "" : command->words[1]);
    for (const char *at = text; (at = strstr(at, line)) != NULL; at += len - 1) {
        times++;
    }
    return times;
}

static void
the_help_begins_with_what_a_role_does_most_and_tells_every_command(void **state)
{
    (void)state;
    for (unsigned i = 0; i < codes_role.count; i++) {
        struct cli cli = {.commands = command_table, .language = LANG_EN};
        char *text = NULL;
        size_t size = 0;
        cli.out = open_memstream(&text, &size);
        assert_non_null(cli.out);
        assert_true(options_add(&cli.options, OPTION_ROLE, codes_role.texts[i]));
        overview_commands(&cli);
        assert_int_equal(fclose(cli.out), 0);
        assert_int_equal(strncmp(text, "Often used as ", 14), 0);
        const char *all = strstr(text, "\n\n");
        assert_non_null(all);
        for (const struct command *c = command_table; c->run != NULL; c++) {
            assert_int_equal(times_told(all, c), 1);
        }
        free(text);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_example_in_a_help_is_a_line_that_is_taken),
        cmocka_unit_test(no_option_is_needed_and_may_be_left_out),
        cmocka_unit_test(an_argument_that_is_none_of_the_words_is_refused_with_the_words),
        cmocka_unit_test(every_row_has_its_four_texts),
        cmocka_unit_test(what_a_value_may_be_is_what_the_server_knows),
        cmocka_unit_test(every_command_is_found_by_its_words),
        cmocka_unit_test(the_help_begins_with_what_a_role_does_most_and_tells_every_command),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

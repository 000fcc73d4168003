/* bash and zsh share the tables, as shell functions; each has a few lines of its own that look at what is typed. */
#include "help/completion.h"

#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "resolve/shorthand.h"
#include "vocabulary.h"

/* What completes a value of that name: words; "@files" for a file; NULL: nothing is known. */
static const char *
words_for(const char *value)
{
    static const char *const files[] = {"FILE", "[FILE]", "NOTEFILE", "DIR"};
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        if (strncmp(value, files[i], strcspn(value, " ")) == 0 && strlen(files[i]) == strcspn(value, " ")) {
            return "@files";
        }
    }
    const char *words = vocabulary_of(value);
    return words == NULL && shorthand_kind(value) != NULL ? "@last" : words;
}

/* Whether an earlier command begins with the same word. */
static bool
was_before(const struct command *commands, const struct command *command)
{
    for (const struct command *c = commands; c != command; c++) {
        if (strcmp(c->words[0], command->words[0]) == 0) {
            return true;
        }
    }
    return false;
}

static void
put_first_words(const struct cli *cli)
{
    const char *gap = "";
    for (const struct command *c = cli->commands; c->run != NULL; c++) {
        if (!was_before(cli->commands, c)) {
            fprintf(cli->out, "%s%s", gap, c->words[0]);
            gap = " ";
        }
    }
}

static void
put_second_words(const struct cli *cli, const char *first)
{
    const char *gap = "";
    for (const struct command *c = cli->commands; c->run != NULL; c++) {
        if (c->words[1] != NULL && strcmp(c->words[0], first) == 0) {
            fprintf(cli->out, "%s%s", gap, c->words[1]);
            gap = " ";
        }
    }
}

static void
put_option_names(FILE *out, const enum option *list)
{
    for (; list != NULL && *list != OPTION_NONE; list++) {
        fprintf(out, " %s", options_table[*list].name);
    }
}

/* "--role) values='...' ;;" of each whose values are known. */
static void
put_option_values(FILE *out, const enum option *list)
{
    for (; list != NULL && *list != OPTION_NONE; list++) {
        const struct option_row *row = &options_table[*list];
        const char *words = row->value == NULL ? NULL : words_for(row->value);
        if (words != NULL) {
            fprintf(out, "        %s) values='%s' ;;\n", row->name, words);
        }
    }
}

/* "0) values='...' ;;" of each argument that is known. */
static void
put_argument_values(FILE *out, const char *args)
{
    for (unsigned i = 0; *args != 0; i++) {
        const char *words = words_for(args);
        if (words != NULL) {
            fprintf(out, "        %u) values='%s' ;;\n", i, words);
        }
        args += strcspn(args, " ");
        args += strspn(args, " ");
    }
}

static void
put_shell_command(const struct cli *cli, const struct command *c)
{
    fprintf(cli->out, "    '%s%s%s')\n        count=%d options='", c->words[0], c->words[1] == NULL ? "" : " ",
            c->words[1] == NULL ? "" : c->words[1], c->words[1] == NULL ? 1 : 2);
    put_option_names(cli->out, c->needs);
    put_option_names(cli->out, c->takes);
    fputs("'\n        case $2 in\n", cli->out);
    put_option_values(cli->out, c->needs);
    put_option_values(cli->out, c->takes);
    put_argument_values(cli->out, c->args);
    fputs("        esac\n        ;;\n", cli->out);
}

/* All option names that take a value, once each: "--url | --ca". --version does so behind a command only. */
static void
put_names_with_value(FILE *out)
{
    const char *gap = "";
    for (unsigned i = OPTION_NONE + 1; i < OPTION_COUNT; i++) {
        bool before = false;
        for (unsigned k = OPTION_NONE + 1; k < i; k++) {
            before = before || strcmp(options_table[k].name, options_table[i].name) == 0;
        }
        if (options_table[i].value != NULL && !before) {
            fprintf(out, "%s%s", gap, options_table[i].name);
            gap = " | ";
        }
    }
}

/* _tnw_of COMMAND WHAT: count, options, values; WHAT is the option before, or the number of an argument. */
static void
put_shell_tables(const struct cli *cli)
{
    fputs("_tnw_takes_value() {\n    case $1 in\n    ", cli->out);
    put_names_with_value(cli->out);
    fputs(") return 0 ;;\n    esac\n    return 1\n}\n\n_tnw_of() {\n    count=0 options='' values=''\n    case $1 in\n",
          cli->out);
    for (const struct command *c = cli->commands; c->run != NULL; c++) {
        put_shell_command(cli, c);
    }
    fputs("    esac\n    options=\"$options", cli->out);
    put_option_names(cli->out, options_global);
    fputs("\"\n    [ -n \"$values\" ] && return\n    case $2 in\n", cli->out);
    put_option_values(cli->out, options_global);
    fputs("    esac\n}\n\n_tnw_second() {\n    case $1 in\n", cli->out);
    for (const struct command *c = cli->commands; c->run != NULL; c++) {
        if (c->words[1] != NULL && !was_before(cli->commands, c)) {
            fprintf(cli->out, "    %s) values='", c->words[0]);
            put_second_words(cli, c->words[0]);
            fputs("' ;;\n", cli->out);
        }
    }
    fputs("    *) values='' ;;\n    esac\n}\n\n_tnw_first='", cli->out);
    put_first_words(cli);
    fputs("'\n\n", cli->out);
}

/* What is typed so far, without options and their values, decides. Sets values for $cur. */
static const char shell_choose[] = "_tnw_choose() { # WORD-BEFORE CURRENT GIVEN...\n"
                                   "    local prev=$1 cur=$2 count options first second number\n"
                                   "    shift 2\n"
                                   "    first=${1-} second=${2-}\n"
                                   "    _tnw_of \"$first\" \"$prev\"\n"
                                   "    number=$(($# - 1))\n"
                                   "    if [ \"$count\" = 0 ]; then\n"
                                   "        _tnw_of \"$first $second\" \"$prev\"\n"
                                   "        number=$(($# - 2))\n"
                                   "    fi\n"
                                   "    if _tnw_takes_value \"$prev\"; then\n"
                                   "        return\n"
                                   "    fi\n"
                                   "    case $cur in\n"
                                   "    -*) values=$options ;;\n"
                                   "    *)\n"
                                   "        if [ -z \"$first\" ]; then\n"
                                   "            values=$_tnw_first\n"
                                   "        elif [ \"$count\" = 0 ]; then\n"
                                   "            _tnw_second \"$first\"\n"
                                   "        elif [ \"$count\" = 1 ]; then\n"
                                   "            _tnw_of \"$first\" \"$number\"\n"
                                   "        else\n"
                                   "            _tnw_of \"$first $second\" \"$number\"\n"
                                   "        fi\n"
                                   "        ;;\n"
                                   "    esac\n"
                                   "}\n\n";

static const char bash_rest[] = "_tnw() {\n"
                                "    local cur=${COMP_WORDS[COMP_CWORD]} prev='' values='' skip='' word i\n"
                                "    local -a given=()\n"
                                "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
                                "        word=${COMP_WORDS[i]}\n"
                                "        if [ \"$word\" = = ]; then\n"
                                "            continue\n"
                                "        fi\n"
                                "        if [ -n \"$skip\" ]; then\n"
                                "            skip=''\n"
                                "        elif _tnw_takes_value \"$word\"; then\n"
                                "            skip=$word\n"
                                "        elif [ \"${word#-}\" = \"$word\" ]; then\n"
                                "            given+=(\"$word\")\n"
                                "        fi\n"
                                "    done\n"
                                "    prev=$skip\n"
                                "    if [ \"$cur\" = = ]; then\n"
                                "        cur=''\n"
                                "    fi\n"
                                "    _tnw_choose \"$prev\" \"$cur\" \"${given[@]}\"\n"
                                "    if [ \"$values\" = @files ]; then\n"
                                "        mapfile -t COMPREPLY < <(compgen -f -- \"$cur\")\n"
                                "    else\n"
                                "        mapfile -t COMPREPLY < <(compgen -W \"$values\" -- \"$cur\")\n"
                                "    fi\n"
                                "}\n"
                                "complete -o filenames -F _tnw tnw\n";

static const char zsh_rest[] = "_tnw() {\n"
                               "    local cur=${words[CURRENT]} prev='' values='' skip='' word\n"
                               "    local -a given\n"
                               "    for word in ${words[2,CURRENT-1]}; do\n"
                               "        if [[ -n $skip ]]; then\n"
                               "            skip=''\n"
                               "        elif _tnw_takes_value $word; then\n"
                               "            skip=$word\n"
                               "        elif [[ $word != -* ]]; then\n"
                               "            given+=($word)\n"
                               "        fi\n"
                               "    done\n"
                               "    prev=$skip\n"
                               "    _tnw_choose \"$prev\" \"$cur\" $given\n"
                               "    if [[ $values = @files ]]; then\n"
                               "        _files\n"
                               "    else\n"
                               "        compadd -- ${=values}\n"
                               "    fi\n"
                               "}\n"
                               "if [[ $zsh_eval_context[-1] = loadautofunc ]]; then\n"
                               "    _tnw \"$@\"\n"
                               "else\n"
                               "    compdef _tnw tnw\n"
                               "fi\n";

void
completion_bash(const struct cli *cli)
{
    fputs("# bash completion for tnw: eval \"$(tnw completion bash)\"\n\n", cli->out);
    put_shell_tables(cli);
    fputs(shell_choose, cli->out);
    fputs(bash_rest, cli->out);
}

void
completion_zsh(const struct cli *cli)
{
    fputs("#compdef tnw\n# zsh completion for tnw: tnw completion zsh >DIR/_tnw, with DIR in fpath\n\n", cli->out);
    put_shell_tables(cli);
    fputs(shell_choose, cli->out);
    fputs(zsh_rest, cli->out);
}

/* Between '...'. */
static void
put_fish_text(FILE *out, const char *text)
{
    fputc('\'', out);
    for (; *text != 0; text++) {
        fprintf(out, "%s%c", *text == '\'' || *text == '\\' ? "\\" : "", *text);
    }
    fputc('\'', out);
}

/* condition: of fish, or NULL. */
static void
put_fish_options(const struct cli *cli, const char *condition, const enum option *list)
{
    for (; list != NULL && *list != OPTION_NONE; list++) {
        const struct option_row *row = &options_table[*list];
        const char *words = row->value == NULL ? NULL : words_for(row->value);
        bool files = words != NULL && strcmp(words, "@files") == 0;
        fputs("complete -c tnw", cli->out);
        if (condition != NULL) {
            fprintf(cli->out, " -n '%s'", condition);
        }
        fprintf(cli->out, " -l %s%s", row->name + 2, row->value == NULL ? "" : files ? " -rF" : " -x");
        if (words != NULL && !files) {
            fprintf(cli->out, " -a '%s'", words);
        }
        fputs(" -d ", cli->out);
        put_fish_text(cli->out, row->help.in[cli->language]);
        fputc('\n', cli->out);
    }
}

static void
put_fish_command(const struct cli *cli, const struct command *c)
{
    char condition[128];
    const char *second = c->words[1] == NULL ? "" : c->words[1];
    (void)snprintf(condition, sizeof condition, "__tnw_given_is %s", c->words[1] == NULL ? "" : c->words[0]);
    fprintf(cli->out, "complete -c tnw -n '%s' -a '%s' -d ", condition, c->words[1] == NULL ? c->words[0] : second);
    put_fish_text(cli->out, c->help.in[cli->language]);
    fputc('\n', cli->out);
    (void)snprintf(condition, sizeof condition, "__tnw_begins %s %s", c->words[0], second);
    put_fish_options(cli, condition, c->needs);
    put_fish_options(cli, condition, c->takes);
    const char *args = c->args;
    for (unsigned i = 0; *args != 0; i++) {
        const char *words = words_for(args);
        if (words != NULL) {
            bool files = strcmp(words, "@files") == 0;
            fprintf(cli->out, "complete -c tnw -n '__tnw_argument %u %s %s' %s\n", i, c->words[0], second,
                    files ? "-F" : "-f");
            if (!files) {
                fprintf(cli->out, "complete -c tnw -n '__tnw_argument %u %s %s' -a '%s'\n", i, c->words[0], second,
                        words);
            }
        }
        args += strcspn(args, " ");
        args += strspn(args, " ");
    }
}

static const char fish_start[] = "function __tnw_given\n"
                                 "    set -l skip ''\n"
                                 "    for word in (commandline -opc)[2..-1]\n"
                                 "        if test -n \"$skip\"\n"
                                 "            set skip ''\n"
                                 "        else if __tnw_takes_value $word\n"
                                 "            set skip $word\n"
                                 "        else if not string match -q -- '-*' $word\n"
                                 "            echo $word\n"
                                 "        end\n"
                                 "    end\n"
                                 "end\n"
                                 "function __tnw_given_is\n"
                                 "    test (string join ' ' (__tnw_given)) = (string join ' ' $argv)\n"
                                 "end\n"
                                 "function __tnw_begins\n"
                                 "    set -l given (__tnw_given)\n"
                                 "    set -l count (count $argv)\n"
                                 "    test (count $given) -ge $count; and test \"$given[1..$count]\" = \"$argv\"\n"
                                 "end\n"
                                 "function __tnw_argument\n"
                                 "    set -l given (__tnw_given)\n"
                                 "    __tnw_begins $argv[2..-1]\n"
                                 "    and test (count $given) -eq (math (count $argv) - 1 + $argv[1])\n"
                                 "end\n"
                                 "complete -c tnw -f\n";

void
completion_fish(const struct cli *cli)
{
    fputs("# fish completion for tnw: tnw completion fish >~/.config/fish/completions/tnw.fish\n\n"
          "function __tnw_takes_value\n    contains -- $argv[1]",
          cli->out);
    for (unsigned i = OPTION_NONE + 1; i < OPTION_COUNT; i++) {
        if (options_table[i].value != NULL) {
            fprintf(cli->out, " %s", options_table[i].name);
        }
    }
    fputs("\nend\n", cli->out);
    fputs(fish_start, cli->out);
    for (const struct command *c = cli->commands; c->run != NULL; c++) {
        if (c->words[1] != NULL && !was_before(cli->commands, c)) {
            fprintf(cli->out, "complete -c tnw -n '__tnw_given_is' -a '%s'\n", c->words[0]);
        }
    }
    put_fish_options(cli, NULL, options_global);
    for (const struct command *c = cli->commands; c->run != NULL; c++) {
        put_fish_command(cli, c);
    }
}

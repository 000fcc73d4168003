#include "confirm.h"

#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "report.h"
#include "show.h"

#define ANSWER_MAX 64

/* What is asked must be seen, and what is typed must be somebody's. */
enum tnw_err
confirm_open(struct cli *cli, bool *asks)
{
    *asks = !options_given(&cli->options, OPTION_AGREED);
    return !*asks || (isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1)
               ? TNW_OK
               : cli_usage(cli, TEXT_CONFIRM_NO_TERMINAL, NULL);
}

/* The word, or the letter with which it begins. */
static bool
is_word(const struct cli *cli, const char *typed, enum text word)
{
    const char *text = text_of(cli->language, word);
    size_t len = strlen(typed);
    return (len == 1 || len == strlen(text)) && strncasecmp(typed, text, len) == 0;
}

bool
confirm_ask(struct cli *cli, enum text question)
{
    char line[ANSWER_MAX];
    bool yes = false;
    bool no = false;
    fflush(cli->out);
    while (!yes && !no) {
        fprintf(cli->err, "%s (%s/%s) ", text_of(cli->language, question), text_of(cli->language, TEXT_YES),
                text_of(cli->language, TEXT_NO));
        fflush(cli->err);
        if (fgets(line, sizeof line, stdin) == NULL) {
            fputc('\n', cli->err);
            break;
        }
        line[strcspn(line, " \t\r\n")] = 0;
        yes = is_word(cli, line, TEXT_YES);
        no = is_word(cli, line, TEXT_NO);
    }
    if (!yes) {
        show_note(cli, TEXT_CONFIRM_NOTHING_STORED, NULL);
        cli->verdict = REPORT_REFUSED;
    }
    return yes;
}

/*
 * One run of the command line: what was asked, the client that asks it, and where the words go.
 */
#ifndef TNW_CLI_CLI_H
#define TNW_CLI_CLI_H

#include <stdbool.h>
#include <stdio.h>

#include "options/options.h"
#include "texts/text.h"
#include "tnw/tnw.h"

#define CLI_ARGS_MAX 3
#define CLI_OWNED_MAX 64

struct command;
struct known;

struct cli {
    const struct command *commands; /* all that there are */
    const struct command *command;  /* what was asked */
    struct options options;
    const char *args[CLI_ARGS_MAX]; /* after the words of the command; NULL when absent */
    char *owned[CLI_OWNED_MAX];     /* ids in the place of what was typed; freed with the run */
    unsigned owned_count;
    struct tnw_client *client; /* NULL for commands that need none */
    struct known *known;       /* what ids are called; NULL for commands that need no client */
    char *answer;              /* of the server, to what the command asked; NULL: the client's last one is it */
    enum lang language;
    FILE *out;     /* data */
    FILE *err;     /* messages */
    char why[256]; /* of an error that is not the client's */
    int verdict;   /* exit status of a check that did not hold; 0: none */
};

/* Frees what it owns. */
void cli_wipe(struct cli *cli);

/* Returns a value of the command line, or NULL. */
const char *cli_text(const struct cli *cli, enum option option);
const char *const *cli_texts(const struct cli *cli, enum option option);

/* With --json prints the server's answer and returns true: there is nothing more to show. */
bool cli_json(const struct cli *cli);

/* --limit and --after. Errors: USAGE. */
TNW_MUST_CHECK enum tnw_err cli_page(struct cli *cli, struct tnw_page *page);

/* Tells on stderr how to get the next page, when there is one. next: NULL at the end. */
void cli_more(const struct cli *cli, const char *next);

/* Make it the reason: a text, of what it speaks (FILL(...), or NULL); or what is wrong with what. why: of the system or
 * the library. Return USAGE, or err. */
enum tnw_err cli_usage(struct cli *cli, enum text why, const char *const *values);
enum tnw_err cli_wrong(struct cli *cli, enum tnw_err err, const char *what, enum text why);
enum tnw_err cli_fail(struct cli *cli, enum tnw_err err, const char *what, const char *why);

/* --niss, or a line of standard input for "-". Out: niss, freed with cli_niss_free; NULL when not given. */
TNW_MUST_CHECK enum tnw_err cli_niss(struct cli *cli, char **niss);
void cli_niss_free(char *niss);

/* A text of that option, of standard input where it is "-", or of --file; exactly one of the two is given. Without
 * the line end behind it. Out: text, freed with free(). Errors: USAGE, IO, NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err cli_words(struct cli *cli, enum option option, char **text);

/* The whole of --file, "-" for standard input; at most 1 MiB. Out: text, freed with free(). */
TNW_MUST_CHECK enum tnw_err cli_file(struct cli *cli, char **text);

#endif

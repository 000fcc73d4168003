/*
 * What a command is, and how one is found in a table of them.
 */
#ifndef TNW_CLI_COMMAND_H
#define TNW_CLI_COMMAND_H

#include "cli.h"

#define COMMAND_EXAMPLES_MAX 3

/* ANY_ROLE: asks the server, and a role or registration that only the profile states is not for it. */
enum command_kind { COMMAND_LOCAL, COMMAND_SERVER, COMMAND_ANY_ROLE };

/* A row of the table; what is left out is NULL or empty. */
struct command {
    const char *words[2]; /* the second NULL for a command of one word */
    const char *args;     /* "DOSSIER CATEGORY"; in brackets what may be left out; "" for none */
    enum command_kind kind;
    const enum option *needs;
    const enum option *takes; /* besides the needed and the global ones */
    struct words help;
    const char *examples[COMMAND_EXAMPLES_MAX + 1]; /* at least one; as they are typed, with quotes of one kind: ' */
    enum tnw_err (*run)(struct cli *cli);
};

/* Returns the command with these words, or NULL. table: terminated by a row without run; second may be NULL. */
const struct command *command_find(const struct command *table, const char *first, const char *second);

/* Returns whether a command begins with that word and has a second. */
bool command_has_second(const struct command *table, const char *first);

/* Returns the option of the command with that name, or OPTION_NONE; global ones are none of a command. */
enum option command_option(const struct command *command, const char *name, size_t len);

/* Out: the least and the greatest number of arguments. */
void command_arity(const struct command *command, unsigned *least, unsigned *most);

#endif

#include "command.h"

#include <string.h>

static bool
same_word(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

const struct command *
command_find(const struct command *table, const char *first, const char *second)
{
    for (const struct command *c = table; c->run != NULL; c++) {
        if (same_word(c->words[0], first) && same_word(c->words[1], second)) {
            return c;
        }
    }
    return NULL;
}

bool
command_has_second(const struct command *table, const char *first)
{
    for (const struct command *c = table; c->run != NULL; c++) {
        if (c->words[1] != NULL && strcmp(c->words[0], first) == 0) {
            return true;
        }
    }
    return false;
}

enum option
command_option(const struct command *command, const char *name, size_t len)
{
    enum option found = options_find(command->needs, name, len);
    return found != OPTION_NONE ? found : options_find(command->takes, name, len);
}

void
command_arity(const struct command *command, unsigned *least, unsigned *most)
{
    *least = 0;
    *most = 0;
    for (const char *at = command->args; *at != 0;) {
        *least += *at != '[';
        *most += 1;
        at += strcspn(at, " ");
        at += strspn(at, " ");
    }
}

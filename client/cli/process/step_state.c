#include "process/step_state.h"

#include "texts/code_word.h"

const char *
step_state_word(const struct cli *cli, const char *state)
{
    return code_word(cli->language, state);
}

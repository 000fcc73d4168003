#include "process/step_state.h"

#include <string.h>

const char *
step_state_word(const struct cli *cli, const char *state)
{
    static const struct {
        const char *code;
        enum text word;
    } rows[] = {
        {"done", TEXT_STEP_DONE},           {"due", TEXT_STEP_DUE},
        {"overdue", TEXT_STEP_OVERDUE},     {"coming", TEXT_STEP_COMING},
        {"suspended", TEXT_STEP_SUSPENDED}, {"not_applicable", TEXT_STEP_NOT_APPLICABLE},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (strcmp(rows[i].code, state) == 0) {
            return text_of(cli->language, rows[i].word);
        }
    }
    return state;
}

#include "play.h"

#include <stdlib.h>
#include <string.h>

#include "house_test.h"
#include "journal.h"

static void
check_outcome(const struct step *step, const struct answer *answer)
{
    const char *code = step->code == NULL ? "" : step->code;
    if (answer->status != step->status || strcmp(answer->code, code) != 0) {
        fail_msg("%s: expected %d %s, got %d %s\n%.*s", step->label, step->status, code, answer->status, answer->code,
                 (int)answer->raw.body.len, (const char *)answer->raw.body.ptr);
    }
}

static void
check_values(struct house *house, const struct step *step, const struct answer *answer)
{
    for (size_t i = 0; i < sizeof step->is / sizeof step->is[0] && step->is[i].pointer != NULL; i++) {
        char *wanted = house_fill(house, step->is[i].value);
        char *got = answer_value(answer, step->is[i].pointer);
        bool same = wanted == NULL ? got == NULL : got != NULL && strcmp(wanted, got) == 0;
        if (!same) {
            fail_msg("%s: %s is %s, not %s\n%.*s", step->label, step->is[i].pointer, got == NULL ? "absent" : got,
                     wanted == NULL ? "absent" : wanted, (int)answer->raw.body.len, (const char *)answer->raw.body.ptr);
        }
        free(wanted);
        free(got);
    }
}

static void
check_lacks(struct house *house, const struct step *step, const struct answer *answer)
{
    char *text = house_fill(house, step->lacks);
    if (text != NULL && answer->raw.body.len > 0 &&
        memmem(answer->raw.body.ptr, answer->raw.body.len, text, strlen(text)) != NULL) {
        fail_msg("%s: the answer holds %s", step->label, text);
    }
    free(text);
}

static void
save_values(struct house *house, const struct step *step, const struct answer *answer)
{
    for (size_t i = 0; i < sizeof step->save / sizeof step->save[0] && step->save[i].from != NULL; i++) {
        char *value = answer_value(answer, step->save[i].from);
        if (value == NULL) {
            fail_msg("%s: there is no %s to save", step->label, step->save[i].from);
        }
        house_save(house, step->save[i].name, value);
        free(value);
    }
}

void
play(struct house *house, const struct step *steps, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct step *step = &steps[i];
        struct answer answer;
        print_message("  %s\n", step->label);
        house_ask(house, &step->ask, &answer);
        check_outcome(step, &answer);
        save_values(house, step, &answer);
        check_values(house, step, &answer);
        check_lacks(house, step, &answer);
        if (step->ground != NULL) {
            journal_ground(house, step->ground);
        }
        answer_free(&answer);
    }
}

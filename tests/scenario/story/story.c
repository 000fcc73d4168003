#include "story.h"

#include <string.h>

#include "scenario/house_test.h"

/* The actors of the sandbox have the names of their roles, but for the patients. */
const char *
story_actor(const struct story_row *row, const char *role)
{
    static const char *const patients[][2] = {{"employed", "patient"},       {"unemployed", "patient2"},
                                              {"self_employed", "patient3"}, {"relapse", "patient4"},
                                              {"relapse_new", "patient4"},   {"two_spells", "patient3"}};
    if (strcmp(role, "patient") != 0) {
        return role;
    }
    for (size_t i = 0; i < sizeof patients / sizeof patients[0]; i++) {
        if (strcmp(patients[i][0], row->patient) == 0) {
            return patients[i][1];
        }
    }
    fail_msg("nobody is the patient of %s", row->patient);
    return NULL;
}

void
story_name(const struct story_row *row, const char *of, char out[64])
{
    (void)snprintf(out, 64, "%s.%s", row->patient, of);
}

bool
story_differs(struct story *story, const struct story_row *row, const char *got)
{
    story->differences++;
    print_error("%s.tsv:%d: %s %s %s %s: expected %s %s, got %s\n", row->patient, row->number, row->date, row->line,
                row->who, row->what, row->value, row->state, got);
    return false;
}

#include "rules/policy_sight.h"

/* Of one thing of a dossier. Who sets it has seen what it was. */
static void
read_sight(const struct reader *sections, const char *name, code_set *read, code_set *write)
{
    static const char *const names[] = {"read", "write", "source", "why", NULL};
    struct reader row = reader_object(sections, name);
    reader_only(&row, names);
    reader_prose(&row);
    *read = reader_codes(&row, "read", &codes_role);
    *write = reader_codes(&row, "write", &codes_role);
    if ((*write & ~*read) != 0) {
        reader_fail(&row, "write", "holds a role that may not see it");
    }
    if ((*read & CODE_BIT(ROLE_PATIENT)) == 0) {
        reader_fail(&row, "read", "must hold patient: the patient sees all of their own dossier");
    }
}

void
policy_sight_read_all(struct policy *policy, const struct reader *top)
{
    struct reader facts = reader_object(top, "facts");
    const char *names[FACT_COUNT + 1] = {NULL};
    for (unsigned fact = 0; fact < FACT_COUNT; fact++) {
        names[fact] = codes_text(&codes_fact, fact);
        read_sight(&facts, names[fact], &policy->fact_read[fact], &policy->fact_write[fact]);
    }
    reader_only(&facts, names);
    read_sight(top, "suspensions", &policy->suspension_read, &policy->suspension_write);
}

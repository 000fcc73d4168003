#include "rules/policy_sight.h"

/* Of one thing of a dossier. Who sets it has seen what it was. */
static void
read_sight(const struct reader *row, code_set *read, code_set *write)
{
    reader_prose(row);
    *read = reader_codes(row, "read", &codes_role);
    *write = reader_codes(row, "write", &codes_role);
    if ((*write & ~*read) != 0) {
        reader_fail(row, "write", "holds a role that may not see it");
    }
    if (!codes_has(*read, ROLE_PATIENT)) {
        reader_fail(row, "read", "must hold patient: the patient sees all of their own dossier");
    }
}

static void
read_fact(struct policy *policy, const struct reader *row, enum fact fact)
{
    static const char *const names[] = {"among", "read", "write", "source", "why", NULL};
    bool person = fact == FACT_GMD_HOLDER || fact == FACT_CONTACT;
    reader_only(row, names);
    read_sight(row, &policy->fact_read[fact], &policy->fact_write[fact]);
    if (reader_has(row, "among") != person) {
        reader_fail(row, "among", "is for facts that name who takes part, and for all of them");
    }
    policy->fact_among[fact] = person ? reader_codes(row, "among", &codes_role) : 0;
}

static void
read_suspensions(struct policy *policy, const struct reader *top)
{
    static const char *const names[] = {"purposes", "read", "write", "source", "why", NULL};
    struct reader row = reader_object(top, "suspensions");
    reader_only(&row, names);
    read_sight(&row, &policy->suspension_read, &policy->suspension_write);
    policy->suspension_purposes = reader_codes(&row, "purposes", &codes_purpose);
}

static void
read_niss(struct policy *policy, const struct reader *top)
{
    static const char *const names[] = {"read", "source", "why", NULL};
    struct reader row = reader_object(top, "niss");
    reader_only(&row, names);
    reader_prose(&row);
    policy->niss_read = reader_codes(&row, "read", &codes_role);
}

static void
read_team(struct policy *policy, const struct reader *top)
{
    static const char *const names[] = {"roles", "source", "why", NULL};
    struct reader row = reader_object(top, "team");
    reader_only(&row, names);
    reader_prose(&row);
    reader_codes_each(&row, "roles", &codes_role, &codes_role, policy->team_read);
    for (unsigned role = 0; role < ROLE_COUNT; role++) {
        if ((policy->team_read[role] & ~policy->team_read[ROLE_PATIENT]) != 0) {
            reader_fail(&row, "roles", "the patient sees all of their own dossier, and so whoever anybody sees");
        }
    }
}

void
policy_sight_read_all(struct policy *policy, const struct reader *top)
{
    struct reader facts = reader_object(top, "facts");
    const char *names[FACT_COUNT + 1] = {NULL};
    for (unsigned fact = 0; fact < FACT_COUNT; fact++) {
        names[fact] = codes_text(&codes_fact, fact);
        struct reader row = reader_object(&facts, names[fact]);
        read_fact(policy, &row, (enum fact)fact);
    }
    reader_only(&facts, names);
    read_suspensions(policy, top);
    read_niss(policy, top);
    read_team(policy, top);
}

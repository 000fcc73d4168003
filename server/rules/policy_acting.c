#include "rules/policy_acting.h"

static void
read_function(struct policy *policy, const struct reader *functions, enum function function)
{
    static const char *const names[] = {"read", "write", "confer", "messages", "source", "why", NULL};
    struct policy_function *out = &policy->functions[function];
    struct reader row = reader_object(functions, codes_text(&codes_function, function));
    reader_only(&row, names);
    reader_prose(&row);
    out->read = reader_codes(&row, "read", &codes_category);
    out->write = reader_codes(&row, "write", &codes_category);
    out->confer = reader_bool(&row, "confer");
    out->messages = reader_codes(&row, "messages", &codes_message_kind);
    if ((out->write & ~out->read) != 0) {
        reader_fail(&row, "write", "holds a category that the function may not read");
    }
    if (!out->confer && out->messages != 0) {
        reader_fail(&row, "messages", "must be empty for who may not confer");
    }
}

static void
read_functions(struct policy *policy, const struct reader *top)
{
    struct reader functions = reader_object(top, "functions");
    const char *names[FUNCTION_COUNT + 1] = {NULL};
    for (unsigned function = 0; function < FUNCTION_COUNT; function++) {
        names[function] = codes_text(&codes_function, function);
        read_function(policy, &functions, (enum function)function);
    }
    reader_only(&functions, names);
}

static void
read_acting(struct policy *policy, const struct reader *top)
{
    static const char *const names[] = {"roles", "source", "why", NULL};
    struct reader row = reader_object(top, "acting");
    reader_only(&row, names);
    reader_prose(&row);
    policy->acts_for = reader_codes(&row, "roles", &codes_role);
}

void
policy_acting_read(struct policy *policy, const struct reader *top)
{
    static const char *const names[] = {"roles", "kinds", "source", "why", NULL};
    read_acting(policy, top);
    read_functions(policy, top);
    struct reader row = reader_object(top, "employer_conflict");
    reader_only(&row, names);
    reader_prose(&row);
    policy->employer_conflict.roles = reader_codes(&row, "roles", &codes_role);
    code_set kinds = reader_codes(&row, "kinds", &codes_category_kind);
    for (unsigned kind = 0; kind < CATEGORY_KIND_COUNT; kind++) {
        policy->employer_conflict.categories |= (kinds & CODE_BIT(kind)) != 0 ? policy->kind[kind] : 0;
    }
}

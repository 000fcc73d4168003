#include "history_rules.h"

#include <jansson.h>
#include <stdio.h>

static code_set
set_of(const json_t *parent, const char *member, const struct code_list *codes)
{
    code_set set = 0;
    size_t i;
    const json_t *text;
    json_array_foreach(json_object_get(parent, member), i, text)
    {
        int code = codes_find(codes, json_string_value(text));
        set |= code < 0 ? 0 : CODE_BIT(code);
    }
    return set;
}

static void
load_role(struct rules *rules, enum role role, const json_t *of)
{
    rules->read[role] = set_of(of, "read", &codes_category);
    rules->write[role] = set_of(of, "write", &codes_category);
    rules->confer[role] = json_is_true(json_object_get(of, "confer"));
}

bool
rules_load(struct rules *rules)
{
    *rules = (struct rules){.law_count = 0};
    json_t *policy = json_load_file("schemas/policy.json", 0, NULL);
    const json_t *roles = json_object_get(policy, "roles");
    const json_t *inviting = json_object_get(json_object_get(policy, "inviting"), "roles");
    for (enum role role = 0; role < ROLE_COUNT; role++) {
        load_role(rules, role, json_object_get(roles, codes_text(&codes_role, role)));
        rules->invite[role] = set_of(inviting, codes_text(&codes_role, role), &codes_role);
    }
    rules->record = set_of(json_object_get(policy, "recording"), "roles", &codes_role);
    rules->addressed = set_of(json_object_get(policy, "conferring"), "addressed_roles", &codes_role);
    size_t i;
    const json_t *law;
    json_array_foreach(json_object_get(policy, "laws"), i, law)
    {
        if (i == RULES_LAWS) {
            break;
        }
        (void)snprintf(rules->laws[i].code, sizeof rules->laws[i].code, "%s",
                       json_string_value(json_object_get(law, "code")));
        rules->laws[i].roles = set_of(law, "roles", &codes_role);
        rules->laws[i].categories = set_of(law, "categories", &codes_category);
        rules->laws[i].actions = set_of(law, "actions", &codes_action);
        rules->laws[i].seats = (unsigned)json_integer_value(json_object_get(law, "seats"));
        rules->laws[i].purposes = set_of(law, "purposes", &codes_purpose);
        rules->laws[i].of_extensions = json_object_get(law, "fragment") != NULL;
        rules->law_count++;
    }
    json_decref(policy);
    return rules->law_count > 0;
}

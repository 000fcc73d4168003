/*
 * `tnwd actor add`: somebody new in the registry, with all that is known of them.
 */
#include <stdio.h>
#include <string.h>

#include "app/commands/command_actor.h"
#include "base/limits.h"

/* A number that is typed in: the longest has 11 digits. */
#define NUMBER_SIZE 32

enum add_flag {
    ADD_NAME = FLAG_JSON + 1,
    ADD_NIHII,
    ADD_ORGANISATION,
    ADD_QUALIFICATION,
    ADD_SERVICE,
    ADD_FUNCTION,
    ADD_ENTERPRISE,
    ADD_ROLE,
    ADD_ACTS_FOR,
    ADD_IDENTITY
};

/* Members of the body that are one text each. */
static const struct {
    enum add_flag flag;
    const char *member;
} texts[] = {{ADD_NAME, "name"},
             {ADD_NIHII, "nihii"},
             {ADD_ORGANISATION, "organisation"},
             {ADD_QUALIFICATION, "qualification"},
             {ADD_SERVICE, "service"},
             {ADD_FUNCTION, "function"},
             {ADD_ENTERPRISE, "cbe"}};

/* `-`: the number comes by standard input, since other users can see our arguments. */
static const char *
take_number(const char *value, char typed[NUMBER_SIZE])
{
    if (strcmp(value, "-") != 0) {
        return value;
    }
    if (fgets(typed, NUMBER_SIZE, stdin) == NULL) {
        typed[0] = 0;
    }
    typed[strcspn(typed, "\r\n")] = 0;
    return typed;
}

/* Exactly one identity. Out: kind and value, borrowed. */
static enum tnw_err
take_identity(const struct arguments_flag *flags, char typed[NUMBER_SIZE], const char **kind, const char **value,
              char where[CONFIG_WHERE])
{
    static const char *const kinds[] = {"niss", "cbe", "nihii_hospital", "ehp"};
    size_t count = 0;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (flags[ADD_IDENTITY + i].count > 0) {
            *kind = kinds[i];
            *value = take_number(flags[ADD_IDENTITY + i].values[0], typed);
            count++;
        }
    }
    if (count != 1) {
        snprintf(where, CONFIG_WHERE, "give one of --niss, --cbe, --nihii-hospital and --ehp");
        return TNW_E_USAGE;
    }
    return TNW_OK;
}

static bool
add_texts(json_t *body, const struct arguments_flag *flags, json_error_t *error)
{
    bool made = true;
    for (size_t i = 0; made && i < sizeof texts / sizeof texts[0]; i++) {
        const char *value = flags[texts[i].flag].values[0];
        json_t *text = value == NULL ? NULL : json_pack_ex(error, 0, "s", value);
        made = value == NULL || json_object_set_new(body, texts[i].member, text) == 0;
    }
    return made;
}

/* A flag that was not given adds no list. */
static bool
add_list(json_t *body, const char *member, const struct arguments_flag *flag, json_error_t *error)
{
    json_t *list = json_array();
    bool made = list != NULL;
    for (size_t i = 0; made && i < flag->count; i++) {
        made = json_array_append_new(list, json_pack_ex(error, 0, "s", flag->values[i])) == 0;
    }
    made = made && (flag->count == 0 || json_object_set(body, member, list) == 0);
    json_decref(list);
    return made;
}

/* Out: body, a new reference. Errors: USAGE: a text that is not UTF-8; NO_MEMORY. */
static enum tnw_err
make_add_body(const struct arguments_flag *flags, const char *kind, const char *identity, json_t **body,
              char where[CONFIG_WHERE])
{
    json_error_t error = {.line = 0};
    *body = json_pack_ex(&error, 0, "{s:{s:s}}", "identity", kind, identity);
    if (*body != NULL && add_texts(*body, flags, &error) && add_list(*body, "roles", &flags[ADD_ROLE], &error) &&
        add_list(*body, "acts_for", &flags[ADD_ACTS_FOR], &error)) {
        return TNW_OK;
    }
    json_decref(*body);
    *body = NULL;
    if (json_error_code(&error) != json_error_invalid_utf8) {
        return TNW_E_NO_MEMORY;
    }
    snprintf(where, CONFIG_WHERE, "a name, number or role is not UTF-8");
    return TNW_E_USAGE;
}

/* Prints the new actor's id. */
static enum tnw_err
add_actor(const struct runtime *runtime, const struct arguments_flag *flags, const char *kind, const char *identity,
          char where[CONFIG_WHERE])
{
    json_t *answer = NULL;
    json_t *body;
    enum tnw_err err = make_add_body(flags, kind, identity, &body, where);
    if (err == TNW_OK) {
        err = command_actor_run(runtime, "actor.add", body, NULL, &answer, where);
    }
    if (err == TNW_OK) {
        command_actor_print(answer, flags[FLAG_JSON].count > 0);
    }
    json_decref(answer);
    json_decref(body);
    return err;
}

enum tnw_err
command_actor_add(int argc, char *const *argv, char where[CONFIG_WHERE])
{
    struct arguments_flag flags[] = {
        [FLAG_CONFIG] = command_flag_config,
        [FLAG_SET] = command_flag_set,
        [FLAG_JSON] = command_flag_json,
        [ADD_NAME] = {.name = "name", .max = 1, .required = true},
        [ADD_NIHII] = {.name = "nihii", .max = 1},
        [ADD_ORGANISATION] = {.name = "organisation", .max = 1},
        [ADD_QUALIFICATION] = {.name = "qualification", .max = 1},
        [ADD_SERVICE] = {.name = "service", .max = 1},
        [ADD_FUNCTION] = {.name = "function", .max = 1},
        [ADD_ENTERPRISE] = {.name = "enterprise", .max = 1},
        [ADD_ROLE] = {.name = "role", .max = ROLE_COUNT, .required = true},
        [ADD_ACTS_FOR] = {.name = "acts-for", .max = LIMIT_ACTS_FOR},
        [ADD_IDENTITY] = {.name = "niss", .max = 1},
        {.name = "cbe", .max = 1},
        {.name = "nihii-hospital", .max = 1},
        {.name = "ehp", .max = 1},
        {.name = NULL},
    };
    char typed[NUMBER_SIZE];
    const char *kind = NULL;
    const char *identity = NULL;
    struct runtime runtime;
    enum tnw_err err = arguments_parse(argc, argv, flags, NULL, 0, where);
    if (err == TNW_OK) {
        err = take_identity(flags, typed, &kind, &identity, where);
    }
    if (err != TNW_OK) {
        return err;
    }
    err = command_actor_open(&runtime, flags, where);
    if (err == TNW_OK) {
        err = add_actor(&runtime, flags, kind, identity, where);
    }
    runtime_close(&runtime);
    return err;
}

/*
 * tnwd: the commands, each a row of one table.
 */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>

#include "app/arguments.h"
#include "app/commands.h"
#include "app/enroll.h"
#include "app/inspect.h"
#include "app/log_keys.h"
#include "app/serve.h"

static const struct arguments_flag flag_config = {.name = "config", .max = 1, .required = true};
static const struct arguments_flag flag_set = {.name = "set", .max = CONFIG_SETS_MAX};
static const struct arguments_flag flag_name = {.name = "name", .max = 1};
static const struct arguments_flag flag_json = {.name = "json"};

/* A number that is typed in: the longest has 11 digits. */
#define NUMBER_SIZE 32

_Static_assert(CONFIG_SETS_MAX <= ARGUMENTS_VALUES_MAX, "every --set has its place");

/* Runs with what stands behind the command's name. where: CONFIG_WHERE characters, what went wrong. */
typedef enum tnw_err command_run(int argc, char *const *argv, char *where);

static command_run run_init, run_verify, run_log_key, run_serve, run_check_config, run_actor_add, run_actor_list,
    run_actor_disable, run_help, run_version;

static const struct command {
    const char *name;
    const char *second; /* of two words */
    command_run *run;
    const char *usage;
    const char *meaning;
} commands[] = {
    {"init", NULL, run_init, "DIR [--name LOG]", "make a folder with configuration, keyring and data"},
    {"serve", NULL, run_serve, "--config FILE", "serve until SIGTERM; SIGHUP reads again"},
    {"check-config", NULL, run_check_config, "--config FILE", "say whether it would start"},
    {"verify", NULL, run_verify, "--config FILE", "look at all of the audit log; changes nothing"},
    {"log-key", NULL, run_log_key, "--config FILE [--new [--name LOG]]",
     "print the public key of the audit log; --new begins a new log, with a fresh key"},
    {"actor", "add", run_actor_add,
     "--config FILE --niss N|--cbe N|--nihii-hospital N|--ehp N --name TEXT --role ROLE...\n"
     "                  [--nihii N] [--organisation act_...] [--json]",
     "register somebody; prints the id"},
    {"actor", "list", run_actor_list, "--config FILE [--json]", "show who is registered"},
    {"actor", "disable", run_actor_disable, "--config FILE act_... [--json]", "end a registration, at once"},
    {"help", NULL, run_help, "", "show this"},
    {"version", NULL, run_version, "", "show the version"},
};

#define COMMAND_COUNT (sizeof commands / sizeof commands[0])

static struct config_sets
sets_of(const struct arguments_flag *flag)
{
    struct config_sets sets = {.count = flag->count};
    memcpy(sets.text, flag->values, flag->count * sizeof sets.text[0]);
    return sets;
}

static enum tnw_err
open_data(struct runtime *runtime, const struct arguments_flag *config, const struct arguments_flag *set, char *where)
{
    const struct config_sets sets = sets_of(set);
    return runtime_open(runtime, config->values[0], &sets, where);
}

static enum tnw_err
run_init(int argc, char *const *argv, char *where)
{
    struct arguments_flag flags[] = {flag_name, {.name = NULL}};
    const char *folder = NULL;
    enum tnw_err err = arguments_parse(argc, argv, flags, &folder, 1, where);
    return err == TNW_OK ? commands_init(folder, flags[0].values[0], where) : err;
}

static enum tnw_err
run_verify(int argc, char *const *argv, char *where)
{
    struct arguments_flag flags[] = {flag_config, flag_set, {.name = NULL}};
    enum tnw_err err = arguments_parse(argc, argv, flags, NULL, 0, where);
    const struct config_sets sets = sets_of(&flags[1]);
    return err == TNW_OK ? inspect_run(flags[0].values[0], &sets, where) : err;
}

static enum tnw_err
run_log_key(int argc, char *const *argv, char *where)
{
    struct arguments_flag flags[] = {flag_config, flag_set, flag_name, {.name = "new"}, {.name = NULL}};
    struct config config;
    enum tnw_err err = arguments_parse(argc, argv, flags, NULL, 0, where);
    if (err != TNW_OK) {
        return err;
    }
    bool renew = flags[3].count > 0;
    if (flags[2].count > 0 && !renew) {
        snprintf(where, CONFIG_WHERE, "--name goes with --new: a log keeps its name");
        return TNW_E_USAGE;
    }
    const struct config_sets sets = sets_of(&flags[1]);
    err = config_load(&config, flags[0].values[0], &sets, where);
    if (err != TNW_OK) {
        return err;
    }
    return renew ? log_keys_renew(&config, flags[2].values[0], where) : log_keys_print(config.audit_key, where);
}

static enum tnw_err
run_serve(int argc, char *const *argv, char *where)
{
    struct arguments_flag flags[] = {flag_config, flag_set, {.name = NULL}};
    enum tnw_err err = arguments_parse(argc, argv, flags, NULL, 0, where);
    const struct config_sets sets = sets_of(&flags[1]);
    return err == TNW_OK ? serve_run(flags[0].values[0], &sets, where) : err;
}

static enum tnw_err
run_check_config(int argc, char *const *argv, char *where)
{
    struct arguments_flag flags[] = {flag_config, flag_set, {.name = NULL}};
    enum tnw_err err = arguments_parse(argc, argv, flags, NULL, 0, where);
    const struct config_sets sets = sets_of(&flags[1]);
    if (err == TNW_OK) {
        err = commands_check_config(flags[0].values[0], &sets, where);
    }
    if (err == TNW_OK) {
        printf("%s: fine\n", flags[0].values[0]);
    }
    return err;
}

enum add_flag { ADD_CONFIG, ADD_SET, ADD_JSON, ADD_NAME, ADD_ROLE, ADD_NIHII, ADD_ORGANISATION, ADD_IDENTITY };

/* `-`: the number comes by standard input, since other users can see our arguments. */
static const char *
take_number_argument(const char *value, char typed[NUMBER_SIZE])
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

/* Exactly one identity. */
static enum tnw_err
take_identity(const struct arguments_flag *flags, struct enroll_actor *actor, char typed[NUMBER_SIZE], char *where)
{
    static const char *const kinds[] = {"niss", "cbe", "nihii_hospital", "ehp"};
    size_t count = 0;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (flags[ADD_IDENTITY + i].count > 0) {
            actor->identity_kind = kinds[i];
            actor->identity = take_number_argument(flags[ADD_IDENTITY + i].values[0], typed);
            count++;
        }
    }
    if (count != 1) {
        snprintf(where, CONFIG_WHERE, "give one of --niss, --cbe, --nihii-hospital and --ehp");
        return TNW_E_USAGE;
    }
    return TNW_OK;
}

static enum tnw_err
run_actor_add(int argc, char *const *argv, char *where)
{
    struct arguments_flag flags[] = {
        [ADD_CONFIG] = flag_config,
        [ADD_SET] = flag_set,
        [ADD_JSON] = flag_json,
        [ADD_NAME] = {.name = "name", .max = 1, .required = true},
        [ADD_ROLE] = {.name = "role", .max = ROLE_COUNT, .required = true},
        [ADD_NIHII] = {.name = "nihii", .max = 1},
        [ADD_ORGANISATION] = {.name = "organisation", .max = 1},
        [ADD_IDENTITY] = {.name = "niss", .max = 1},
        {.name = "cbe", .max = 1},
        {.name = "nihii-hospital", .max = 1},
        {.name = "ehp", .max = 1},
        {.name = NULL},
    };
    char typed[NUMBER_SIZE];
    struct enroll_actor actor = {0};
    enum tnw_err err = arguments_parse(argc, argv, flags, NULL, 0, where);
    if (err == TNW_OK) {
        err = take_identity(flags, &actor, typed, where);
    }
    if (err != TNW_OK) {
        return err;
    }
    actor.name = flags[ADD_NAME].values[0];
    actor.roles = flags[ADD_ROLE].values;
    actor.role_count = flags[ADD_ROLE].count;
    actor.nihii = flags[ADD_NIHII].values[0];
    actor.organisation = flags[ADD_ORGANISATION].values[0];
    struct runtime runtime;
    err = open_data(&runtime, &flags[ADD_CONFIG], &flags[ADD_SET], where);
    if (err == TNW_OK) {
        err = enroll_add(&runtime, &actor, flags[ADD_JSON].count > 0, where);
    }
    runtime_close(&runtime);
    return err;
}

static enum tnw_err
run_actor_list(int argc, char *const *argv, char *where)
{
    struct arguments_flag flags[] = {flag_config, flag_set, flag_json, {.name = NULL}};
    enum tnw_err err = arguments_parse(argc, argv, flags, NULL, 0, where);
    if (err != TNW_OK) {
        return err;
    }
    struct runtime runtime;
    err = open_data(&runtime, &flags[0], &flags[1], where);
    if (err == TNW_OK) {
        err = enroll_list(&runtime, flags[2].count > 0, where);
    }
    runtime_close(&runtime);
    return err;
}

static enum tnw_err
run_actor_disable(int argc, char *const *argv, char *where)
{
    struct arguments_flag flags[] = {flag_config, flag_set, flag_json, {.name = NULL}};
    const char *actor = NULL;
    enum tnw_err err = arguments_parse(argc, argv, flags, &actor, 1, where);
    if (err != TNW_OK) {
        return err;
    }
    struct runtime runtime;
    err = open_data(&runtime, &flags[0], &flags[1], where);
    if (err == TNW_OK) {
        err = enroll_disable(&runtime, actor, flags[2].count > 0, where);
    }
    runtime_close(&runtime);
    return err;
}

static void
print_usage(FILE *out)
{
    fprintf(out, "tnwd: the server of the return-to-work dossier\n\n");
    for (const struct command *command = commands; command < commands + COMMAND_COUNT; command++) {
        fprintf(out, "  tnwd %s%s%s%s%s\n      %s\n", command->name, command->second == NULL ? "" : " ",
                command->second == NULL ? "" : command->second, command->usage[0] == 0 ? "" : " ", command->usage,
                command->meaning);
    }
    fprintf(out, "\nA number given as - is read from standard input.\n"
                 "Where --config stands, --set SECTION.KEY=VALUE may follow: it wins over the file.\n"
                 "Exit status: 0 done, 1 refused, 64 usage, 65 damaged data, 70 our mistake, 71 memory, 74 input or\n"
                 "output, 78 configuration.\n");
}

static enum tnw_err
run_help(int argc, char *const *argv, char *where)
{
    (void)argc;
    (void)argv;
    (void)where;
    print_usage(stdout);
    return TNW_OK;
}

static enum tnw_err
run_version(int argc, char *const *argv, char *where)
{
    (void)argc;
    (void)argv;
    (void)where;
    printf("tnwd %s\n", TNW_VERSION);
    return TNW_OK;
}

/* sysexits(3). */
static int
exit_status(enum tnw_err err)
{
    switch (err) {
    case TNW_OK:
        return EX_OK;
    case TNW_E_USAGE:
        return EX_USAGE;
    case TNW_E_CONFIGURATION:
        return EX_CONFIG;
    case TNW_E_IO:
    case TNW_E_STORAGE_FULL:
        return EX_IOERR;
    case TNW_E_CORRUPT:
    case TNW_E_CRYPTO:
        return EX_DATAERR;
    case TNW_E_NO_MEMORY:
        return EX_OSERR;
    case TNW_E_INTERNAL:
        return EX_SOFTWARE;
    default:
        return 1;
    }
}

/* Returns the command, and how many words its name takes. */
static const struct command *
find_command(int argc, char *const *argv, int *words)
{
    for (const struct command *command = commands; command < commands + COMMAND_COUNT; command++) {
        bool first = argc > 1 && strcmp(argv[1], command->name) == 0;
        bool second = command->second == NULL || (argc > 2 && strcmp(argv[2], command->second) == 0);
        if (first && second) {
            *words = command->second == NULL ? 1 : 2;
            return command;
        }
    }
    return NULL;
}

int
main(int argc, char **argv)
{
    char where[CONFIG_WHERE] = "";
    int words = 0;
    const struct command *command = find_command(argc, argv, &words);
    umask(077);
    if (command == NULL) {
        print_usage(stderr);
        return EX_USAGE;
    }
    enum tnw_err err = command->run(argc - 1 - words, argv + 1 + words, where);
    if (err == TNW_OK && fflush(stdout) != 0) {
        err = TNW_E_IO;
    }
    if (err != TNW_OK) {
        fprintf(stderr, "tnwd: %s%s%s\n", tnw_error_info(err)->title, where[0] == 0 ? "" : ": ", where);
    }
    return exit_status(err);
}

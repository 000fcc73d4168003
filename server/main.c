/*
 * tnwd: the commands, each a row of one table.
 */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>

#include "app/command.h"
#include "app/confine/confine.h"

static command_run run_help, run_version;

static const struct command {
    const char *name;
    const char *second; /* of two words */
    command_run *run;
    const char *usage;
    const char *meaning;
} commands[] = {
    {"init", NULL, command_init, "DIR --origin ADDRESS [--token LABEL --module FILE.so --pin FILE]",
     "make a folder with configuration, keyring and data; --token: a PKCS #11 token keeps the keys"},
    {"serve", NULL, command_serve, "--config FILE", "serve until SIGTERM; SIGHUP reads again"},
    {"check-config", NULL, command_check_config, "--config FILE", "say whether it would start"},
    {"status", NULL, command_status, "--config FILE [--json] [--spaces] [--check]",
     "say how much room there is, how long it lasts, and what waits; --check: exit status 1 when a limit is near"},
    {"compact", NULL, command_compact, "--config FILE",
     "write the store anew without its free pages, while no server runs; the log goes on"},
    {"backup", "forget", command_backup_forget, "--config FILE DEST",
     "say that a backup is no more: erasures and new keys do not wait for it any longer"},
    {"backup", NULL, command_backup, "--config FILE DEST [--follow]",
     "copy the store into a new generation in the folder DEST, while it is served; --follow: stay, and\n"
     "      bring there what is done as it becomes durable"},
    {"restore", NULL, command_restore,
     "--config FILE SRC [--generation N] [--rehearse] [--not-before NOTE] [--new --origin ADDRESS]",
     "make a backup the store of an empty data folder; --rehearse: only show that it could; --not-before:\n"
     "      refuse one that is older than that checkpoint; --new: under a fresh key of the log"},
    {"verify", NULL, command_verify, "--config FILE [--sample N [--seed S] | --state FILE] [--progress] [--json]",
     "look at all that the store holds; changes nothing. --sample: at about N rows of each kind, others each\n"
     "      time; --state: go on where a run that was cut had come"},
    {"migrate", NULL, command_migrate, "--config FILE [--check]",
     "bring a store of an older format to that of this tnwd, while no server runs; --check only says what\n"
     "      would be done"},
    {"statistics", "release", command_statistics_release, "--config FILE [--quarter 2026-Q4]",
     "make the statistics of a closed quarter that has none; the server does it by itself"},
    {"statistics", "export", command_statistics_export, "--config FILE [--quarter 2026-Q4] [--json]",
     "print the statistics of a quarter (the newest) as CSV or JSON: numbers without people, for everybody"},
    {"clock", "accept", command_clock_accept, "--config FILE",
     "the machine's clock is right: the log's time becomes that, and a record says so"},
    {"clock", NULL, command_clock, "--config FILE", "show the machine's clock and the log's time"},
    {"log-key", NULL, command_log_key, "--config FILE [--new --origin ADDRESS | --continue NOTE]",
     "print the public key of the audit log; --new: go on under a fresh key; --continue: behind a\n"
     "      checkpoint that witnesses cosigned, when audit-state is lost"},
    {"origin", NULL, command_origin, "--config FILE ADDRESS", "print what records say instead of that address"},
    {"actor", "add", command_actor_add,
     "--config FILE --niss N|--cbe N|--nihii-hospital N|--ehp N --name TEXT --role ROLE...\n"
     "                  [--nihii N] [--organisation act_...] [--qualification gp|specialist] [--service SERVICE]\n"
     "                  [--function admin|nurse|multidisciplinary] [--acts-for act_...]... [--enterprise CBE] [--json]",
     "register somebody; prints the id"},
    {"actor", "list", command_actor_list, "--config FILE [--json]", "show who is registered"},
    {"actor", "disable", command_actor_disable, "--config FILE act_... [--json]",
     "shut somebody out, in all their registrations, at once"},
    {"actor", "quota", command_actor_quota, "--config FILE act_... FACTOR [--json]",
     "let somebody do so many times (1 to 100) what the policy allows on a day"},
    {"keys", "status", command_keys_status, "--config FILE [--json]",
     "show the wrapping keys, what is wrapped by each, and how far a rotation has come"},
    {"keys", "rotate", command_keys_rotate, "--config FILE",
     "wrap every data key by a new key and destroy the old one, beside a running server; goes on with what was cut"},
    {"keys", "to-token", command_keys_to_token, "--config FILE",
     "move the keys of the keyring file into the token of [keys]"},
    {"keys", "export", command_keys_export,
     "--config FILE --to-recipient CERT.pem... [--split K/N] [--log-key] [--out FOLDER]",
     "put the keyring into escrow: a file for the recipients, or a share for each, of which K are needed"},
    {"keys", "import", command_keys_import, "--config FILE [--recovery FILE] [--key RECIPIENT.key]... SHARE...",
     "bring the keyring back from the escrow's shares and the recovery file"},
    {"keys", "destroy", command_keys_destroy, "--config FILE ID", "destroy a wrapping key that nothing needs"},
    {"erase", NULL, command_erase, "--config FILE dos_... --order REFERENCE",
     "erase a dossier by order, for good; the record has what stands for the reference"},
    {"directory", "import", command_directory_import, "--config FILE [--check] [--prune] TABLE...",
     "bring tables of fiches and employers (CSV or JSON) into the directory, by their refs; --check only\n"
     "      says what is wrong and what would change; --prune removes what no table has"},
    {"directory", "export", command_directory_export, "--config FILE [--professional] [--employers] [--json | --excel]",
     "print the directory as a table; --professional: with the level that names persons"},
    {"directory", "html", command_directory_html, "--config FILE [--zone ZONE] FOLDER",
     "write what everybody may know of the directory as pages in four languages, one for each zone"},
    {"help", NULL, run_help, "", "show this"},
    {"version", NULL, run_version, "", "show the version"},
};

#define COMMAND_COUNT (sizeof commands / sizeof commands[0])

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
run_help(int argc, char *const *argv, char where[CONFIG_WHERE])
{
    (void)argc;
    (void)argv;
    (void)where;
    print_usage(stdout);
    return TNW_OK;
}

static enum tnw_err
run_version(int argc, char *const *argv, char where[CONFIG_WHERE])
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

static bool
asks_for_help(int argc, char *const *argv)
{
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "-h") == 0 || strcmp(argv[i], "--help") == 0) {
            return true;
        }
    }
    return false;
}

/* Help and version are commands, and people type them as options. */
static const char *
command_word(int argc, char *const *argv)
{
    if (asks_for_help(argc, argv)) {
        return "help";
    }
    return argc < 2 ? "" : strcmp(argv[1], "--version") == 0 ? "version" : argv[1];
}

/* Returns the command, and how many words its name takes. */
static const struct command *
find_command(int argc, char *const *argv, int *words)
{
    const char *word = command_word(argc, argv);
    for (const struct command *command = commands; command < commands + COMMAND_COUNT; command++) {
        bool first = strcmp(word, command->name) == 0;
        bool second = command->second == NULL || (argc > 2 && strcmp(argv[2], command->second) == 0);
        if (first && second) {
            *words = command->second == NULL ? 1 : 2;
            return command;
        }
    }
    return NULL;
}

/* To an operator nothing is hidden; and what was cut, or must wait, is run again. */
static const char *
title_of(enum tnw_err err)
{
    return err == TNW_E_NOT_FOUND     ? "It is not there"
           : err == TNW_E_UNAVAILABLE ? "Not done yet"
                                      : tnw_error_info(err)->title;
}

int
main(int argc, char **argv)
{
    char where[CONFIG_WHERE] = "";
    int words = 0;
    const struct command *command = find_command(argc, argv, &words);
    umask(077);
    confine_process();
    if (command == NULL) {
        print_usage(stderr);
        return EX_USAGE;
    }
    enum tnw_err err = command->run(argc - 1 - words, argv + 1 + words, where);
    if (err == TNW_OK && fflush(stdout) != 0) {
        err = TNW_E_IO;
    }
    if (err != TNW_OK) {
        fprintf(stderr, "tnwd: %s%s%s\n", title_of(err), where[0] == 0 ? "" : ": ", where);
    }
    return exit_status(err);
}

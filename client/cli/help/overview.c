#include "help/overview.h"

#include <stdlib.h>
#include <string.h>

#include "settings/settings.h"
#include "texts/code_word.h"

/* By their first words; a command of none of these stands behind them. */
static const struct {
    enum text title;
    const char *words;
} groups[] = {
    {TEXT_GROUP_DAY, "todo inbox me"},
    {TEXT_GROUP_DOSSIER, "dossier timeline calendar sheet suspension spell"},
    {TEXT_GROUP_DOCUMENTS, "fragment attachment schema"},
    {TEXT_GROUP_CONSENT, "consent policy access-log"},
    {TEXT_GROUP_CONFER, "trio casus moment knelpunt"},
    {TEXT_GROUP_HELPERS, "wie fiche services measures actor"},
    {TEXT_GROUP_PROOF, "audit trust statistics"},
};

#define GROUP_COUNT (sizeof groups / sizeof groups[0])

/* What somebody of that role types on most days. */
static const struct {
    const char *role;
    const char *commands[8][2];
} most_used[] = {
    {"patient",
     {{"todo", NULL},
      {"timeline", NULL},
      {"consent", "list"},
      {"consent", "answer"},
      {"consent", "withdraw"},
      {"fragment", "list"},
      {"access-log", NULL}}},
    {"huisarts",
     {{"todo", NULL},
      {"inbox", NULL},
      {"dossier", "open"},
      {"fragment", "add"},
      {"consent", "request"},
      {"trio", "start"},
      {"trio", "send"},
      {"wie", NULL}}},
    {"adviserend_arts",
     {{"todo", NULL},
      {"inbox", NULL},
      {"timeline", NULL},
      {"fragment", "list"},
      {"fragment", "edit"},
      {"trio", "read"},
      {"trio", "send"}}},
    {"arbeidsarts",
     {{"todo", NULL},
      {"inbox", NULL},
      {"timeline", NULL},
      {"fragment", "list"},
      {"fragment", "edit"},
      {"trio", "read"},
      {"trio", "send"}}},
    {"tnw_coordinator",
     {{"todo", NULL},
      {"inbox", NULL},
      {"timeline", NULL},
      {"dossier", "team"},
      {"fragment", "edit"},
      {"consent", "request"},
      {"trio", "send"},
      {"wie", NULL}}},
    {"bemiddelaar",
     {{"todo", NULL}, {"inbox", NULL}, {"timeline", NULL}, {"fragment", "list"}, {"fragment", "edit"}, {"wie", NULL}}},
    {"hulpverlener", {{"todo", NULL}, {"inbox", NULL}, {"timeline", NULL}, {"fragment", "list"}, {"wie", NULL}}},
    {"werkgever", {{"todo", NULL}, {"inbox", NULL}, {"timeline", NULL}, {"fragment", "list"}, {"fragment", "edit"}}},
    {"medewerker", {{"todo", NULL}, {"inbox", NULL}, {"dossier", "list"}, {"timeline", NULL}, {"fragment", "edit"}}},
    {"auditor", {{"audit", "list"}, {"audit", "report"}, {"audit", "verify"}, {"statistics", "show"}}},
    {"beheerder", {{"actor", "list"}, {"actor", "add"}, {"actor", "change"}, {"actor", "disable"}, {"fiche", "list"}}},
};

void
overview_line(const struct cli *cli, const struct command *command)
{
    int width =
        fprintf(cli->out, "  tnw %s%s%s%s%s", command->words[0], command->words[1] == NULL ? "" : " ",
                command->words[1] == NULL ? "" : command->words[1], *command->args == 0 ? "" : " ", command->args);
    fprintf(cli->out, "%*s%s\n", width < 42 ? 42 - width : 1, "", command->help.in[cli->language]);
}

static void
put_most_used(const struct cli *cli, const char *role)
{
    for (size_t i = 0; i < sizeof most_used / sizeof most_used[0]; i++) {
        if (strcmp(most_used[i].role, role) != 0) {
            continue;
        }
        char *title = text_filled(cli->language, TEXT_HELP_MOST_USED, FILL(code_word(cli->language, role)));
        fprintf(cli->out, "%s\n", title == NULL ? "" : title);
        free(title);
        for (size_t k = 0; k < 8 && most_used[i].commands[k][0] != NULL; k++) {
            const char *const *words = most_used[i].commands[k];
            overview_line(cli, command_find(cli->commands, words[0], words[1]));
        }
        fputc('\n', cli->out);
    }
}

static bool
is_of_group(const struct command *command, const char *words)
{
    size_t len = strlen(command->words[0]);
    for (const char *at = words; (at = strstr(at, command->words[0])) != NULL; at += len) {
        if ((at == words || at[-1] == ' ') && (at[len] == ' ' || at[len] == 0)) {
            return true;
        }
    }
    return false;
}

/* Returns the first group that has it, or GROUP_COUNT. */
static size_t
group_of(const struct command *command)
{
    size_t i = 0;
    while (i < GROUP_COUNT && !is_of_group(command, groups[i].words)) {
        i++;
    }
    return i;
}

void
overview_commands(struct cli *cli)
{
    struct settings settings;
    if (settings_gather(&settings, cli) != TNW_OK) {
        cli->why[0] = 0; /* a profile that is not right needs the help most */
    }
    if (settings.values[SETTING_ROLE] != NULL) {
        put_most_used(cli, settings.values[SETTING_ROLE]);
    }
    settings_wipe(&settings);
    for (size_t i = 0; i <= GROUP_COUNT; i++) {
        fprintf(cli->out, "%s%s\n", i == 0 ? "" : "\n",
                text_of(cli->language, i < GROUP_COUNT ? groups[i].title : TEXT_GROUP_TOOL));
        for (const struct command *c = cli->commands; c->run != NULL; c++) {
            if (group_of(c) == i) {
                overview_line(cli, c);
            }
        }
    }
}

#include <time.h>

#include "cmd.h"
#include "print.h"
#include "table.h"
#include "unusual.h"

/* 2026-01-31T23:59:59Z, and room for years that are none. */
#define WHEN_TEXT 32

static void
list_accesses(const struct cli *cli, const struct tnw_accesses *accesses)
{
    static const char *const titles[] = {"TIME",       "WHO",      "ORGANISATION", "ROLE", "WHAT",
                                         "CATEGORIES", "DECISION", "WHY",          NULL};
    struct table *table = table_new(titles);
    for (size_t i = 0; i < accesses->count; i++) {
        const struct tnw_access *access = &accesses->items[i];
        table_time(table, access->time);
        table_text(table, access->actor == NULL ? NULL : access->actor->name);
        table_text(table, access->organisation == NULL ? NULL : access->organisation->name);
        table_text(table, access->role);
        table_text(table, access->action);
        table_list(table, access->categories);
        table_text(table, access->decision);
        table_text(table, access->reason);
    }
    table_end(table, cli->out);
    cli_more(cli, accesses->next);
}

enum tnw_err
cmd_access_log(struct cli *cli)
{
    struct tnw_accesses *accesses = NULL;
    struct tnw_page page;
    if (options_given(&cli->options, OPTION_VERIFY)) {
        return cmd_access_log_verify(cli);
    }
    enum tnw_err err = cli_page(cli, &page);
    if (err == TNW_OK) {
        err = tnw_access_list(cli->client, cli->args[0], &page, &accesses);
    }
    if (err == TNW_OK && !cli_json(cli)) {
        list_accesses(cli, accesses);
    }
    tnw_accesses_free(&accesses);
    return err;
}

static void
list_entries(const struct cli *cli, const struct tnw_audit_entries *entries)
{
    static const char *const titles[] = {"SEQ",     "TIME",     "ACTOR",  "ROLE", "ACTION",
                                         "DOSSIER", "DECISION", "GROUND", NULL};
    struct table *table = table_new(titles);
    for (size_t i = 0; i < entries->count; i++) {
        const struct tnw_audit_record *record = &entries->items[i].record;
        table_number(table, record->seq);
        table_time(table, record->time);
        table_text(table, record->actor);
        table_text(table, record->role);
        table_text(table, record->action);
        table_text(table, record->dossier);
        table_text(table, record->decision);
        table_text(table, record->ground);
    }
    table_end(table, cli->out);
    cli_more(cli, entries->next);
}

/* A day, of which the period holds all, or a time as the server takes it. In: last: it is the end. Out: text: the time. */
static const char *
time_of(const char *when, bool last, char text[WHEN_TEXT])
{
    int64_t start;
    if (when == NULL || unusual_time_of_date(&start, when) != TNW_OK) {
        return when;
    }
    int64_t ms = last ? unusual_time_of_day(unusual_time_day(start) + 1) : start;
    struct tm utc;
    time_t seconds = (time_t)(ms / 1000);
    if (gmtime_r(&seconds, &utc) == NULL || strftime(text, WHEN_TEXT, "%Y-%m-%dT%H:%M:%SZ", &utc) == 0) {
        return when;
    }
    return text;
}

enum tnw_err
cmd_audit_list(struct cli *cli)
{
    struct tnw_audit_entries *entries = NULL;
    char from[WHEN_TEXT];
    char until[WHEN_TEXT];
    struct tnw_audit_query query = {.actor = cli_text(cli, OPTION_ACTOR),
                                    .dossier = cli_text(cli, OPTION_DOSSIER),
                                    .organisation = cli_text(cli, OPTION_ORGANISATION),
                                    .action = cli_text(cli, OPTION_OPERATION),
                                    .decision = cli_text(cli, OPTION_DECISION),
                                    .ground = cli_text(cli, OPTION_GROUND),
                                    .from = time_of(cli_text(cli, OPTION_FROM_TIME), false, from),
                                    .until = time_of(cli_text(cli, OPTION_UNTIL_TIME), true, until)};
    enum tnw_err err = cli_page(cli, &query.page);
    if (err == TNW_OK) {
        err = tnw_audit_list(cli->client, &query, &entries);
    }
    if (err == TNW_OK && !cli_json(cli)) {
        list_entries(cli, entries);
    }
    tnw_audit_entries_free(&entries);
    return err;
}

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cmd.h"
#include "print.h"
#include "table.h"
#include "unusual/unusual.h"

/* 2026-01-31T23:59:59Z, and room for years that are none. */
#define WHEN_TEXT 32

/* The server's sentences, as they are: no table says it plainer. */
static void
show_access_sentences(const struct cli *cli, const struct tnw_accesses *accesses)
{
    for (size_t i = 0; i < accesses->count; i++) {
        print_text(cli->out, accesses->items[i].text);
        fputc('\n', cli->out);
    }
    cli_more(cli, accesses->next);
}

enum tnw_err
cmd_access_log(struct cli *cli)
{
    struct tnw_accesses *accesses = NULL;
    const char *const *languages = cli_texts(cli, OPTION_LANGUAGE);
    struct tnw_access_query query = {.language = languages == NULL ? text_code(cli->language) : languages[0],
                                     .fold = options_given(&cli->options, OPTION_FOLD)};
    if (languages != NULL && languages[1] != NULL) {
        return cli_usage(cli, TEXT_ONE_AT_A_TIME, FILL("--language"));
    }
    enum tnw_err err = cli_page(cli, &query.page);
    if (err == TNW_OK && options_given(&cli->options, OPTION_VERIFY)) {
        return cmd_access_log_verify(cli, &query);
    }
    if (err == TNW_OK) {
        err = tnw_access_log(cli->client, cli->args[0], &query, &accesses);
    }
    if (err == TNW_OK && !cli_json(cli)) {
        show_access_sentences(cli, accesses);
    }
    tnw_accesses_free(&accesses);
    return err;
}

static void
show_audit_entries(const struct cli *cli, const struct tnw_audit_entries *entries)
{
    static const enum text titles[] = {TEXT_SEQ,     TEXT_TIME,     TEXT_ACTOR,  TEXT_ROLE, TEXT_ACTION,
                                       TEXT_DOSSIER, TEXT_DECISION, TEXT_GROUND, TEXT_NONE};
    struct table *table = table_new(cli->language, titles);
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

/* A day, of which the period holds all, or a time as the server takes it. In: last: it is the end. Out: text: the
 * time. */
static const char *
time_of_option(const char *when, bool last, char text[WHEN_TEXT])
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
                                    .request = cli_text(cli, OPTION_REQUEST),
                                    .action = cli_text(cli, OPTION_OPERATION),
                                    .decision = cli_text(cli, OPTION_DECISION),
                                    .ground = cli_text(cli, OPTION_GROUND),
                                    .from = time_of_option(cli_text(cli, OPTION_FROM_TIME), false, from),
                                    .until = time_of_option(cli_text(cli, OPTION_UNTIL_TIME), true, until)};
    enum tnw_err err = cli_page(cli, &query.page);
    if (err == TNW_OK) {
        err = tnw_audit_list(cli->client, &query, &entries);
    }
    if (err == TNW_OK && !cli_json(cli)) {
        show_audit_entries(cli, entries);
    }
    tnw_audit_entries_free(&entries);
    return err;
}

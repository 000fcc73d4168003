#include "cmd.h"
#include "nothing.h"
#include "print.h"
#include "resolve/known.h"
#include "show.h"
#include "table.h"

static void
show_dossier(const struct cli *cli, const struct tnw_dossier *dossier)
{
    static const enum text titles[] = {TEXT_ACTOR, TEXT_NAME, TEXT_ROLE, TEXT_SINCE, TEXT_NONE};
    show_field(cli, TEXT_DOSSIER, dossier->id);
    show_field(cli, TEXT_PATIENT, dossier->patient.name);
    show_field(cli, TEXT_NISS, dossier->patient.niss);
    show_word(cli, TEXT_STATE, dossier->state);
    show_field(cli, TEXT_START, dossier->start);
    show_word(cli, TEXT_EMPLOYMENT, dossier->employment);
    show_when(cli, TEXT_OPENED, dossier->opened);
    show_field(cli, TEXT_OPENED_BY, known_name(cli, dossier->opened_by));
    show_when(cli, TEXT_CLOSED, dossier->closed);
    fputc('\n', cli->out);
    struct table *table = table_new(cli->language, titles);
    for (size_t i = 0; i < dossier->participant_count; i++) {
        const struct tnw_participant *participant = &dossier->participants[i];
        table_text(table, participant->actor);
        table_text(table, participant->name);
        table_word(table, participant->role);
        table_time(table, participant->since);
    }
    table_end(table, cli->out);
}

static enum tnw_err
finish_dossier(struct cli *cli, enum tnw_err err, struct tnw_dossier *dossier)
{
    if (err == TNW_OK && !cli_json(cli)) {
        show_dossier(cli, dossier);
    }
    tnw_dossier_free(&dossier);
    return err;
}

static enum tnw_err
finish_dossiers(struct cli *cli, enum tnw_err err, struct tnw_dossiers *dossiers)
{
    static const enum text titles[] = {TEXT_DOSSIER, TEXT_PATIENT, TEXT_START, TEXT_EMPLOYMENT,
                                       TEXT_STATE,   TEXT_OPENED,  TEXT_NONE};
    if (err == TNW_OK && !cli_json(cli)) {
        struct table *table = table_new(cli->language, titles);
        table_number_rows(table);
        for (size_t i = 0; i < dossiers->count; i++) {
            const struct tnw_dossier *dossier = &dossiers->items[i];
            table_text(table, dossier->id);
            table_text(table, dossier->patient.name);
            table_text(table, dossier->start);
            table_word(table, dossier->employment);
            table_word(table, dossier->state);
            table_time(table, dossier->opened);
        }
        table_end(table, cli->out);
        if (dossiers->count == 0) {
            nothing_to_show(cli, TEXT_NOTHING_DOSSIERS, TEXT_NOTHING_DOSSIERS_PATIENT);
        }
        cli_more(cli, dossiers->next);
    }
    tnw_dossiers_free(&dossiers);
    return err;
}

enum tnw_err
cmd_dossier_open(struct cli *cli)
{
    char *niss = NULL;
    struct tnw_dossier *dossier = NULL;
    enum tnw_err err = cli_niss(cli, &niss);
    if (err == TNW_OK) {
        err = tnw_dossier_open(cli->client,
                               &(struct tnw_dossier_new){
                                   .patient = {.niss = niss, .name = cli_text(cli, OPTION_NAME)},
                                   .start = cli_text(cli, OPTION_START),
                                   .employment = cli_text(cli, OPTION_EMPLOYMENT),
                               },
                               &dossier);
    }
    cli_niss_free(niss);
    return finish_dossier(cli, err, dossier);
}

enum tnw_err
cmd_dossier_list(struct cli *cli)
{
    struct tnw_dossiers *dossiers = NULL;
    struct tnw_page page;
    enum tnw_err err = cli_page(cli, &page);
    if (err == TNW_OK) {
        err = tnw_dossier_list(cli->client, &page, &dossiers);
    }
    return finish_dossiers(cli, err, dossiers);
}

enum tnw_err
cmd_dossier_find(struct cli *cli)
{
    char *niss = NULL;
    struct tnw_dossiers *dossiers = NULL;
    enum tnw_err err = cli_niss(cli, &niss);
    if (err == TNW_OK) {
        err = tnw_dossier_find(cli->client, niss, &dossiers);
    }
    cli_niss_free(niss);
    return finish_dossiers(cli, err, dossiers);
}

enum tnw_err
cmd_dossier_show(struct cli *cli)
{
    struct tnw_dossier *dossier = NULL;
    enum tnw_err err = tnw_dossier_get(cli->client, cli->args[0], &dossier);
    return finish_dossier(cli, err, dossier);
}

enum tnw_err
cmd_dossier_close(struct cli *cli)
{
    struct tnw_dossier *dossier = NULL;
    enum tnw_err err = tnw_dossier_close(cli->client, cli->args[0], &dossier);
    return finish_dossier(cli, err, dossier);
}

enum tnw_err
cmd_dossier_reopen(struct cli *cli)
{
    struct tnw_dossier *dossier = NULL;
    enum tnw_err err = tnw_dossier_reopen(cli->client, cli->args[0], &dossier);
    return finish_dossier(cli, err, dossier);
}

enum tnw_err
cmd_dossier_invite(struct cli *cli)
{
    struct tnw_participant *participant = NULL;
    enum tnw_err err = tnw_dossier_invite(cli->client, cli->args[0], cli->args[1], cli->args[2], &participant);
    if (err == TNW_OK && !cli_json(cli)) {
        show_field(cli, TEXT_ACTOR, participant->actor);
        show_field(cli, TEXT_NAME, participant->name);
        show_word(cli, TEXT_ROLE, participant->role);
        show_when(cli, TEXT_SINCE, participant->since);
    }
    tnw_participant_free(&participant);
    return err;
}

enum tnw_err
cmd_dossier_remove(struct cli *cli)
{
    enum tnw_err err = tnw_dossier_remove(cli->client, cli->args[0], cli->args[1]);
    if (err == TNW_OK) {
        show_note(cli, TEXT_REMOVED, NULL);
    }
    return err;
}

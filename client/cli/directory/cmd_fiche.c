/* fiche list, show, verify, remove; services: who can help, and who looks after an employer's workers. */
#include <stdlib.h>
#include <string.h>

#include "cmd.h"
#include "directory/fiche_show.h"
#include "resolve/shorthand.h"
#include "show.h"
#include "table.h"

/* Of 2000 rows each; further ones are asked for by hand. */
#define EMPTY_PAGES 20

static void
show_fiches(const struct cli *cli, const struct tnw_fiches *fiches)
{
    static const enum text titles[] = {TEXT_FICHE, TEXT_NAME,    TEXT_KIND,     TEXT_PLACE, TEXT_OFFERS,
                                       TEXT_PHONE, TEXT_WAITING, TEXT_VERIFIED, TEXT_NONE};
    if (fiches->count == 0 && fiches->next == NULL) {
        show_note(cli, TEXT_NO_FICHE_FITS, NULL);
        return;
    }
    struct table *table = table_new(cli->language, titles);
    table_number_rows(table);
    for (size_t i = 0; i < fiches->count; i++) {
        const struct tnw_fiche *fiche = &fiches->items[i];
        table_text(table, fiche->id);
        table_text(table, fiche->name);
        table_word(table, fiche->kind);
        table_text(table, fiche->place);
        table_words(table, fiche->help);
        table_text(table, fiche->phone);
        if (fiche->waiting_weeks == NULL) {
            table_text(table, NULL);
        } else {
            table_number(table, *fiche->waiting_weeks);
        }
        table_text(table, fiche->stale ? text_of(cli->language, TEXT_OLD) : fiche->verified_on);
    }
    table_end(table, cli->out);
    cli_more(cli, fiches->next);
}

/* The server ends a page that looked at much and found nothing; whoever asks wants what is found. */
static enum tnw_err
first_page_with_some(struct cli *cli, struct tnw_fiche_query *query, struct tnw_fiches **fiches)
{
    char *after = NULL;
    enum tnw_err err = tnw_fiche_list(cli->client, query, fiches);
    for (unsigned i = 0; err == TNW_OK && i < EMPTY_PAGES && (*fiches)->count == 0 && (*fiches)->next != NULL; i++) {
        free(after);
        after = strdup((*fiches)->next);
        tnw_fiches_free(fiches);
        query->page.after = after;
        err = after == NULL ? TNW_E_NO_MEMORY : tnw_fiche_list(cli->client, query, fiches);
    }
    free(after);
    return err;
}

enum tnw_err
cmd_fiche_list(struct cli *cli)
{
    struct tnw_fiches *fiches = NULL;
    struct tnw_fiche_query query = {
        .q = cli_text(cli, OPTION_FICHE_Q),
        .kind = cli_text(cli, OPTION_FICHE_KIND),
        .help = cli_text(cli, OPTION_OFFERS),
        .serves = cli_text(cli, OPTION_SERVES),
        .zone = cli_text(cli, OPTION_ZONE),
        .region = cli_text(cli, OPTION_REGION),
        .language = cli_text(cli, OPTION_ONE_LANGUAGE),
    };
    enum tnw_err err = cli_page(cli, &query.page);
    if (err == TNW_OK) {
        err = first_page_with_some(cli, &query, &fiches);
    }
    if (err == TNW_OK && !cli_json(cli)) {
        show_fiches(cli, fiches);
    }
    tnw_fiches_free(&fiches);
    return err;
}

enum tnw_err
cmd_fiche_show(struct cli *cli)
{
    struct tnw_fiche *fiche = NULL;
    bool professional = options_given(&cli->options, OPTION_PROFESSIONAL);
    enum tnw_err err = professional ? tnw_fiche_get_professional(cli->client, cli->args[0], &fiche)
                                    : tnw_fiche_get(cli->client, cli->args[0], &fiche);
    return fiche_show_and_free(cli, err, fiche);
}

enum tnw_err
cmd_fiche_verify(struct cli *cli)
{
    struct tnw_fiche *fiche = NULL;
    enum tnw_err err = tnw_fiche_verify(cli->client, cli->args[0], &fiche);
    return fiche_show_and_free(cli, err, fiche);
}

enum tnw_err
cmd_fiche_remove(struct cli *cli)
{
    enum tnw_err err = tnw_fiche_remove(cli->client, cli->args[0]);
    if (err == TNW_OK) {
        show_note(cli, TEXT_REMOVED, NULL);
    }
    return err;
}

static void
show_doctor(const struct cli *cli, const struct tnw_actor *doctor)
{
    const char *parts[4] = {doctor->name};
    size_t count = 1;
    if (doctor->contact.phone != NULL) {
        parts[count++] = doctor->contact.phone;
    }
    if (doctor->contact.email != NULL) {
        parts[count++] = doctor->contact.email;
    }
    show_list(cli, TEXT_DOCTOR, parts);
}

static void
show_services(const struct cli *cli, const struct tnw_services *services)
{
    for (size_t i = 0; i < services->count; i++) {
        const struct tnw_service *service = &services->items[i];
        fputs(i == 0 ? "" : "\n", cli->out);
        fiche_show(cli, &service->fiche);
        for (size_t k = 0; k < service->arbeidsarts_count; k++) {
            show_doctor(cli, &service->arbeidsartsen[k]);
        }
        if (service->more && service->fiche.actor != NULL) {
            show_note(cli, TEXT_MORE_DOCTORS, FILL(service->fiche.actor));
        }
    }
    if (services->count == 0 && services->next == NULL) {
        show_note(cli, TEXT_NO_SERVICE_KNOWN, NULL);
    }
    cli_more(cli, services->next);
}

/* An enterprise number as people write it, or that of a dossier. */
static enum tnw_err
find_employer(struct cli *cli, char employer[SHORTHAND_ENTERPRISE])
{
    struct tnw_facts *facts = NULL;
    if (shorthand_enterprise(cli->args[0], employer)) {
        return TNW_OK;
    }
    enum tnw_err err = tnw_facts_get(cli->client, cli->args[0], &facts);
    if (err == TNW_OK && facts->employer == NULL) {
        err = cli_wrong(cli, TNW_E_USAGE, cli->args[0], TEXT_NO_EMPLOYER_KNOWN);
    } else if (err == TNW_OK) {
        (void)snprintf(employer, SHORTHAND_ENTERPRISE, "%s", facts->employer);
    }
    tnw_facts_free(&facts);
    return err;
}

enum tnw_err
cmd_services(struct cli *cli)
{
    struct tnw_services *services = NULL;
    struct tnw_page page;
    char employer[SHORTHAND_ENTERPRISE];
    enum tnw_err err = cli_page(cli, &page);
    if (err == TNW_OK) {
        err = find_employer(cli, employer);
    }
    if (err == TNW_OK) {
        err = tnw_service_list(cli->client, employer, &page, &services);
    }
    if (err == TNW_OK && !cli_json(cli)) {
        show_services(cli, services);
    }
    tnw_services_free(&services);
    return err;
}

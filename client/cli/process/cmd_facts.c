/* dossier facts, calendar, sheet: what rules go by, and the steps for other programs and for paper. */
#include <stdlib.h>

#include "cmd.h"
#include "process/facts_set.h"
#include "show.h"
#include "texts/code_word.h"

/* As it came: for a file, or another program. */
static enum tnw_err
print_answer(struct cli *cli, enum tnw_err err)
{
    if (err == TNW_OK) {
        (void)fputs(tnw_client_json(cli->client), cli->out);
    }
    return err;
}

enum tnw_err
cmd_calendar(struct cli *cli)
{
    return print_answer(cli, tnw_timeline_calendar(cli->client, cli->args[0]));
}

enum tnw_err
cmd_sheet(struct cli *cli)
{
    return print_answer(cli, tnw_timeline_fiche(cli->client, cli->args[0]));
}

/* What was seen a moment ago is what changes. */
static enum tnw_err
change_facts(struct cli *cli, struct tnw_facts **facts)
{
    char *change = NULL;
    struct tnw_facts *now = NULL;
    enum tnw_err err = cli_text(cli, OPTION_FILE) != NULL ? cli_file(cli, &change) : facts_set_change(cli, &change);
    if (err == TNW_OK) {
        err = tnw_facts_get(cli->client, cli->args[0], &now);
    }
    if (err == TNW_OK) {
        err = tnw_facts_set(cli->client, cli->args[0], now->etag, change, facts);
    }
    tnw_facts_free(&now);
    free(change);
    return err;
}

static void
show_person(const struct cli *cli, enum text label, const struct tnw_person *person)
{
    if (person != NULL) {
        show_field(cli, label, person->name == NULL ? person->actor : person->name);
    }
}

static void
show_facts(const struct cli *cli, const struct tnw_facts *facts)
{
    show_number(cli, TEXT_VERSION, facts->version);
    show_field(cli, TEXT_START, facts->start);
    show_word(cli, TEXT_EMPLOYMENT, facts->employment);
    show_field(cli, TEXT_EMPLOYER, facts->employer);
    show_word(cli, TEXT_EMPLOYER_SIZE, facts->employer_size);
    show_field(cli, TEXT_CONTRACT_END, facts->contract_end);
    show_word(cli, TEXT_REGION, facts->region);
    show_field(cli, TEXT_ZONE, facts->zone);
    show_person(cli, TEXT_GMD_HOLDER, facts->gmd_holder);
    show_field(cli, TEXT_OCCUPATIONAL, facts->occupational_cause ? code_word(cli->language, "yes") : NULL);
    show_word(cli, TEXT_ROUTE, facts->route);
    show_word(cli, TEXT_ENTRANCE, facts->entrance);
    if (facts->exceptions != NULL && facts->exceptions[0] != NULL) {
        show_words(cli, TEXT_EXCEPTIONS, facts->exceptions);
    }
    show_field(cli, TEXT_RESUMED, facts->resumed);
    for (size_t i = 0; i < facts->work_count; i++) {
        char days[64];
        const struct tnw_work *work = &facts->work[i];
        (void)snprintf(days, sizeof days, "%.10s .. %.10s", work->from, work->until == NULL ? "" : work->until);
        show_field(cli, TEXT_WORKED, days);
    }
    show_person(cli, TEXT_CONTACT, facts->contact);
    show_person(cli, TEXT_REGIE, facts->regie);
}

enum tnw_err
cmd_dossier_facts(struct cli *cli)
{
    struct tnw_facts *facts = NULL;
    bool changes = cli_text(cli, OPTION_FILE) != NULL || cli_texts(cli, OPTION_SET_FACT) != NULL ||
                   cli_text(cli, OPTION_GMD_HOLDER) != NULL || cli_text(cli, OPTION_CONTACT) != NULL;
    enum tnw_err err = changes ? change_facts(cli, &facts) : tnw_facts_get(cli->client, cli->args[0], &facts);
    if (err == TNW_OK && !cli_json(cli)) {
        show_facts(cli, facts);
    }
    tnw_facts_free(&facts);
    return err;
}

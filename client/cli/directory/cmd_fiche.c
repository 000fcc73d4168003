/* fiche list, show, add, edit, verify; services: who can help, and who looks after an employer's workers. */
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "cmd.h"
#include "print.h"
#include "resolve/shorthand.h"
#include "show.h"
#include "table.h"
#include "texts/code_word.h"

/* In the language of the run, or in one that there is. */
static const char *
about_of(const struct cli *cli, const struct tnw_fiche_about *about)
{
    const char *const texts[] = {
        [LANG_NL] = about->nl, [LANG_FR] = about->fr, [LANG_DE] = about->de, [LANG_EN] = about->en};
    const char *text = texts[cli->language];
    for (size_t i = 0; text == NULL && i < sizeof texts / sizeof texts[0]; i++) {
        text = texts[i];
    }
    return text;
}

static void
show_told(const struct cli *cli, enum text label, enum tnw_told told)
{
    if (told != TNW_NOT_TOLD) {
        show_word(cli, label, told == TNW_YES ? "yes" : "no");
    }
}

static void
show_texts(const struct cli *cli, enum text label, tnw_texts texts)
{
    if (texts[0] != NULL) {
        show_list(cli, label, texts);
    }
}

static void
show_codes(const struct cli *cli, enum text label, tnw_texts codes)
{
    if (codes[0] != NULL) {
        show_words(cli, label, codes);
    }
}

static void
show_referral(const struct cli *cli, const struct tnw_fiche *fiche)
{
    if (fiche->referral_needed == TNW_NOT_TOLD) {
        return;
    }
    char *who = code_words(cli->language, fiche->referrers);
    bool needed = fiche->referral_needed == TNW_YES;
    if (needed && who != NULL && *who != 0) {
        show_sentence(cli, TEXT_REFERRAL, TEXT_REFERRAL_BY, FILL(who));
    } else {
        show_sentence(cli, TEXT_REFERRAL, needed ? TEXT_REFERRAL_NEEDED : TEXT_REFERRAL_NOT_NEEDED, NULL);
    }
    free(who);
}

static void
show_waiting(const struct cli *cli, const struct tnw_fiche *fiche)
{
    char weeks[24];
    if (fiche->waiting_weeks != NULL) {
        (void)snprintf(weeks, sizeof weeks, "%lld", (long long)*fiche->waiting_weeks);
        show_sentence(cli, TEXT_WAITING, TEXT_WAITING_WEEKS, FILL(weeks));
    }
}

static void
show_verified(const struct cli *cli, const struct tnw_fiche *fiche)
{
    if (!fiche->stale) {
        show_field(cli, TEXT_VERIFIED, fiche->verified_on);
    } else if (fiche->verified_on != NULL) {
        show_sentence(cli, TEXT_VERIFIED, TEXT_FICHE_OLD, FILL(fiche->verified_on));
    } else {
        show_sentence(cli, TEXT_VERIFIED, TEXT_FICHE_NEVER, NULL);
    }
}

static void
show_professional(const struct cli *cli, const struct tnw_fiche_professional *professional)
{
    for (size_t i = 0; professional != NULL && i < professional->contact_count; i++) {
        const struct tnw_fiche_contact *contact = &professional->contacts[i];
        const char *parts[5] = {contact->name};
        size_t count = 1;
        const char *const others[] = {contact->function, contact->phone, contact->email};
        for (size_t k = 0; k < sizeof others / sizeof others[0]; k++) {
            if (others[k] != NULL) {
                parts[count++] = others[k];
            }
        }
        show_list(cli, TEXT_ASK_FOR, parts);
    }
    show_field(cli, TEXT_REMARKS, professional == NULL ? NULL : professional->remarks);
}

/* What one asks first comes first: what, for whom, how to reach it. */
static void
show_fiche(const struct cli *cli, const struct tnw_fiche *fiche)
{
    show_field(cli, TEXT_NAME, fiche->name);
    show_word(cli, TEXT_KIND, fiche->kind);
    show_field(cli, TEXT_PLACE, fiche->place);
    show_field(cli, TEXT_EXPLANATION, about_of(cli, &fiche->about));
    show_codes(cli, TEXT_OFFERS, fiche->help);
    show_codes(cli, TEXT_SERVES, fiche->serves);
    show_professional(cli, fiche->professional);
    show_field(cli, TEXT_PHONE, fiche->phone);
    show_field(cli, TEXT_EMAIL, fiche->email);
    show_field(cli, TEXT_WEB, fiche->url);
    show_field(cli, TEXT_ADDRESS, fiche->address);
    show_referral(cli, fiche);
    show_waiting(cli, fiche);
    show_field(cli, TEXT_COST, fiche->cost);
    show_told(cli, TEXT_REIMBURSED, fiche->reimbursed);
    show_told(cli, TEXT_ACCESSIBLE, fiche->accessible);
    show_texts(cli, TEXT_LANGUAGES, fiche->languages);
    show_texts(cli, TEXT_ZONES, fiche->zones);
    show_codes(cli, TEXT_REGIONS, fiche->regions);
    show_field(cli, TEXT_PROJECT, fiche->project);
    show_field(cli, TEXT_UNTIL, fiche->valid_until);
    show_verified(cli, fiche);
    show_field(cli, TEXT_FICHE, fiche->id);
    show_field(cli, TEXT_OWN_KEY, fiche->ref);
    show_field(cli, TEXT_ACTOR, fiche->actor);
}

static enum tnw_err
finish_fiche(struct cli *cli, enum tnw_err err, struct tnw_fiche *fiche)
{
    if (err == TNW_OK && !cli_json(cli)) {
        show_fiche(cli, fiche);
    }
    tnw_fiche_free(&fiche);
    return err;
}

static void
show_fiches(const struct cli *cli, const struct tnw_fiches *fiches)
{
    static const enum text titles[] = {TEXT_FICHE, TEXT_NAME,    TEXT_KIND,     TEXT_PLACE, TEXT_OFFERS,
                                       TEXT_PHONE, TEXT_WAITING, TEXT_VERIFIED, TEXT_NONE};
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
        err = tnw_fiche_list(cli->client, &query, &fiches);
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
    return finish_fiche(cli, err, fiche);
}

/* What is the server's to say falls away, so that an answer can be edited and sent back. Out: text, freed with
 * free(). */
static enum tnw_err
read_fiche_file(struct cli *cli, char **text)
{
    static const char *const of_server[] = {"id", "verified_on", "verified_by", "stale"};
    char *given = NULL;
    *text = NULL;
    enum tnw_err err = cli_file(cli, &given);
    if (err != TNW_OK) {
        return err;
    }
    json_t *fiche = json_loads(given, JSON_REJECT_DUPLICATES, NULL);
    free(given);
    for (size_t i = 0; i < sizeof of_server / sizeof of_server[0]; i++) {
        (void)json_object_del(fiche, of_server[i]);
    }
    *text = json_is_object(fiche) ? json_dumps(fiche, JSON_COMPACT) : NULL;
    err = *text != NULL           ? TNW_OK
          : json_is_object(fiche) ? TNW_E_NO_MEMORY
                                  : cli_wrong(cli, TNW_E_USAGE, cli_text(cli, OPTION_FILE), TEXT_FICHE_NO_JSON);
    json_decref(fiche);
    return err;
}

enum tnw_err
cmd_fiche_add(struct cli *cli)
{
    struct tnw_fiche *fiche = NULL;
    char *text;
    enum tnw_err err = read_fiche_file(cli, &text);
    if (err == TNW_OK) {
        err = tnw_fiche_add(cli->client, text, &fiche);
    }
    free(text);
    return finish_fiche(cli, err, fiche);
}

/* What was seen a moment ago is what changes. */
enum tnw_err
cmd_fiche_edit(struct cli *cli)
{
    struct tnw_fiche *before = NULL;
    struct tnw_fiche *after = NULL;
    char *text;
    enum tnw_err err = read_fiche_file(cli, &text);
    if (err == TNW_OK) {
        err = tnw_fiche_get(cli->client, cli->args[0], &before);
    }
    if (err == TNW_OK) {
        err = tnw_fiche_change(cli->client, cli->args[0], before->etag, text, &after);
    }
    tnw_fiche_free(&before);
    free(text);
    return finish_fiche(cli, err, after);
}

enum tnw_err
cmd_fiche_verify(struct cli *cli)
{
    struct tnw_fiche *fiche = NULL;
    enum tnw_err err = tnw_fiche_verify(cli->client, cli->args[0], &fiche);
    return finish_fiche(cli, err, fiche);
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
        show_fiche(cli, &service->fiche);
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

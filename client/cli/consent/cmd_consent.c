#include "cmd.h"
#include "print.h"
#include "show.h"
#include "table.h"

static void
show_consent(const struct cli *cli, const struct tnw_consent *consent)
{
    show_field(cli, TEXT_CONSENT, consent->id);
    show_field(cli, TEXT_EFFECT, consent->effect);
    show_field(cli, TEXT_ACTOR, consent->grantee.actor);
    show_field(cli, TEXT_ROLE, consent->grantee.role);
    show_list(cli, TEXT_CATEGORIES, consent->categories);
    show_list(cli, TEXT_ACTIONS, consent->actions);
    show_list(cli, TEXT_PURPOSES, consent->purposes);
    show_field(cli, TEXT_FROM_DAY, consent->from);
    show_field(cli, TEXT_UNTIL, consent->until);
    show_field(cli, TEXT_STATE, consent->state);
    show_when(cli, TEXT_GRANTED, consent->granted);
    show_field(cli, TEXT_BY, consent->granted_by);
    if (consent->evidence != NULL) {
        show_field(cli, TEXT_EVIDENCE, consent->evidence->kind);
        show_field(cli, TEXT_REFERENCE, consent->evidence->reference);
        show_field(cli, TEXT_DATED, consent->evidence->date);
    }
    show_when(cli, TEXT_WITHDRAWN, consent->withdrawn);
    show_field(cli, TEXT_BY, consent->withdrawn_by);
}

static void
tell_each(const struct cli *cli, tnw_texts consents, enum text what)
{
    for (size_t i = 0; consents[i] != NULL; i++) {
        show_note(cli, what, FILL(consents[i]));
    }
}

/* What else stands beside it, so that nobody takes the one consent for the whole. */
static void
tell_beside(const struct cli *cli, const struct tnw_consent *consent)
{
    tell_each(cli, consent->covered_by, TEXT_CONSENT_COVERED);
    tell_each(cli, consent->excluded_by, TEXT_CONSENT_EXCLUDED);
    tell_each(cli, consent->still_covered_by, TEXT_CONSENT_STILL_COVERED);
    for (size_t i = 0; consent->still_covered_by[i] != NULL; i++) {
        fprintf(cli->err, "    tnw consent withdraw %s %s\n", consent->dossier, consent->still_covered_by[i]);
    }
}

static enum tnw_err
finish_consent(struct cli *cli, enum tnw_err err, struct tnw_consent *consent)
{
    if (err == TNW_OK && !cli_json(cli)) {
        show_consent(cli, consent);
        tell_beside(cli, consent);
    }
    tnw_consent_free(&consent);
    return err;
}

static enum tnw_err
give_consent(struct cli *cli, const char *effect)
{
    const char *const *roles = cli_texts(cli, OPTION_FOR_ROLE);
    const char *actor = cli_text(cli, OPTION_ACTOR);
    struct tnw_consent *consent = NULL;
    if ((roles == NULL) == (actor == NULL) || (roles != NULL && roles[1] != NULL)) {
        return cli_usage(cli, TEXT_SAY_FOR_WHOM, NULL);
    }
    const struct tnw_evidence evidence = {
        .kind = cli_text(cli, OPTION_EVIDENCE),
        .reference = cli_text(cli, OPTION_REFERENCE),
        .date = cli_text(cli, OPTION_DATE),
    };
    if (evidence.kind == NULL && (evidence.reference != NULL || evidence.date != NULL)) {
        return cli_usage(cli, TEXT_EVIDENCE_GOES_WITH, NULL);
    }
    const struct tnw_consent_new new_consent = {
        .effect = effect,
        .grantee = {.actor = actor, .role = roles == NULL ? NULL : roles[0]},
        .categories = cli_texts(cli, OPTION_CATEGORY),
        .actions = cli_texts(cli, OPTION_ACTION),
        .purposes = cli_texts(cli, OPTION_FOR_PURPOSE),
        .from = cli_text(cli, OPTION_FROM),
        .until = cli_text(cli, OPTION_UNTIL),
        .evidence = evidence.kind == NULL ? NULL : &evidence,
    };
    enum tnw_err err = tnw_consent_give(cli->client, cli->args[0], &new_consent, &consent);
    return finish_consent(cli, err, consent);
}

enum tnw_err
cmd_consent_grant(struct cli *cli)
{
    return give_consent(cli, "grant");
}

enum tnw_err
cmd_consent_exclude(struct cli *cli)
{
    return give_consent(cli, "exclude");
}

enum tnw_err
cmd_consent_withdraw(struct cli *cli)
{
    struct tnw_consent *consent = NULL;
    enum tnw_err err = tnw_consent_withdraw(cli->client, cli->args[0], cli->args[1], &consent);
    return finish_consent(cli, err, consent);
}

enum tnw_err
cmd_consent_show(struct cli *cli)
{
    struct tnw_consent *consent = NULL;
    enum tnw_err err = tnw_consent_get(cli->client, cli->args[0], cli->args[1], &consent);
    return finish_consent(cli, err, consent);
}

static void
show_consents(const struct cli *cli, const struct tnw_consents *consents)
{
    static const enum text titles[] = {TEXT_CONSENT, TEXT_EFFECT, TEXT_FOR,   TEXT_CATEGORIES,
                                       TEXT_ACTIONS, TEXT_UNTIL,  TEXT_STATE, TEXT_NONE};
    struct table *table = table_new(cli->language, titles);
    table_number_rows(table);
    for (size_t i = 0; i < consents->count; i++) {
        const struct tnw_consent *consent = &consents->items[i];
        table_text(table, consent->id);
        table_text(table, consent->effect);
        table_text(table, consent->grantee.actor != NULL ? consent->grantee.actor : consent->grantee.role);
        table_list(table, consent->categories);
        table_list(table, consent->actions);
        table_text(table, consent->until);
        table_text(table, consent->state);
    }
    table_end(table, cli->out);
    cli_more(cli, consents->next);
}

enum tnw_err
cmd_consent_list(struct cli *cli)
{
    struct tnw_consents *consents = NULL;
    struct tnw_page page;
    enum tnw_err err = cli_page(cli, &page);
    if (err == TNW_OK) {
        err = tnw_consent_list(cli->client, cli->args[0], &page, &consents);
    }
    if (err == TNW_OK && !cli_json(cli)) {
        show_consents(cli, consents);
    }
    tnw_consents_free(&consents);
    return err;
}

#include "cmd.h"
#include "consent/confirm.h"
#include "nothing.h"
#include "print.h"
#include "resolve/known.h"
#include "show.h"
#include "table.h"
#include "texts/code_word.h"

/* As the patient reads it. */
static void
show_sentences(FILE *out, tnw_texts sentences)
{
    for (size_t i = 0; sentences != NULL && sentences[i] != NULL; i++) {
        print_text(out, sentences[i]);
        fputc('\n', out);
    }
}

static const char *
grantee_name(const struct cli *cli, const struct tnw_grantee *grantee)
{
    return grantee->actor != NULL ? known_name(cli, grantee->actor) : code_word(cli->language, grantee->role);
}

static void
show_consent(const struct cli *cli, const struct tnw_consent *consent)
{
    show_sentences(cli->out, consent->sentence == NULL ? NULL : FILL(consent->sentence));
    show_field(cli, TEXT_CONSENT, consent->id);
    show_word(cli, TEXT_EFFECT, consent->effect);
    show_field(cli, TEXT_FOR, grantee_name(cli, &consent->grantee));
    show_words(cli, TEXT_CATEGORIES, consent->categories);
    show_words(cli, TEXT_ACTIONS, consent->actions);
    show_words(cli, TEXT_PURPOSES, consent->purposes);
    show_field(cli, TEXT_FROM_DAY, consent->from);
    show_field(cli, TEXT_UNTIL, consent->until);
    show_word(cli, TEXT_STATE, consent->state);
    show_when(cli, TEXT_GRANTED, consent->granted);
    show_field(cli, TEXT_BY, known_name(cli, consent->granted_by));
    if (consent->evidence != NULL) {
        show_word(cli, TEXT_EVIDENCE, consent->evidence->kind);
        show_field(cli, TEXT_REFERENCE, consent->evidence->reference);
        show_field(cli, TEXT_DATED, consent->evidence->date);
    }
    show_when(cli, TEXT_WITHDRAWN, consent->withdrawn);
    show_field(cli, TEXT_BY, known_name(cli, consent->withdrawn_by));
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

static void
show_consents(const struct cli *cli, const struct tnw_consent *consents, size_t count)
{
    static const enum text titles[] = {TEXT_CONSENT, TEXT_EFFECT, TEXT_FOR,   TEXT_CATEGORIES,
                                       TEXT_ACTIONS, TEXT_UNTIL,  TEXT_STATE, TEXT_NONE};
    struct table *table = table_new(cli->language, titles);
    table_number_rows(table);
    for (size_t i = 0; i < count; i++) {
        const struct tnw_consent *consent = &consents[i];
        table_text(table, consent->id);
        table_word(table, consent->effect);
        table_text(table, grantee_name(cli, &consent->grantee));
        table_words(table, consent->categories);
        table_words(table, consent->actions);
        table_text(table, consent->until);
        table_word(table, consent->state);
    }
    table_end(table, cli->out);
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

/* What the command line says of it, but for whom. */
static enum tnw_err
read_terms(struct cli *cli, struct tnw_evidence *evidence, struct tnw_consent_new *out)
{
    *evidence = (struct tnw_evidence){
        .kind = cli_text(cli, OPTION_EVIDENCE),
        .reference = cli_text(cli, OPTION_REFERENCE),
        .date = cli_text(cli, OPTION_DATE),
    };
    if (evidence->kind == NULL && (evidence->reference != NULL || evidence->date != NULL)) {
        return cli_usage(cli, TEXT_EVIDENCE_GOES_WITH, NULL);
    }
    *out = (struct tnw_consent_new){
        .categories = cli_texts(cli, OPTION_CATEGORY),
        .actions = cli_texts(cli, OPTION_ACTION),
        .purposes = cli_texts(cli, OPTION_FOR_PURPOSE),
        .from = cli_text(cli, OPTION_FROM),
        .until = cli_text(cli, OPTION_UNTIL),
        .evidence = evidence->kind == NULL ? NULL : evidence,
    };
    return TNW_OK;
}

/* Out: grants, each with the terms, for each role and actor of the command line; room for two lists of them. */
static size_t
for_each_grantee(const struct cli *cli, const struct tnw_consent_new *terms, struct tnw_consent_new *grants)
{
    size_t count = 0;
    for (tnw_texts role = cli_texts(cli, OPTION_FOR_ROLE); role != NULL && *role != NULL; role++) {
        grants[count] = *terms;
        grants[count++].grantee.role = *role;
    }
    for (tnw_texts actor = cli_texts(cli, OPTION_FOR_ACTOR); actor != NULL && *actor != NULL; actor++) {
        grants[count] = *terms;
        grants[count++].grantee.actor = *actor;
    }
    return count;
}

static void
show_preview(const struct cli *cli, FILE *out, const struct tnw_consent_preview *preview)
{
    show_sentences(out, preview->sentences);
    show_sentences(out, preview->notes);
    for (size_t i = 0; i < preview->count; i++) {
        tell_each(cli, preview->items[i].covered_by, TEXT_CONSENT_COVERED);
        tell_each(cli, preview->items[i].excluded_by, TEXT_CONSENT_EXCLUDED);
    }
}

/* A grant of what nobody can give is refused, whatever is answered: the refusal tells it. */
static bool
will_be_refused(const struct tnw_consent_preview *preview)
{
    bool refused = false;
    for (size_t i = 0; i < preview->count; i++) {
        refused = refused || preview->items[i].beyond != NULL;
    }
    return refused;
}

/* The sentence is read before anything is stored. One of the two is given. Out: go, whether to store it. */
static enum tnw_err
read_first(struct cli *cli, const struct tnw_consent_new *one, const struct tnw_consent_act_new *act, bool *go)
{
    struct tnw_consent_preview *preview = NULL;
    bool only_shown = options_given(&cli->options, OPTION_PREVIEW);
    bool asks = true;
    enum tnw_err err = only_shown ? TNW_OK : confirm_open(cli, &asks);
    *go = err == TNW_OK && !asks;
    if (err != TNW_OK || *go) {
        return err;
    }
    err = one != NULL ? tnw_consent_preview(cli->client, cli->args[0], one, &preview)
                      : tnw_consent_preview_all(cli->client, cli->args[0], act, &preview);
    if (err == TNW_OK && only_shown && !cli_json(cli)) {
        show_preview(cli, cli->out, preview);
        for (size_t i = 0; i < preview->count; i++) {
            if (preview->items[i].latest != NULL) {
                show_note(cli, TEXT_CONSENT_LATEST, (const char *const[]){preview->items[i].latest, NULL});
            }
        }
    } else if (err == TNW_OK && !only_shown) {
        show_preview(cli, cli->err, preview);
        *go = will_be_refused(preview) || confirm_ask(cli, TEXT_CONFIRM_STORE);
    }
    tnw_consent_preview_free(&preview);
    return err;
}

static enum tnw_err
give_all(struct cli *cli, const struct tnw_consent_act_new *act)
{
    struct tnw_consent_act *given = NULL;
    bool go;
    enum tnw_err err = read_first(cli, NULL, act, &go);
    if (err != TNW_OK || !go) {
        return err;
    }
    err = tnw_consent_give_all(cli->client, cli->args[0], act, &given);
    if (err == TNW_OK && !cli_json(cli)) {
        show_sentences(cli->out, given->sentences);
        fputc('\n', cli->out);
        show_consents(cli, given->items, given->count);
        for (size_t i = 0; i < given->count; i++) {
            tell_beside(cli, &given->items[i]);
        }
    }
    tnw_consent_act_free(&given);
    return err;
}

static enum tnw_err
give_one(struct cli *cli, const char *effect, struct tnw_consent_new *consent)
{
    struct tnw_consent *given = NULL;
    bool go;
    consent->effect = effect;
    enum tnw_err err = read_first(cli, consent, NULL, &go);
    if (err != TNW_OK || !go) {
        return err;
    }
    err = tnw_consent_give(cli->client, cli->args[0], consent, &given);
    return finish_consent(cli, err, given);
}

/* Without a preset a grant says all of it. */
static enum tnw_err
check_terms(struct cli *cli)
{
    static const enum option needed[] = {OPTION_CATEGORY, OPTION_ACTION, OPTION_FOR_PURPOSE, OPTION_UNTIL};
    for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++) {
        if (!options_given(&cli->options, needed[i])) {
            return cli_wrong(cli, TNW_E_USAGE, options_table[needed[i]].name, TEXT_IS_NEEDED);
        }
    }
    return TNW_OK;
}

enum tnw_err
cmd_consent_grant(struct cli *cli)
{
    struct tnw_evidence evidence;
    struct tnw_consent_new terms;
    struct tnw_consent_new grants[2 * OPTIONS_VALUES_MAX];
    const char *preset = cli_text(cli, OPTION_PRESET);
    enum tnw_err err = read_terms(cli, &evidence, &terms);
    if (err != TNW_OK) {
        return err;
    }
    size_t count = for_each_grantee(cli, &terms, grants);
    if (preset != NULL) {
        bool more = count > 0 || terms.categories != NULL || terms.actions != NULL || terms.purposes != NULL;
        return more ? cli_usage(cli, TEXT_PRESET_ALONE, NULL)
                    : give_all(cli, &(struct tnw_consent_act_new){
                                        .preset = preset, .until = terms.until, .evidence = terms.evidence});
    }
    err = count == 0 ? cli_usage(cli, TEXT_SAY_FOR_WHOM, NULL) : check_terms(cli);
    if (err == TNW_OK && count == 1) {
        return give_one(cli, "grant", &grants[0]);
    }
    return err != TNW_OK ? err
                         : give_all(cli, &(struct tnw_consent_act_new){
                                             .grants = grants, .grant_count = count, .evidence = terms.evidence});
}

enum tnw_err
cmd_consent_exclude(struct cli *cli)
{
    struct tnw_evidence evidence;
    struct tnw_consent_new terms;
    struct tnw_consent_new exclusions[2 * OPTIONS_VALUES_MAX];
    enum tnw_err err = read_terms(cli, &evidence, &terms);
    if (err == TNW_OK && for_each_grantee(cli, &terms, exclusions) != 1) {
        err = cli_usage(cli, TEXT_SAY_ONE, NULL);
    }
    return err == TNW_OK ? give_one(cli, "exclude", &exclusions[0]) : err;
}

enum tnw_err
cmd_consent_presets(struct cli *cli)
{
    struct tnw_consent_presets *presets = NULL;
    enum tnw_err err = tnw_consent_preset_list(cli->client, cli->args[0], &presets);
    for (size_t i = 0; err == TNW_OK && !options_given(&cli->options, OPTION_JSON) && i < presets->count; i++) {
        const struct tnw_consent_preset *preset = &presets->items[i];
        fputs(i == 0 ? "" : "\n", cli->out);
        show_field(cli, TEXT_PRESET, preset->code);
        show_field(cli, TEXT_TITLE, preset->title);
        show_field(cli, TEXT_EXPLANATION, preset->explanation);
        for (size_t k = 0; preset->sentences[k] != NULL; k++) {
            show_field(cli, k == 0 ? TEXT_SENTENCE : TEXT_NONE, preset->sentences[k]);
        }
    }
    if (err == TNW_OK) {
        (void)cli_json(cli);
    }
    tnw_consent_presets_free(&presets);
    return err;
}

/* What is taken back, and what would still say the same. A server that is full cannot show it, and takes it back all
 * the same. */
static enum tnw_err
read_before_withdrawing(struct cli *cli, bool *go)
{
    struct tnw_consent *consent = NULL;
    bool asks;
    enum tnw_err err = confirm_open(cli, &asks);
    *go = err == TNW_OK && !asks;
    if (err != TNW_OK || *go) {
        return err;
    }
    err = tnw_consent_get(cli->client, cli->args[0], cli->args[1], &consent);
    if (err == TNW_OK) {
        show_sentences(cli->err, consent->sentence == NULL ? NULL : FILL(consent->sentence));
        tell_each(cli, consent->still_covered_by, TEXT_CONSENT_COVERS_TOO);
    }
    err = err == TNW_E_AUDIT_UNAVAILABLE ? TNW_OK : err;
    *go = err == TNW_OK && confirm_ask(cli, TEXT_CONFIRM_WITHDRAW);
    tnw_consent_free(&consent);
    return err;
}

enum tnw_err
cmd_consent_withdraw(struct cli *cli)
{
    struct tnw_consent *consent = NULL;
    bool go;
    enum tnw_err err = read_before_withdrawing(cli, &go);
    if (err != TNW_OK || !go) {
        return err;
    }
    err = tnw_consent_withdraw(cli->client, cli->args[0], cli->args[1], &consent);
    return finish_consent(cli, err, consent);
}

enum tnw_err
cmd_consent_show(struct cli *cli)
{
    struct tnw_consent *consent = NULL;
    enum tnw_err err = tnw_consent_get(cli->client, cli->args[0], cli->args[1], &consent);
    return finish_consent(cli, err, consent);
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
        show_consents(cli, consents->items, consents->count);
        if (consents->count == 0) {
            nothing_to_show(cli, TEXT_NOTHING_CONSENTS, TEXT_NOTHING_CONSENTS_PATIENT);
        }
        cli_more(cli, consents->next);
    }
    tnw_consents_free(&consents);
    return err;
}

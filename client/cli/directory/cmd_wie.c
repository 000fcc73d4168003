/* Who can help next: the facts by flags, or asked one by one. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "cmd.h"
#include "directory/facts_asked.h"
#include "print.h"
#include "show.h"
#include "texts/code_word.h"

/* A consent that is given beforehand lasts as long as the presets' shortest. */
#define CONSENT_DAYS 180
#define DAY_TEXT 11

static void
put_many(FILE *out, const char *option, const char *const *codes)
{
    for (; *codes != NULL; codes++) {
        fprintf(out, " %s %s", option, *codes);
    }
}

/* What the patient types; who records it for them adds how they agreed. */
static void
show_consent_command(const struct cli *cli, const struct tnw_referral_consent *consent)
{
    char until[DAY_TEXT];
    const char *role = cli_text(cli, OPTION_ROLE);
    bool patient = role != NULL && strcmp(role, "patient") == 0;
    facts_asked_day(CONSENT_DAYS, until);
    show_label(cli, TEXT_COMMAND);
    fprintf(cli->out, "tnw consent grant %s --role ", cli_text(cli, OPTION_DOSSIER) == NULL ? "DOSSIER" : "@last");
    print_text(cli->out, consent->role);
    put_many(cli->out, "--category", consent->categories);
    put_many(cli->out, "--action", consent->actions);
    put_many(cli->out, "--purpose", consent->purposes);
    fprintf(cli->out, " --until %s%s\n", until, patient ? "" : " --evidence eid_signing");
}

static void
show_asked_consent(const struct cli *cli, const struct tnw_referral_consent *consent)
{
    char *what = code_words(cli->language, consent->categories);
    char *why = code_words(cli->language, consent->purposes);
    if (what != NULL && why != NULL) {
        show_sentence(cli, TEXT_CONSENT_NEEDED, TEXT_CONSENT_NEEDED_OF, FILL(what, why));
    }
    free(what);
    free(why);
    show_consent_command(cli, consent);
}

static void
show_helper(const struct cli *cli, const struct tnw_referral_actor *actor)
{
    const char *const told[] = {code_word(cli->language, actor->kind), actor->place, actor->phone, actor->email,
                                actor->url};
    show_label(cli, TEXT_TO_CALL);
    print_text(cli->out, actor->name);
    for (size_t i = 0; i < sizeof told / sizeof told[0]; i++) {
        if (told[i] != NULL) {
            fputs(i == 0 ? " · " : ", ", cli->out);
            print_text(cli->out, told[i]);
        }
    }
    if (actor->stale) {
        fprintf(cli->out, " (%s)", text_of(cli->language, TEXT_FICHE_UNCHECKED));
    }
    fputc('\n', cli->out);
}

static void
show_item(const struct cli *cli, const struct tnw_referral_item *item)
{
    show_field(cli, TEXT_WHAT_TO_DO, item->text);
    show_field(cli, TEXT_WHY, item->why);
    if (item->consent != NULL) {
        show_asked_consent(cli, item->consent);
    }
    for (size_t i = 0; i < item->actor_count; i++) {
        show_helper(cli, &item->actors[i]);
    }
    if (options_given(&cli->options, OPTION_FULL)) {
        show_field(cli, TEXT_SOURCE, item->source);
    }
}

static bool
is_first_of_party(const struct tnw_referral *referral, size_t at)
{
    for (size_t i = 0; i < at; i++) {
        if (strcmp(referral->items[i].party_text, referral->items[at].party_text) == 0) {
            return false;
        }
    }
    return true;
}

/* Each party once, in order, with all that leads to it. */
static void
show_parties(const struct cli *cli, const struct tnw_referral *referral)
{
    unsigned number = 0;
    for (size_t i = 0; i < referral->count; i++) {
        if (!is_first_of_party(referral, i)) {
            continue;
        }
        fprintf(cli->out, "%s%u. ", number == 0 ? "" : "\n", number + 1);
        number++;
        print_text(cli->out, referral->items[i].party_text);
        fprintf(cli->out, "%s\n", referral->items[i].urgent ? " !" : "");
        for (size_t k = i; k < referral->count; k++) {
            if (strcmp(referral->items[k].party_text, referral->items[i].party_text) == 0) {
                show_item(cli, &referral->items[k]);
            }
        }
    }
}

static void
show_questions(const struct cli *cli, const struct tnw_referral *referral)
{
    for (size_t i = 0; i < referral->question_count; i++) {
        print_text(cli->out, referral->questions[i].question);
        fputc(' ', cli->out);
        print_text(cli->out, referral->questions[i].text);
        fputc('\n', cli->out);
    }
    fputc('\n', cli->out);
}

/* By which zone it went, when it was not said: another is an option away. */
static void
show_zone(const struct cli *cli, const struct tnw_referral *referral)
{
    json_t *facts = json_loads(referral->facts, 0, NULL);
    const char *zone = json_string_value(json_object_get(facts, "zone"));
    if (zone != NULL && cli_text(cli, OPTION_ZONE) == NULL) {
        show_note(cli, TEXT_WIE_ZONE, FILL(zone));
    }
    json_decref(facts);
}

enum tnw_err
cmd_wie(struct cli *cli)
{
    struct tnw_referral *referral = NULL;
    enum tnw_err err = facts_asked(cli, &referral);
    if (err == TNW_OK && !cli_json(cli)) {
        show_questions(cli, referral);
        show_parties(cli, referral);
        show_zone(cli, referral);
    }
    tnw_referral_free(&referral);
    return err;
}

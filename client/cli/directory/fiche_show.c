#include "directory/fiche_show.h"

#include <stdlib.h>

#include "show.h"
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

void
fiche_show(const struct cli *cli, const struct tnw_fiche *fiche)
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

enum tnw_err
fiche_show_and_free(struct cli *cli, enum tnw_err err, struct tnw_fiche *fiche)
{
    if (err == TNW_OK && !cli_json(cli)) {
        fiche_show(cli, fiche);
    }
    tnw_fiche_free(&fiche);
    return err;
}

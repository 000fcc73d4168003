#include "vocabulary.h"

#include <stddef.h>
#include <string.h>

const struct vocabulary vocabulary_table[] = {
    {"ROLE", "patient huisarts adviserend_arts arbeidsarts tnw_coordinator bemiddelaar werkgever medewerker auditor "
             "beheerder hulpverlener"},
    {"CATEGORY",
     "gao diagnose fit_note quickscan arbeidspotentieel werkpost beoordeling doorverwijzing engagement plan "
     "opvolging progressieve_tewerkstelling opleiding potentieel_uitkomst verzoek opmerking inschrijving"},
    {"ACTION", "read write confer"},
    {"PURPOSE", "tnw_traject bezoek rit overmacht opvolging_ao"},
    {"PROCEDURE", "tnw_traject bezoek rit overmacht opvolging_ao"},
    {"MESSAGE_KIND", "vraag antwoord advies doorverwijzing overlegverzoek beslissing"},
    {"CASUS_KIND", "vraag antwoord advies ontvangst"},
    {"EMPLOYMENT", "employed unemployed self_employed contract_ended"},
    {"FOR_WHOM", "employee self_employed jobseeker employer employed unemployed contract_ended"},
    {"FICHE_KIND",
     "preventiedienst ziekenfonds vdab forem actiris adg gtb gob jobcoach huisartsenpraktijk ziekenhuis hulpverlener "
     "rentree ips vakbond sociaal_secretariaat fedris verzekeraar andere"},
    {"HELP",
     "diagnosis_first work_adaptation partial_work own_employer_return other_employer training coach money_info "
     "mental_support talk_first after_cancer"},
    {"SERVES", "employee self_employed jobseeker employer"},
    {"REGION", "vlaanderen brussel wallonie ostbelgien"},
    {"FACT",
     "still_at_work severity_no_return occupational_cause potential adviser_agrees visit_insufficient "
     "no_visit_wanted rit_ended questionnaire_unanswered own_initiative mental_severe wish_to_work nobody_leads"},
    {"EVIDENCE", "eid_reading eid_signing paper"},
    {"STATE", "active disabled"},
    {"LANGUAGE", "nl fr de en"},
    {"DECISION", "permit deny fail"},
    {"YES_NO", "yes no"},
    {"ERASURE_REASON", "not_needed mistake no_trust other"},
    {"FORMAT", "table json csv"},
    {"SHELL", "bash zsh fish"},
    {NULL, NULL},
};

const char *
vocabulary_of(const char *value)
{
    size_t len = 0;
    value += *value == '[';
    len = strcspn(value, "] ");
    for (const struct vocabulary *row = vocabulary_table; row->value != NULL; row++) {
        if (strlen(row->value) == len && memcmp(row->value, value, len) == 0) {
            return row->words;
        }
    }
    return NULL;
}

bool
vocabulary_has(const char *value, const char *word)
{
    const char *words = vocabulary_of(value);
    size_t len = strlen(word);
    for (const char *at = words; len > 0 && at != NULL && (at = strstr(at, word)) != NULL; at += len) {
        bool begins = at == words || at[-1] == ' ';
        if (begins && (at[len] == 0 || at[len] == ' ')) {
            return true;
        }
    }
    return false;
}

#include "options.h"

#include <stddef.h>
#include <string.h>

const struct option_row options_table[OPTION_COUNT] = {
    [OPTION_URL] = {"--url", "URL", false, "the server, https://HOST:PORT"},
    [OPTION_CA] = {"--ca", "FILE", false, "issuers of the server's certificate (PEM)"},
    [OPTION_CERT] = {"--cert", "FILE", false, "your certificate (PEM)"},
    [OPTION_KEY] = {"--key", "FILE", false, "its key (PEM), when it is in a file of its own"},
    [OPTION_P12] = {"--p12", "FILE", false, "certificate and key (PKCS#12); the password is in TNW_P12_PASSWORD"},
    [OPTION_ROLE] = {"--role", "ROLE", false, "the role in which you act (before the command where it has a --role)"},
    [OPTION_ACTOR_ID] = {"--actor-id", "ACTOR", false, "which of your registrations acts"},
    [OPTION_PURPOSE] = {"--purpose", "PURPOSE", false, "what for (before the command where it has a --purpose)"},
    [OPTION_PROFILE] = {"--profile", "FILE", false, "profile file; default ~/.config/tnw/profile.ini"},
    [OPTION_AS] = {"--as", "NAME", false, "section of the profile file, or actor of the sandbox"},
    [OPTION_SANDBOX] = {"--sandbox", "DIR", false, "use DIR/sandbox.json of a sandbox server, with --as"},
    [OPTION_JSON] = {"--json", NULL, false, "print the server's JSON, one answer a line"},
    [OPTION_HELP] = {"--help", NULL, false, "explain the command"},
    [OPTION_LIMIT] = {"--limit", "N", false, "at most so many, up to 200"},
    [OPTION_AFTER] = {"--after", "CURSOR", false, "go on where the page before ended"},
    [OPTION_NISS] = {"--niss", "NISS", false, "national number; - reads it from standard input"},
    [OPTION_NAME] = {"--name", "NAME", false, "name"},
    [OPTION_START] = {"--start", "DATE", false, "first day of unfitness"},
    [OPTION_EMPLOYMENT] = {"--employment", "KIND", false, "employed, unemployed or self_employed"},
    [OPTION_CATEGORY] = {"--category", "CATEGORY", true, "category of fragments: gao, fit_note, ..."},
    [OPTION_FILE] = {"--file", "FILE", false, "a file with the content (JSON) or the text; - reads standard input"},
    [OPTION_VERSION] = {"--version", "N", false, "an older version"},
    [OPTION_IF_VERSION] = {"--if-version", "N", false, "change only if this is the newest version (default: look)"},
    [OPTION_FOR_ROLE] = {"--role", "ROLE", true, "role: huisarts, adviserend_arts, ..."},
    [OPTION_ACTOR] = {"--actor", "ACTOR", false, "actor: act_..."},
    [OPTION_DOSSIER] = {"--dossier", "DOSSIER", false, "dossier: dos_..."},
    [OPTION_ACTION] = {"--action", "ACTION", true, "read, write or confer"},
    [OPTION_FOR_PURPOSE] = {"--purpose", "PURPOSE", true, "tnw_traject, bezoek, rit, overmacht or opvolging_ao"},
    [OPTION_FROM] = {"--from", "DATE", false, "first day; of a consent, default today"},
    [OPTION_UNTIL] = {"--until", "DATE", false, "last day"},
    [OPTION_EVIDENCE] = {"--evidence", "KIND", false, "how the patient agreed: eid_reading, eid_signing or paper"},
    [OPTION_REFERENCE] = {"--reference", "TEXT", false, "where the evidence is kept"},
    [OPTION_DATE] = {"--date", "DATE", false, "day of the evidence"},
    [OPTION_PROCEDURE] = {"--procedure", "PROCEDURE", false, "tnw_traject, bezoek, rit or overmacht"},
    [OPTION_SUBJECT] = {"--subject", "TEXT", false, "what it is about"},
    [OPTION_WITH] = {"--with", "ACTOR", true, "who takes part: act_..."},
    [OPTION_KIND] = {"--kind", "KIND", false, "vraag, antwoord, advies, doorverwijzing, overlegverzoek, beslissing"},
    [OPTION_TEXT] = {"--text", "TEXT", false, "the message; - reads standard input"},
    [OPTION_FRAGMENT] = {"--fragment", "FRAGMENT", true, "fragment that goes with it: frg_..."},
    [OPTION_REPLY_TO] = {"--reply-to", "MESSAGE", false, "message that it answers: msg_..."},
    [OPTION_ANSWER_BY] = {"--answer-by", "DATE", false, "day by which an answer is asked"},
    [OPTION_CONCLUSION] = {"--conclusion", "TEXT", false, "what was concluded; - reads standard input"},
    [OPTION_FOLLOW] = {"--follow", NULL, false,
                       "keep waiting for the next, from where it was; --after '' begins again"},
    [OPTION_ZONE] = {"--zone", "ZONE", false, "primary-care zone"},
    [OPTION_Q] = {"--q", "TEXT", false, "beginnings of words of a name"},
    [OPTION_CBE] = {"--cbe", "CBE", false, "enterprise number, ten digits"},
    [OPTION_NIHII_HOSPITAL] = {"--nihii-hospital", "NIHII", false, "hospital number, eight digits"},
    [OPTION_EHP] = {"--ehp", "EHP", false, "eHealth partner number, ten digits"},
    [OPTION_NIHII] = {"--nihii", "NIHII", false, "RIZIV number of a doctor"},
    [OPTION_ORGANISATION] = {"--organisation", "ACTOR", false, "organisation that they work for: act_..."},
    [OPTION_PHONE] = {"--phone", "NUMBER", false, "telephone"},
    [OPTION_EMAIL] = {"--email", "ADDRESS", false, "e-mail"},
    [OPTION_ADDRESS] = {"--address", "TEXT", false, "postal address"},
    [OPTION_WEB] = {"--web", "URL", false, "web page"},
    [OPTION_LANGUAGE] = {"--language", "CODE", true, "nl, fr, de or en"},
    [OPTION_FOLD] = {"--fold", NULL, false, "what one actor did again and again on one day, once with its count"},
    [OPTION_QUOTA] = {"--quota", "FACTOR", false, "how many times the policy's quotas of a day, 1 to 100"},
    [OPTION_STATE] = {"--state", "STATE", false, "active or disabled"},
    [OPTION_PROVE] = {"--prove", NULL, false, "check that it is in the log, against a signed checkpoint"},
    [OPTION_VERIFY] = {"--verify", NULL, false, "check that the list is complete and unchanged"},
    [OPTION_OUT] = {"--out", "FILE", false, "where to write it; never over a file that is there"},
    [OPTION_LOG_KEY] = {"--key", "VKEY", false, "public key of the log; default log_key of the profile"},
    [OPTION_LOG_KEY_FILE] = {"--key-file", "FILE", false, "file with the public key of the log"},
    [OPTION_WITNESS] = {"--witness", "VKEY", true, "public key of a witness whose cosignature is asked for"},
    [OPTION_SINCE] = {"--since", "NOTEFILE", false, "a checkpoint kept earlier, which the log must continue"},
    [OPTION_ONLINE] = {"--online", NULL, false, "ask the server for the records"},
    [OPTION_FORMAT] = {"--format", "FORM", false, "table, json or csv; default table"},
    [OPTION_MANY] = {"--many", "N", false, "more dossiers than this on one day are many; default 30"},
    [OPTION_DENIALS] = {"--denials", "N", false, "so many refusals in a row are reported; default 5"},
    [OPTION_DAYS] = {"--days", "N", false, "days for the patient to see a recorded consent; default 14"},
    [OPTION_STATE_FILE] = {"--state", "FILE", false, "where the last checkpoint that held is kept"},
    [OPTION_KEY_FILE] = {"--key", "FILE", false, "the witness's own key, made by tnw audit witness-key"},
    [OPTION_ONCE] = {"--once", NULL, false, "one round, then end"},
    [OPTION_INTERVAL] = {"--interval", "S", false, "seconds between two rounds, 1 to 86400; default 60"},
    [OPTION_OPERATION] = {"--action", "NAME", false, "what was done: fragment.read, consent.give, ..."},
    [OPTION_FROM_TIME] = {"--from", "WHEN", false, "first day, or a time: 2026-03-01T08:00:00Z"},
    [OPTION_UNTIL_TIME] = {"--until", "WHEN", false, "last day, or the time before which"},
    [OPTION_DECISION] = {"--decision", "DECISION", false, "permit, deny or fail"},
    [OPTION_SUBMIT] = {"--submit", "URL", true, "carry checkpoints to this public witness (C2SP tlog-witness)"},
    [OPTION_QUORUM] = {"--quorum", "N", false, "so many of the witnesses must have cosigned; default: all of them"},
    [OPTION_OVERWRITE] = {"--overwrite", NULL, false, "replace the file that is there"},
    [OPTION_REQUEST] = {"--request", "REQUEST", false, "the record of that answer: its TNW-Request, req_..."},
    [OPTION_GROUND] = {"--ground", "GROUND", false, "on which ground: own_dossier, consent, consent:cns_..."},
};

enum option
options_find(option_set set, const char *name, int len)
{
    for (unsigned i = 0; i < OPTION_COUNT; i++) {
        const char *row = options_table[i].name;
        if ((set & OPTION_BIT(i)) != 0 && strlen(row) == (size_t)len && memcmp(row, name, (size_t)len) == 0) {
            return (enum option)i;
        }
    }
    return OPTION_COUNT;
}

bool
options_add(struct options *options, enum option option, const char *value)
{
    const char **values = options->values[option];
    unsigned max = options_table[option].many ? OPTIONS_VALUES_MAX : 1;
    for (unsigned i = 0; i < max; i++) {
        if (values[i] == NULL) {
            values[i] = value;
            return true;
        }
    }
    return false;
}

const char *
options_text(const struct options *options, enum option option)
{
    return options->values[option][0];
}

const char *const *
options_texts(const struct options *options, enum option option)
{
    return options_given(options, option) ? options->values[option] : NULL;
}

bool
options_given(const struct options *options, enum option option)
{
    return options->values[option][0] != NULL;
}

bool
options_parse_number(const char *text, uint64_t max, uint64_t *number)
{
    uint64_t value = 0;
    if (*text == 0) {
        return false;
    }
    for (; *text != 0; text++) {
        uint64_t digit = (uint64_t)(unsigned char)*text - '0';
        if (digit > 9 || value > (max - digit) / 10) {
            return false;
        }
        value = value * 10 + digit;
    }
    *number = value;
    return value <= max;
}

bool
options_number(const struct options *options, enum option option, uint64_t max, uint64_t *number)
{
    const char *text = options_text(options, option);
    *number = 0;
    return text == NULL || options_parse_number(text, max, number);
}

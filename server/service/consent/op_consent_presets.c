#include "service/consent/act.h"
#include "service/consent/consent_show.h"
#include "service/core/answer.h"
#include "service/core/language.h"
#include "service/core/page.h"
#include "service/core/problem.h"
#include "service/operations.h"

static void
show_preset_grant(struct json_writer *jw, const struct consent *consent)
{
    jw_open(jw, NULL);
    jw_open(jw, "grantee");
    jw_str(jw, "role", codes_text(&codes_role, consent->role));
    jw_close(jw);
    jw_codes(jw, "categories", &codes_category, consent->categories);
    jw_codes(jw, "actions", &codes_action, consent->actions);
    jw_codes(jw, "purposes", &codes_purpose, consent->purposes);
    jw_date(jw, "until", consent->until);
    jw_close(jw);
}

/* As it would be given today. */
static void
show_preset(struct json_writer *jw, struct call *call, struct txn *txn, const struct access *access,
            enum language language, const struct preset *preset)
{
    struct consent consents[LIMIT_GRANTS_AT_ONCE] = {{.exclude = false}};
    size_t count = act_of_preset(consents, preset, call->found.today, 0);
    jw_open(jw, NULL);
    jw_str(jw, "code", preset->code);
    jw_str(jw, "title", preset->title[language]);
    jw_str(jw, "explanation", preset->explanation[language]);
    jw_open_list(jw, "grants");
    for (size_t i = 0; i < count; i++) {
        show_preset_grant(jw, &consents[i]);
    }
    jw_close_list(jw);
    sentence_show_all(jw, "sentences", call, txn, access, language, consents, count);
    jw_close(jw);
}

static void
show_presets(struct call *call, struct txn *txn, const struct access *access, enum language language)
{
    const struct presets *presets = call->world->presets;
    struct json_writer jw = answer_open(call);
    jw_open(&jw, NULL);
    jw_open_list(&jw, "items");
    for (size_t i = 0; i < presets->count; i++) {
        show_preset(&jw, call, txn, access, language, &presets->preset[i]);
    }
    jw_close_list(&jw);
    jw_str(&jw, "version", presets->version);
    jw_close(&jw);
    answer_shown(call);
}

/* Of no dossier, or of one, with the names of who would have it now. */
enum tnw_err
op_consent_presets(struct call *call, struct txn *txn)
{
    struct access access = {.consents = NULL};
    struct id dossier;
    enum language language;
    const char *wanted = page_query(call, "dossier");
    enum tnw_err err = language_wanted(call, LANGUAGE_NL, &language);
    if (err == TNW_OK && wanted != NULL && id_parse(&dossier, ID_DOSSIER, wanted) != TNW_OK) {
        err = problem(call, TNW_E_INVALID_PARAMETER, "dossier must be the id of a dossier");
    }
    if (err == TNW_OK && wanted != NULL) {
        err = access_open(call, txn, &dossier, &access);
    }
    if (err == TNW_OK && wanted != NULL) {
        access_note_sight(call, &access);
    }
    if (err == TNW_OK) {
        show_presets(call, txn, wanted == NULL ? NULL : &access, language);
    }
    access_close(&access);
    return err;
}

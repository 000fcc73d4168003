#include "service/directory/fiche_body.h"

#include <string.h>

#include "json/json.h"
#include "rules/field.h"

static enum fiche_told
read_fiche_flag(const json_t *body, const char *name)
{
    const json_t *value = json_object_get(body, name);
    return !json_is_boolean(value) ? FICHE_NOT_TOLD : json_is_true(value) ? FICHE_YES : FICHE_NO;
}

static void
read_zones(struct buf *out, const json_t *zones)
{
    size_t i;
    const json_t *zone;
    json_array_foreach(zones, i, zone)
    {
        buf_put_str(out, i == 0 ? "" : "\n");
        buf_put_str(out, json_string_value(zone));
    }
}

static void
read_fiche_texts(struct fiche *given, const json_t *body)
{
    static const enum fiche_text plain[] = {FICHE_REF,   FICHE_NAME, FICHE_PLACE, FICHE_ADDRESS, FICHE_PHONE,
                                            FICHE_EMAIL, FICHE_URL,  FICHE_COST,  FICHE_PROJECT};
    const json_t *about = json_object_get(body, "about");
    for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++) {
        const char *text = field_text(body, fiche_text_names[plain[i]]);
        buf_put_slice(&given->texts[plain[i]], slice_str(text));
    }
    for (unsigned language = 0; language < LANGUAGE_COUNT; language++) {
        const char *text = field_text(about, codes_text(&codes_language, language));
        buf_put_slice(&given->texts[FICHE_ABOUT_NL + language], slice_str(text));
    }
    read_zones(&given->texts[FICHE_ZONES], json_object_get(body, "zones"));
    if (json_object_size(json_object_get(body, "professional")) > 0) {
        field_canonical(&given->texts[FICHE_PROFESSIONAL], body, "professional");
    }
}

void
fiche_body_read(struct fiche_body *out, const json_t *body)
{
    struct fiche *given = &out->given;
    const json_t *weeks = json_object_get(body, "waiting_weeks");
    *out = (struct fiche_body){.given = FICHE_EMPTY};
    out->has_ref = json_object_get(body, "ref") != NULL;
    out->has_actor = json_object_get(body, "actor") != NULL;
    out->has_professional = json_object_get(body, "professional") != NULL;
    given->actor = field_id(body, "actor", ID_ACTOR);
    given->kind = (enum fiche_kind)field_code(body, "kind", &codes_fiche_kind, FICHE_KIND_NONE);
    for (unsigned set = 0; set < FICHE_SETS; set++) {
        given->sets[set] = field_codes(body, fiche_set_names[set], fiche_set_codes[set], 0);
    }
    for (unsigned flag = 0; flag < FICHE_FLAGS; flag++) {
        given->flags[flag] = read_fiche_flag(body, fiche_flag_names[flag]);
    }
    given->waiting_weeks = json_is_integer(weeks) ? (uint16_t)json_integer_value(weeks) : FICHE_WEEKS_NOT_TOLD;
    given->valid_until = field_date(body, "valid_until", 0);
    read_fiche_texts(given, body);
}

enum tnw_err
fiche_body_error(const struct fiche_body *it)
{
    enum tnw_err err = TNW_OK;
    for (size_t i = 0; i < FICHE_TEXTS && err == TNW_OK; i++) {
        err = it->given.texts[i].err;
    }
    return err;
}

struct breach
fiche_body_breach(const struct fiche_body *it)
{
    bool stray = it->given.sets[FICHE_REFERRERS] != 0 && it->given.flags[FICHE_REFERRAL_NEEDED] != FICHE_YES;
    return stray ? (struct breach){"/referrers", "are told only where referral_needed is true"} : BREACH_NONE;
}

void
fiche_body_wipe(void *it)
{
    struct fiche_body *body = it;
    fiche_wipe(&body->given);
}

struct fiche
fiche_body_merge(const struct fiche_body *body, const struct fiche *before)
{
    struct fiche next = body->given;
    next.id = before->id;
    next.epoch = before->epoch + 1;
    next.verified_on = before->verified_on;
    next.verified_by = before->verified_by;
    if (!body->has_actor) {
        next.actor = before->actor;
    }
    if (!body->has_ref) {
        next.texts[FICHE_REF] = before->texts[FICHE_REF];
    }
    if (!body->has_professional) {
        next.texts[FICHE_PROFESSIONAL] = before->texts[FICHE_PROFESSIONAL];
    }
    return next;
}

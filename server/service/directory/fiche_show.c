#include "service/directory/fiche_show.h"

#include <string.h>

#define STALE_MONTHS 12 /* design.md: older than a year is shown as old */

bool
fiche_show_is_stale(const struct fiche *fiche, day_num today)
{
    return fiche->verified_on == 0 || date_add_months(fiche->verified_on, STALE_MONTHS) < today;
}

static void
show_fiche_text(struct json_writer *jw, const struct fiche *fiche, enum fiche_text which)
{
    const struct buf *text = &fiche->texts[which];
    if (text->len == 0) {
        jw_null(jw, fiche_text_names[which]);
    } else {
        jw_slice(jw, fiche_text_names[which], buf_slice(text));
    }
}

static void
show_zones(struct json_writer *jw, struct slice zones)
{
    jw_open_list(jw, "zones");
    while (zones.len > 0) {
        jw_slice(jw, NULL, fiche_take_zone(&zones));
    }
    jw_close_list(jw);
}

static void
show_about(struct json_writer *jw, const struct fiche *fiche)
{
    jw_open(jw, "about");
    for (unsigned language = 0; language < LANGUAGE_COUNT; language++) {
        const struct buf *text = &fiche->texts[FICHE_ABOUT_NL + language];
        if (text->len > 0) {
            jw_slice(jw, codes_text(&codes_language, language), buf_slice(text));
        }
    }
    jw_close(jw);
}

static void
show_flag(struct json_writer *jw, const struct fiche *fiche, enum fiche_flag which)
{
    if (fiche->flags[which] == FICHE_NOT_TOLD) {
        jw_null(jw, fiche_flag_names[which]);
    } else {
        jw_bool(jw, fiche_flag_names[which], fiche->flags[which] == FICHE_YES);
    }
}

/* What it says, and when somebody last made sure of it. */
static void
show_offer(struct json_writer *jw, const struct fiche *fiche)
{
    static const enum fiche_text shown[] = {FICHE_NAME,  FICHE_PLACE, FICHE_ADDRESS, FICHE_PHONE,
                                            FICHE_EMAIL, FICHE_URL,   FICHE_COST,    FICHE_PROJECT};
    jw_id(jw, "actor", ID_ACTOR, &fiche->actor);
    jw_str(jw, "kind", codes_text(&codes_fiche_kind, fiche->kind));
    for (size_t i = 0; i < sizeof shown / sizeof shown[0]; i++) {
        show_fiche_text(jw, fiche, shown[i]);
    }
    show_about(jw, fiche);
    show_zones(jw, buf_slice(&fiche->texts[FICHE_ZONES]));
    for (unsigned set = 0; set < FICHE_SETS; set++) {
        jw_codes(jw, fiche_set_names[set], fiche_set_codes[set], fiche->sets[set]);
    }
    for (unsigned flag = 0; flag < FICHE_FLAGS; flag++) {
        show_flag(jw, fiche, (enum fiche_flag)flag);
    }
    if (fiche->waiting_weeks == FICHE_WEEKS_NOT_TOLD) {
        jw_null(jw, "waiting_weeks");
    } else {
        jw_int(jw, "waiting_weeks", fiche->waiting_weeks);
    }
    jw_date_or_null(jw, "valid_until", fiche->valid_until);
    jw_date_or_null(jw, "verified_on", fiche->verified_on);
}

static void
show_open_members(struct json_writer *jw, const struct fiche *fiche, day_num today)
{
    jw_id(jw, "id", ID_FICHE, &fiche->id);
    show_offer(jw, fiche);
    jw_bool(jw, "stale", fiche_show_is_stale(fiche, today));
}

static void
show_professional(struct json_writer *jw, const struct fiche *fiche)
{
    if (fiche->texts[FICHE_PROFESSIONAL].len == 0) {
        jw_null(jw, "professional");
    } else {
        jw_raw(jw, "professional", buf_slice(&fiche->texts[FICHE_PROFESSIONAL]));
    }
}

void
fiche_show_open(struct json_writer *jw, const char *key, const struct fiche *fiche, day_num today)
{
    jw_open(jw, key);
    show_open_members(jw, fiche, today);
    jw_close(jw);
}

void
fiche_show_whole(struct json_writer *jw, const char *key, const struct fiche *fiche, day_num today)
{
    jw_open(jw, key);
    show_open_members(jw, fiche, today);
    show_fiche_text(jw, fiche, FICHE_REF);
    jw_id(jw, "verified_by", ID_ACTOR, &fiche->verified_by);
    show_professional(jw, fiche);
    jw_close(jw);
}

void
fiche_show_row(struct json_writer *jw, const struct fiche *fiche, bool professional)
{
    jw_open(jw, NULL);
    if (fiche->texts[FICHE_REF].len > 0) {
        jw_slice(jw, "ref", buf_slice(&fiche->texts[FICHE_REF]));
    } else {
        jw_id(jw, "ref", ID_FICHE, &fiche->id);
    }
    show_offer(jw, fiche);
    if (professional) {
        show_professional(jw, fiche);
    }
    jw_close(jw);
}

#include "bench/country/country_text.h"

#include "base/bytes.h"

/* clang-format off */
static const char *const sentences[] = {
    "De klachten nemen langzaam af sinds de behandeling is aangepast.",
    "Halftijds hervatten lijkt haalbaar vanaf volgende maand, liefst in de voormiddag.",
    "Zwaar tillen en langdurig rechtstaan blijven voorlopig af te raden.",
    "De patiënt slaapt beter, maar is na inspanning nog lang vermoeid.",
    "Er is overlegd over aangepast werk; de werkgever staat er voor open.",
    "Kinesitherapie loopt door, twee keer per week, nog zes weken.",
    "Een gesprek met de arbeidsarts is gepland om de werkpost te bekijken.",
    "La reprise progressive a été discutée ; le patient souhaite essayer.",
    "Controle over drie weken, vroeger als de pijn weer toeneemt.",
    "De patiënt vraagt wat een opleiding betekent voor de uitkering.",
    "Geen tegenindicatie voor licht administratief werk.",
    "Wacht op het verslag van de specialist voor een volgende stap.",
};
static const char *const employments[] = {"employed", "employed", "employed", "unemployed", "self_employed"};
static const char *const channels[] = {"visit", "phone", "video"};
/* clang-format on */

#define COUNT(list) (sizeof(list) / sizeof *(list))

enum { TEXT_MAX = 700 };

/* count sentences, at random */
static json_t *
say_sentences(struct evidence_random *random, uint64_t count)
{
    struct buf text = {0};
    for (uint64_t i = 0; i < count; i++) {
        buf_put_str(&text, i == 0 ? "" : " ");
        buf_put_str(&text, sentences[evidence_random_below(random, COUNT(sentences))]);
    }
    json_t *said = json_stringn((const char *)text.ptr, text.len);
    buf_free(&text);
    return said;
}

static json_t *
day_text(day_num day)
{
    char text[DATE_TEXT];
    date_format(text, day);
    return json_string(text);
}

static json_t *
id_text(enum id_kind kind, const struct id *id)
{
    char text[ID_TEXT];
    id_format(text, kind, id);
    return json_string(text);
}

json_t *
country_text_dossier(const char *niss, uint64_t number, day_num start, struct evidence_random *random)
{
    char name[32];
    (void)snprintf(name, sizeof name, "Patient %llu", (unsigned long long)number);
    return json_pack("{s:{s:s,s:s},s:o,s:s}", "patient", "niss", niss, "name", name, "start", day_text(start),
                     "employment", employments[evidence_random_below(random, COUNT(employments))]);
}

json_t *
country_text_participant(const struct id *actor, const char *role)
{
    return json_pack("{s:o,s:s}", "actor", id_text(ID_ACTOR, actor), "role", role);
}

/* Doctors read all, the coordinator what is no medical matter. */
static json_t *
grant_to(const char *role, bool medical, bool writes, day_num until)
{
    json_t *categories = medical ? json_pack("[s,s,s,s,s]", "gao", "diagnose", "fit_note", "werkpost", "opvolging")
                                 : json_pack("[s,s,s]", "fit_note", "werkpost", "opvolging");
    json_t *actions = writes ? json_pack("[s,s,s]", "read", "write", "confer") : json_pack("[s,s]", "read", "confer");
    return json_pack("{s:{s:s},s:o,s:o,s:[s],s:o}", "grantee", "role", role, "categories", categories, "actions",
                     actions, "purposes", "tnw_traject", "until", day_text(until));
}

json_t *
country_text_consent(day_num today, bool arbeidsarts, bool coordinator)
{
    day_num until = today + 300;
    json_t *grants =
        json_pack("[o,o]", grant_to("huisarts", true, true, until), grant_to("adviserend_arts", true, true, until));
    if (arbeidsarts) {
        (void)json_array_append_new(grants, grant_to("arbeidsarts", true, true, until));
    }
    if (coordinator) {
        (void)json_array_append_new(grants, grant_to("tnw_coordinator", false, true, until));
    }
    return json_pack("{s:o}", "grants", grants);
}

static json_t *
content_of_category(enum category category, day_num start, day_num today, struct evidence_random *random)
{
    json_t *note = say_sentences(random, 1 + evidence_random_below(random, 8));
    day_num day = today - (day_num)evidence_random_below(random, (uint64_t)(today - start + 1));
    switch (category) {
    case CATEGORY_GAO:
        return json_pack("{s:o,s:o,s:s,s:o}", "begin", day_text(start), "end", day_text(start + 27), "reason",
                         "illness", "note", note);
    case CATEGORY_DIAGNOSE:
        return json_pack("{s:s,s:s,s:s,s:o,s:o}", "code_system", "ICD-10", "code", "M54.5", "text", "Lage rugpijn",
                         "since", day_text(start), "treatment", note);
    case CATEGORY_FIT_NOTE:
        return json_pack("{s:o,s:o,s:i,s:[s],s:o}", "from", day_text(day), "until", day_text(day + 60),
                         "hours_per_week", 19, "restrictions", "Geen lasten boven 5 kg", "note", note);
    case CATEGORY_WERKPOST:
        return json_pack("{s:[{s:s,s:s,s:s}],s:o}", "adaptations", "of", "equipment", "nature", "material", "text",
                         "Zit-sta-bureau", "note", note);
    default:
        return json_pack("{s:o,s:s,s:b,s:o}", "date", day_text(day), "channel",
                         channels[evidence_random_below(random, COUNT(channels))], "present", 1, "outcome", note);
    }
}

json_t *
country_text_fragment(enum category category, day_num start, day_num today, struct evidence_random *random)
{
    return json_pack("{s:s,s:o}", "category", codes_text(&codes_category, category), "content",
                     content_of_category(category, start, today, random));
}

json_t *
country_text_thread(const struct id *adviserend, const struct id *other)
{
    json_t *members = json_pack("[o]", id_text(ID_ACTOR, adviserend));
    if (!id_is_zero(other)) {
        (void)json_array_append_new(members, id_text(ID_ACTOR, other));
    }
    return json_pack("{s:s,s:s,s:o}", "procedure", "tnw_traject", "subject", "Deeltijds hervatten?", "participants",
                     members);
}

json_t *
country_text_question(const struct id *fragment, day_num today, struct evidence_random *random)
{
    return json_pack("{s:s,s:o,s:o,s:[o]}", "kind", "vraag", "text",
                     say_sentences(random, 2 + evidence_random_below(random, 6)), "answer_by", day_text(today + 14),
                     "fragments", id_text(ID_FRAGMENT, fragment));
}

json_t *
country_text_advice(const struct id *question, struct evidence_random *random)
{
    return json_pack("{s:s,s:o,s:o}", "kind", "advies", "text",
                     say_sentences(random, 2 + evidence_random_below(random, 6)), "reply_to",
                     id_text(ID_MESSAGE, question));
}

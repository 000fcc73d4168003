#include "service/process/sheet.h"

#include "base/markup.h"
#include "service/access_log/words_say.h"
#include "service/process/facts/holder.h"
#include "service/process/step_show.h"
#include "store/records/actor.h"
#include "store/records/process/suspension.h"

const char sheet_style[] = "body{font:11pt/1.45 sans-serif;max-width:42em;margin:2em auto;padding:0 1em}"
                           "li{break-inside:avoid;margin-bottom:1em}h3{margin:0}p{margin:.2em 0}"
                           ".late h3::before{content:\"! \"}footer{font-size:9pt}";

struct sheet {
    struct buf *out;
    const struct call *call;
    struct txn *txn;
    const struct access *access;
    const struct steps *steps;
    struct speech speech;
};

static const char *
sheet_word(const struct sheet *sheet, const char *section, const char *key)
{
    const char *word = words_say(&sheet->speech, section, key);
    return word == NULL ? "" : word;
}

static void
put_element(const struct sheet *sheet, const char *tag, struct slice text)
{
    if (text.len > 0) {
        buf_printf(sheet->out, "<%s>", tag);
        markup_put_text(sheet->out, text);
        buf_printf(sheet->out, "</%s>\n", tag);
    }
}

/* A sentence of the catalogue with the day in its place {day}, or the name in {name}, as an element. */
static void
put_sentence(const struct sheet *sheet, const char *tag, const char *key, day_num day, struct slice name)
{
    struct buf when = {0};
    struct buf text = {0};
    if (day != 0) {
        words_say_date(&when, &sheet->speech, day);
    }
    const struct words_place places[] = {{"day", buf_slice(&when)}, {"name", name}};
    words_fill(&text, sheet_word(sheet, "fiche", key), places, 2);
    buf_fail(sheet->out, when.err != TNW_OK ? when.err : text.err);
    put_element(sheet, tag, buf_slice(&text));
    buf_free(&when);
    buf_free(&text);
}

/* Who acts, by their roles; to the reader themself: "you". */
static void
put_who_acts(const struct sheet *sheet, const struct timeline_step *step)
{
    struct buf names = {0};
    const char *items[ROLE_COUNT + 1];
    size_t count = 0;
    bool own = steps_acts(sheet->call, step);
    if (own) {
        items[count++] = sheet_word(sheet, "fiche", "you");
    }
    for (unsigned role = 0; role < ROLE_COUNT; role++) {
        bool other = (step->who & CODE_BIT(role)) != 0 && !(own && (enum role)role == sheet->call->found.role);
        if (other) {
            items[count++] = sheet_word(sheet, "role", codes_text(&codes_role, role));
        }
    }
    words_say_list(&names, &sheet->speech, WORDS_LIST_PLAIN, items, count);
    buf_fail(sheet->out, names.err);
    put_sentence(sheet, "p", "who", 0, buf_slice(&names));
    buf_free(&names);
}

static const char *
key_of_time(const struct timeline_step *step)
{
    switch (step->state) {
    case STEP_OVERDUE:
        return "late";
    case STEP_DUE:
        return step->duty ? "by" : "may";
    default:
        return step->status == STEP_STATUS_ANNOUNCED ? "announced" : step->duty ? "by" : "may";
    }
}

static void
put_sheet_step(const struct sheet *sheet, const struct timeline_step *step)
{
    bool late = step->state == STEP_OVERDUE;
    buf_put_str(sheet->out, late ? "<li class=\"late\">\n" : "<li>\n");
    put_element(sheet, "h3", slice_str(step_show_to_patient(step->title, sheet->speech.language)));
    if (step->due != 0) {
        put_sentence(sheet, "p", key_of_time(step), step->due, slice_of("", 0));
    }
    put_who_acts(sheet, step);
    if (late && !steps_acts(sheet->call, step)) {
        put_sentence(sheet, "p", "not_yours", 0, slice_of("", 0));
    }
    put_element(sheet, "p", slice_str(step_show_to_patient(step->text, sheet->speech.language)));
    put_element(sheet, "p", slice_str(step_show_to_patient(step->why_text, sheet->speech.language)));
    put_element(sheet, "p", slice_str(step_show_to_patient(step->benefit, sheet->speech.language)));
    buf_put_str(sheet->out, "</li>\n");
}

static void
put_steps(const struct sheet *sheet)
{
    size_t shown = 0;
    put_sentence(sheet, "h2", "coming", 0, slice_of("", 0));
    for (size_t i = 0; i < sheet->steps->count; i++) {
        const struct timeline_step *step = &sheet->steps->list[i];
        if (steps_is_open(step) && steps_sees(sheet->call, step)) {
            buf_put_str(sheet->out, shown++ == 0 ? "<ol>\n" : "");
            put_sheet_step(sheet, step);
        }
    }
    buf_put_str(sheet->out, shown > 0 ? "</ol>\n" : "");
    if (shown == 0) {
        put_sentence(sheet, "p", "nothing", 0, slice_of("", 0));
    }
}

static void
put_contact(const struct sheet *sheet)
{
    struct actor actor;
    const struct id *contact = &sheet->access->dossier.facts.contact;
    bool may = (sheet->call->world->policy->fact_read[FACT_CONTACT] & CODE_BIT(sheet->call->found.role)) != 0;
    put_sentence(sheet, "h2", "contact", 0, slice_of("", 0));
    bool there =
        !id_is_zero(contact) && holder_can_be_named(sheet->call, sheet->txn, sheet->access, FACT_CONTACT, contact);
    if (may && there && actor_get(sheet->txn, contact, &actor)) {
        put_element(sheet, "p", buf_slice(&actor.name));
        actor_wipe(&actor);
    } else {
        put_sentence(sheet, "p", "no_contact", 0, slice_of("", 0));
    }
    put_sentence(sheet, "p", "ask", 0, slice_of("", 0));
}

static void
put_pause(const struct sheet *sheet)
{
    const struct process *process = &sheet->steps->process;
    bool may = (sheet->call->world->policy->suspension_read & CODE_BIT(sheet->call->found.role)) != 0;
    for (size_t i = 0; may && i < process->suspension_count; i++) {
        if (process->suspensions[i].until == 0) {
            put_sentence(sheet, "p", "paused", process->suspensions[i].from, slice_of("", 0));
        }
    }
}

void
sheet_write(struct buf *out, const struct call *call, struct txn *txn, const struct access *access,
            const struct steps *steps, enum language language)
{
    const struct sheet sheet = {out, call, txn, access, steps, {call->world->words, language}};
    const char *title = sheet_word(&sheet, "fiche", "title");
    buf_printf(out, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n",
               codes_text(&codes_language, language));
    put_element(&sheet, "title", slice_str(title));
    buf_printf(out, "<style>%s</style>\n</head>\n<body>\n", sheet_style);
    put_element(&sheet, "h1", slice_str(title));
    put_sentence(&sheet, "p", "of", 0, buf_slice(&access->dossier.name));
    put_sentence(&sheet, "p", "since", access->dossier.start, slice_of("", 0));
    put_pause(&sheet);
    put_steps(&sheet);
    put_contact(&sheet);
    if (call->world->policy->releases_statistics) {
        put_sentence(&sheet, "p", "counted", 0, slice_of("", 0));
    }
    put_sentence(&sheet, "footer", "printed", call->found.today, slice_of("", 0));
    buf_put_str(out, "</body>\n</html>\n");
}

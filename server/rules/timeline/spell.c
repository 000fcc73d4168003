#include "rules/timeline/spell.h"

struct spell_terms
spell_read_terms(const struct reader *top)
{
    static const char *const names[] = {"again", "relapse", "relapse_invalidity", "invalidity", "source", "why", NULL};
    struct reader spell = reader_object(top, "spell");
    struct spell_terms terms = {.again = match_read(&spell, "again")};
    reader_only(&spell, names);
    reader_prose(&spell);
    struct reader relapse = reader_object(&spell, "relapse");
    terms.relapse = offset_read(&relapse, NULL);
    struct reader longer = reader_object(&spell, "relapse_invalidity");
    terms.relapse_invalidity = offset_read(&longer, NULL);
    struct reader invalidity = reader_object(&spell, "invalidity");
    terms.invalidity = offset_read(&invalidity, NULL);
    return terms;
}

/* The first day on which they are unfit again after that stretch of work; 0: nobody says so. What begins after the next
 * stretch is of that one. */
static day_num
unfit_again(const struct spell_terms *terms, const struct process *process, size_t index)
{
    const struct works *works = &process->facts.works;
    const struct work *work = &works->list[index];
    day_num end = index + 1 < works->count ? works->list[index + 1].from : 0;
    day_num again = 0;
    if (work->until != 0) {
        return work->until + 1;
    }
    for (size_t i = 0; i < process->event_count; i++) {
        const struct process_event *event = &process->events[i];
        bool after = match_event(&terms->again, event) && event->from >= work->from;
        if (after && (end == 0 || event->from < end) && (again == 0 || event->from < again)) {
            again = event->from;
        }
    }
    return again;
}

/* Somebody who worked is unfit again: a relapse, or a new spell. */
static void
fall_ill_again(struct spells *out, const struct spell_terms *terms, day_num again)
{
    struct spell *spell = &out->list[out->count - 1];
    bool invalid = spell->resumed - 1 >= offset_add(spell->start, terms->invalidity);
    const struct offset *relapse = invalid ? &terms->relapse_invalidity : &terms->relapse;
    out->unfit = true;
    if (again >= offset_add(spell->resumed, terms->relapse)) {
        out->uninterrupted = again;
    }
    if (again >= offset_add(spell->resumed, *relapse)) {
        out->list[out->count++] = (struct spell){.start = again};
    } else {
        spell->relapses++;
    }
}

/* Where nobody says that they were unfit between two stretches, the later is what holds: a day was corrected. */
void
spell_find(struct spells *out, const struct spell_terms *terms, const struct process *process, day_num today)
{
    const struct works *works = &process->facts.works;
    *out = (struct spells){
        .count = 1, .list = {{.start = process->start}}, .uninterrupted = process->start, .unfit = true};
    for (size_t i = 0; i < works->count && out->next == 0; i++) {
        const struct work *work = &works->list[i];
        out->resumed = out->unfit || work->from <= today ? work->from : out->resumed;
        if (work->from > today) {
            out->next = work->from;
            return;
        }
        out->unfit = false;
        out->list[out->count - 1].resumed = work->from;
        day_num again = unfit_again(terms, process, i);
        if (again > today) {
            out->next = again;
        } else if (again != 0) {
            fall_ill_again(out, terms, again);
        }
    }
}

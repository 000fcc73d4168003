#include "service/referral/asking.h"

#include <stdlib.h>
#include <string.h>

#include "rules/field.h"
#include "rules/timeline/timeline.h"
#include "service/fragment/authority.h"
#include "service/process/facts.h"
#include "service/process/facts/holder.h"
#include "service/process/loading.h"
#include "store/records/actor.h"
#include "store/records/fiche.h"
#include "store/records/fragment.h"

static void
take_text(char *out, size_t size, const char *text)
{
    size_t len = text == NULL ? 0 : strlen(text);
    if (out[0] == 0 && len < size) {
        memcpy(out, text == NULL ? "" : text, len + 1);
    }
}

static void
take_slice(char *out, size_t size, struct slice text)
{
    if (out[0] == 0 && text.len > 0 && text.len < size) {
        memcpy(out, text.ptr, text.len);
        out[text.len] = 0;
    }
}

void
asking_read(const json_t *body, struct referral_asked *out)
{
    referral_facts_read(body, &out->facts);
    take_text(out->employer, sizeof out->employer, field_text(body, "employer"));
    take_text(out->zone, sizeof out->zone, field_text(body, "zone"));
}

/* What the body said stands. */
static void
learn(struct referral_facts *facts, enum referral_fact fact, unsigned value)
{
    facts->value[fact] = facts->value[fact] == 0 ? value : facts->value[fact];
}

/* In half months, of a calendar month: the day of the month is counted as of thirty. */
static unsigned
half_months_between(day_num start, day_num today)
{
    day_num days = today < start ? 0 : today - start;
    unsigned halves = (unsigned)(days * 24 / 365);
    return halves > 2 * REFERRAL_MONTHS_MAX ? 2 * REFERRAL_MONTHS_MAX : halves;
}

static void
learn_facts(const struct call *call, struct txn *txn, const struct access *access, const struct process *process,
            struct referral_asked *asked)
{
    const struct dossier *dossier = &access->dossier;
    code_set visible = facts_visible(call, call->found.role);
    struct referral_facts *facts = &asked->facts;
    const struct facts *known = &dossier->facts;
    if (codes_has(visible, FACT_EMPLOYMENT)) {
        learn(facts, REFERRAL_EMPLOYMENT, 1 + (unsigned)dossier->employment);
    }
    if (codes_has(visible, FACT_START)) {
        day_num start = timeline_start(call->world->timeline, process, call->found.today);
        learn(facts, REFERRAL_MONTHS, 1 + half_months_between(start, call->found.today));
    }
    if (codes_has(visible, FACT_REGION) && known->region != REGION_NONE) {
        learn(facts, REFERRAL_REGION, 1 + (unsigned)known->region);
    }
    if (codes_has(visible, FACT_OCCUPATIONAL_CAUSE)) {
        learn(facts, REFERRAL_OCCUPATIONAL_CAUSE, referral_of_answer(known->occupational_cause));
    }
    if (codes_has(visible, FACT_ENTRANCE) && known->entrance != ENTRANCE_NONE) {
        learn(facts, known->entrance == ENTRANCE_RIT_BEEINDIGD ? REFERRAL_RIT_ENDED : REFERRAL_NO_VISIT_WANTED, 1);
    }
    if (codes_has(visible, FACT_REGIE)) {
        bool led = !id_is_zero(&known->regie) && holder_can(call, txn, access, FACT_REGIE, &known->regie);
        learn(facts, REFERRAL_NOBODY_LEADS, led ? 2 : dossier->participant_count > 2 ? 1 : 0);
    }
    take_text(asked->zone, sizeof asked->zone, codes_has(visible, FACT_ZONE) ? known->zone : "");
    take_text(asked->employer, sizeof asked->employer, codes_has(visible, FACT_EMPLOYER) ? known->employer : "");
}

/* What an event tells; 0: nothing that is asked. */
static unsigned
told_by(const struct process_event *event, enum referral_fact *fact)
{
    switch (event->category) {
    case CATEGORY_ARBEIDSPOTENTIEEL:
        if (strcmp(event->kind, "insurance") == 0) {
            *fact = REFERRAL_ESTIMATE;
            return event->value >= 1 && event->value <= 4 ? (unsigned)event->value : 0;
        }
        *fact = REFERRAL_POTENTIAL;
        return event->value == 1 ? 1 : 2;
    case CATEGORY_POTENTIEEL_UITKOMST:
        *fact = REFERRAL_POTENTIAL;
        return event->value == 1 ? 1 : 2;
    case CATEGORY_QUICKSCAN:
        *fact = REFERRAL_QUESTIONNAIRE_UNANSWERED;
        return event->value == 1 ? 2 : 1;
    default:
        return 0;
    }
}

/* The last of this spell that the caller may read tells each. */
static void
learn_events(struct call *call, struct txn *txn, const struct access *access, const struct process *process,
             struct referral_facts *facts)
{
    struct referral_facts found = {.help = 0};
    day_num day[REFERRAL_FACT_COUNT] = {0};
    day_num start = timeline_start(call->world->timeline, process, call->found.today);
    for (size_t i = 0; i < process->event_count; i++) {
        const struct process_event *event = &process->events[i];
        enum referral_fact fact = REFERRAL_ESTIMATE;
        struct fragment_head head;
        unsigned value = event->day < start ? 0 : told_by(event, &fact);
        bool asked = value != 0 && facts->value[fact] == 0 && event->day >= day[fact];
        if (asked && fragment_get_head(txn, &access->dossier.id, &event->object, &head) &&
            authority_may_read(call, access, &head)) {
            found.value[fact] = value;
            day[fact] = event->day;
        }
    }
    for (unsigned fact = 0; fact < REFERRAL_FACT_COUNT; fact++) {
        learn(facts, (enum referral_fact)fact, found.value[fact]);
    }
}

/* The zone in which a registration works: as it says itself, or as its fiche does. */
static void
take_zone_of(struct txn *txn, const struct id *registration, char zone[FACTS_ZONE])
{
    struct actor actor;
    struct fiche fiche = FICHE_EMPTY;
    struct id id;
    if (id_is_zero(registration) || !actor_get(txn, registration, &actor)) {
        return;
    }
    take_slice(zone, FACTS_ZONE, buf_slice(&actor.zone));
    if (zone[0] == 0 && fiche_by_actor(txn, registration, &id) && fiche_get(txn, &id, &fiche)) {
        struct slice zones = buf_slice(&fiche.texts[FICHE_ZONES]);
        take_slice(zone, FACTS_ZONE, zones.len == 0 ? zones : fiche_take_zone(&zones));
    }
    fiche_wipe(&fiche);
    actor_wipe(&actor);
}

void
asking_fill_zone(const struct call *call, struct txn *txn, struct referral_asked *asked)
{
    if (asked->zone[0] == 0) {
        take_zone_of(txn, &call->found.actor, asked->zone);
    }
    if (asked->zone[0] == 0) {
        take_zone_of(txn, &call->found.organisation, asked->zone);
    }
}

enum tnw_err
asking_fill(struct call *call, struct txn *txn, const struct access *access, struct referral_asked *asked)
{
    struct process *process = calloc(1, sizeof *process); /* large */
    if (process == NULL) {
        return TNW_E_NO_MEMORY;
    }
    if (loading_process(txn, &access->dossier, process)) {
        learn_facts(call, txn, access, process, asked);
        learn_events(call, txn, access, process, &asked->facts);
    }
    free(process);
    return txn_error(txn);
}

#include "bench/country/country_life.h"

#include "bench/country/country_text.h"

enum stage {
    STAGE_OPEN,
    STAGE_ADVISEREND,
    STAGE_ARBEIDSARTS,
    STAGE_COORDINATOR,
    STAGE_CONSENT,
    STAGE_FIRST, /* the certificate with which it begins */
    STAGE_WORK,
};

enum { LOOKS_AT_ONCE = 50, RICH_FRAGMENTS = 1000, RICH_RECORDS = 2000 };

static uint64_t
between(struct evidence_random *random, uint64_t least, uint64_t most)
{
    return least + evidence_random_below(random, most - least + 1);
}

/* Ten in the mean: most dossiers are short, one in twenty goes on for years. */
static uint64_t
count_fragments(struct evidence_random *random)
{
    uint64_t of_twenty = evidence_random_below(random, 20);
    return of_twenty == 0 ? between(random, 25, 59) : of_twenty < 6 ? between(random, 10, 23) : between(random, 3, 8);
}

/* Dossier 0 has a thousand fragments and two thousand records, dossier 1 ten of these. */
static void
make_special(struct country_life *life)
{
    life->messages = 0;
    life->team.arbeidsarts = NULL;
    life->team.coordinator = NULL;
    life->fragments = life->number == 0 ? RICH_FRAGMENTS - 1 : 2; /* and the first */
    life->looks = life->number == 0 ? RICH_RECORDS - RICH_FRAGMENTS : COUNTRY_TEN - 6;
}

enum tnw_err
country_life_begin(struct country_life *life, const struct country_people *people, const struct world *world,
                   uint64_t seed, uint64_t number)
{
    *life = (struct country_life){.number = number, .random = evidence_random(seed << 32 ^ number)};
    struct evidence_random *random = &life->random;
    life->today = date_in_belgium(clock_now(&world->clock));
    life->start = life->today - (day_num)between(random, 5, 400);
    life->team = country_people_team(people, number, random);
    life->fragments = count_fragments(random) - 1;
    life->messages = evidence_random_below(random, 2) == 0 ? between(random, 1, 5) : 0;
    life->looks = life->fragments / 2 + between(random, 0, 3);
    if (number < 2) {
        make_special(life);
    }
    return country_people_patient(people, world, number, &life->patient);
}

static enum tnw_err
open_dossier(struct country_life *life, const struct world *world, struct txn *txn)
{
    const struct country_ask ask = {
        .op = "dossier.open",
        .who = life->team.huisarts,
        .body = country_text_dossier(life->patient.identity.number, life->number, life->start, &life->random)};
    return country_call(world, txn, &ask, ID_DOSSIER, &life->dossier);
}

static enum tnw_err
ask_in(struct country_life *life, const struct world *world, struct txn *txn, const struct country_who *who,
       const char *role)
{
    if (who == NULL) {
        return TNW_OK;
    }
    const struct country_ask ask = {.op = "participant.add",
                                    .who = life->team.huisarts,
                                    .path = {life->dossier},
                                    .body = country_text_participant(&who->id, role)};
    return country_call(world, txn, &ask, ID_ACTOR, NULL);
}

static enum tnw_err
give_consents(struct country_life *life, const struct world *world, struct txn *txn)
{
    const struct country_ask ask = {
        .op = "consent.give",
        .who = &life->patient,
        .path = {life->dossier},
        .body = country_text_consent(life->today, life->team.arbeidsarts != NULL, life->team.coordinator != NULL)};
    return country_call(world, txn, &ask, ID_CONSENT, NULL);
}

static const struct country_who *
or_else(const struct country_who *who, const struct country_who *other)
{
    return who != NULL ? who : other;
}

/* Who wrote it, and what; more contacts than anything else. */
static const struct country_who *
choose_writing(struct country_life *life, enum category *category)
{
    uint64_t of_twenty = evidence_random_below(&life->random, 20);
    *category = CATEGORY_OPVOLGING;
    if (of_twenty < 6) {
        *category = of_twenty == 0 ? CATEGORY_DIAGNOSE : CATEGORY_FIT_NOTE;
        return life->team.huisarts;
    }
    if (of_twenty < 8 && life->team.arbeidsarts != NULL) {
        *category = CATEGORY_WERKPOST;
        return life->team.arbeidsarts;
    }
    return of_twenty < 12   ? or_else(life->team.coordinator, life->team.huisarts)
           : of_twenty < 16 ? life->team.adviserend
                            : life->team.huisarts;
}

static const struct country_who *
choose_reader(struct country_life *life)
{
    uint64_t of_ten = evidence_random_below(&life->random, 10);
    return of_ten < 5   ? life->team.adviserend
           : of_ten < 7 ? or_else(life->team.arbeidsarts, life->team.huisarts)
           : of_ten < 9 ? life->team.huisarts
                        : &life->patient;
}

/* again: how many requests more. */
static enum tnw_err
look_at(struct country_life *life, const struct world *world, struct txn *txn, unsigned again)
{
    static const char *const ops[] = {"fragment.read", "fragment.read", "fragment.read",
                                      "dossier.read",  "timeline.read", "fragment.list"};
    uint64_t kinds = sizeof ops / sizeof *ops - (life->number == 0 ? 1 : 0); /* a thousand fragments are no list */
    const struct country_ask ask = {.op = ops[evidence_random_below(&life->random, kinds)],
                                    .who = choose_reader(life),
                                    .path = {life->dossier, life->fragment},
                                    .again = again};
    return country_call(world, txn, &ask, ID_DOSSIER, NULL);
}

static enum tnw_err
write_fragment(struct country_life *life, const struct world *world, struct txn *txn, enum category category,
               const struct country_who *who)
{
    const struct country_ask ask = {.op = "fragment.add",
                                    .who = who,
                                    .path = {life->dossier},
                                    .body = country_text_fragment(category, life->start, life->today, &life->random)};
    return country_call(world, txn, &ask, ID_FRAGMENT, &life->fragment);
}

static enum tnw_err
write_something(struct country_life *life, const struct world *world, struct txn *txn)
{
    enum category category;
    const struct country_who *who = choose_writing(life, &category);
    life->fragments--;
    return write_fragment(life, world, txn, category, who);
}

static enum tnw_err
start_thread(struct country_life *life, const struct world *world, struct txn *txn)
{
    static const struct id nobody = {{0}};
    const struct id *other = life->team.arbeidsarts == NULL ? &nobody : &life->team.arbeidsarts->id;
    const struct country_ask ask = {.op = "thread.start",
                                    .who = life->team.huisarts,
                                    .path = {life->dossier},
                                    .body = country_text_thread(&life->team.adviserend->id, other)};
    return country_call(world, txn, &ask, ID_THREAD, &life->thread);
}

/* Asked and answered in turn; where their number is odd, the last question is open. */
static enum tnw_err
send_next(struct country_life *life, const struct world *world, struct txn *txn)
{
    if (id_is_zero(&life->thread)) {
        return start_thread(life, world, txn);
    }
    bool asks = id_is_zero(&life->question);
    const struct country_ask ask = {.op = "message.send",
                                    .who = asks ? life->team.huisarts : life->team.adviserend,
                                    .path = {life->thread},
                                    .body = asks ? country_text_question(&life->fragment, life->today, &life->random)
                                                 : country_text_advice(&life->question, &life->random)};
    struct id made;
    enum tnw_err err = country_call(world, txn, &ask, ID_MESSAGE, &made);
    life->question = asks ? made : (struct id){{0}};
    life->messages--;
    return err;
}

static enum tnw_err
work(struct country_life *life, const struct world *world, struct txn *txn)
{
    uint64_t left = life->fragments + life->looks + life->messages;
    uint64_t choice = evidence_random_below(&life->random, left);
    if (choice < life->fragments) {
        return write_something(life, world, txn);
    }
    if (choice < life->fragments + life->messages) {
        return send_next(life, world, txn);
    }
    /* Of a look come two to six records, as somebody goes on to read; in the special ones, exactly as many. */
    uint64_t most = life->number == 0 ? LOOKS_AT_ONCE : 1;
    uint64_t looks = life->looks < most ? life->looks : most;
    life->looks -= looks;
    unsigned more = life->number < 2 ? 0 : 1 + (unsigned)evidence_random_below(&life->random, 5);
    return look_at(life, world, txn, (unsigned)looks - 1 + more);
}

enum tnw_err
country_life_step(struct country_life *life, const struct world *world, struct txn *txn, bool *over)
{
    enum tnw_err err = TNW_OK;
    switch (life->stage) {
    case STAGE_OPEN:
        err = open_dossier(life, world, txn);
        break;
    case STAGE_ADVISEREND:
        err = ask_in(life, world, txn, life->team.adviserend, "adviserend_arts");
        break;
    case STAGE_ARBEIDSARTS:
        err = ask_in(life, world, txn, life->team.arbeidsarts, "arbeidsarts");
        break;
    case STAGE_COORDINATOR:
        err = ask_in(life, world, txn, life->team.coordinator, "tnw_coordinator");
        break;
    case STAGE_CONSENT:
        err = give_consents(life, world, txn);
        break;
    case STAGE_FIRST:
        err = write_fragment(life, world, txn, CATEGORY_GAO, life->team.huisarts);
        break;
    default:
        err = work(life, world, txn);
        break;
    }
    life->stage += life->stage < STAGE_WORK ? 1 : 0;
    *over = life->stage == STAGE_WORK && life->fragments + life->looks + life->messages == 0;
    return err;
}

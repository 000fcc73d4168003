#include "history_random.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Below what one page of a list and the model hold. */
enum { PAPERS = 150, GRANTS = 400, TALKS = 40, VERSIONS = 40, MESSAGES = 150 };
/* Things of long ago are seldom asked for. */
enum { RECENT = 12 };

struct thing {
    char id[ID_TEXT];
    enum category category; /* of a fragment */
    unsigned count;         /* versions of a fragment, messages of a thread */
    enum who by;
};

struct things {
    size_t count;
    struct thing list[GRANTS + 64];
};

struct place {
    char dossier[ID_TEXT]; /* "": none yet */
    bool closed;
    bool takes_part[WHO_COUNT]; /* or is its patient */
    struct things papers;
    struct things grants;
    struct things talks;
};

struct stock {
    pthread_mutex_t lock;
    day_num today;
    unsigned place_count;
    struct place places[];
};

/* In thousandths. */
static const unsigned weights[STEP_COUNT] = {
    [STEP_OPEN] = 5,      [STEP_JOIN] = 90,  [STEP_LEAVE] = 20, [STEP_CLOSE] = 6,     [STEP_REOPEN] = 5,
    [STEP_ADD] = 120,     [STEP_READ] = 230, [STEP_AMEND] = 90, [STEP_LIST] = 70,     [STEP_GIVE] = 115,
    [STEP_WITHDRAW] = 75, [STEP_START] = 45, [STEP_SEND] = 70,  [STEP_MESSAGES] = 60, [STEP_END] = 15,
};

static const unsigned people[WHO_COUNT] = {
    [WHO_PATIENT] = 250,        [WHO_HUISARTS] = 220,   [WHO_ADVISEREND_ARTS] = 160, [WHO_ARBEIDSARTS] = 160,
    [WHO_TNW_COORDINATOR] = 90, [WHO_BEMIDDELAAR] = 40, [WHO_WERKGEVER] = 25,        [WHO_HUISARTS2] = 30,
    [WHO_PATIENT2] = 20,        [WHO_AUDITOR] = 5,
};

struct stock *
stock_new(unsigned dossiers, day_num today)
{
    struct stock *stock = calloc(1, sizeof *stock + dossiers * sizeof stock->places[0]);
    if (stock == NULL) {
        abort();
    }
    (void)pthread_mutex_init(&stock->lock, NULL);
    stock->today = today;
    stock->place_count = dossiers;
    return stock;
}

void
stock_free(struct stock *stock)
{
    (void)pthread_mutex_destroy(&stock->lock);
    free(stock);
}

static unsigned
below(unsigned *seed, unsigned bound)
{
    return (unsigned)rand_r(seed) % bound;
}

static bool
chance(unsigned *seed, unsigned percent)
{
    return below(seed, 100) < percent;
}

static unsigned
weighted(unsigned *seed, const unsigned *list, unsigned count)
{
    unsigned sum = 0;
    for (unsigned i = 0; i < count; i++) {
        sum += list[i];
    }
    unsigned at = below(seed, sum);
    unsigned i = 0;
    for (; at >= list[i]; i++) {
        at -= list[i];
    }
    return i;
}

static code_set
some(unsigned *seed, unsigned count, unsigned percent)
{
    code_set set = CODE_BIT(below(seed, count));
    for (unsigned i = 0; i < count; i++) {
        set |= chance(seed, percent) ? CODE_BIT(i) : 0;
    }
    return set;
}

static const struct thing *
pick(unsigned *seed, const struct things *things)
{
    if (things->count == 0) {
        return NULL;
    }
    unsigned span = things->count > RECENT && chance(seed, 90) ? RECENT : (unsigned)things->count;
    return &things->list[things->count - 1 - below(seed, span)];
}

static enum who
somebody_of_care(unsigned *seed)
{
    enum who who;
    do {
        who = (enum who)weighted(seed, people, WHO_COUNT);
    } while (who == WHO_PATIENT || who == WHO_PATIENT2 || who == WHO_AUDITOR);
    return who;
}

static void
choose_open(struct step *step, unsigned *seed)
{
    step->op = STEP_OPEN;
    step->dossier[0] = 0;
    step->other = chance(seed, 80) ? WHO_PATIENT : WHO_PATIENT2;
    if (chance(seed, 80)) {
        step->who = chance(seed, 70) ? WHO_HUISARTS : step->other;
        step->role = step_role_of(step->who);
    }
}

static void
choose_grant(struct step *step, unsigned *seed, day_num today)
{
    static const code_set categories =
        CODE_BIT(CATEGORY_GAO) | CODE_BIT(CATEGORY_FIT_NOTE) | CODE_BIT(CATEGORY_ARBEIDSPOTENTIEEL);
    step->to_role = chance(seed, 50);
    step->exclude = chance(seed, 20);
    step->evidence = step->role != ROLE_PATIENT && chance(seed, 70);
    step->everything = step->exclude && chance(seed, 35);
    enum role role = step_role_of(step->other);
    bool doctor = role == ROLE_HUISARTS || role == ROLE_ADVISEREND_ARTS || role == ROLE_ARBEIDSARTS;
    bool most = doctor || chance(seed, 20); /* mostly below the ceiling of the grantee */
    step->categories = !most              ? CODE_BIT(CATEGORY_FIT_NOTE)
                       : chance(seed, 50) ? categories
                                          : some(seed, CATEGORY_COUNT, 20);
    step->actions = most || step->exclude ? some(seed, ACTION_COUNT, 40) : some(seed, ACTION_CONFER, 40);
    step->purposes = CODE_BIT(PURPOSE_TNW_TRAJECT) | (chance(seed, 30) ? some(seed, PURPOSE_COUNT, 30) : 0);
    if (step->everything) {
        step->categories = step->actions = step->purposes = ~(code_set)0;
    }
    step->from = today + (chance(seed, 10) ? 1 : 0);
    step->until = step->from + (chance(seed, 20) ? 0 : 30);
}

static bool
choose_target(struct step *step, unsigned *seed, const struct place *place)
{
    bool of_paper = step->op == STEP_READ || step->op == STEP_AMEND;
    bool of_grant = step->op == STEP_WITHDRAW;
    const struct thing *thing = pick(seed, of_paper ? &place->papers : of_grant ? &place->grants : &place->talks);
    if (thing == NULL || (step->op == STEP_AMEND && thing->count >= VERSIONS) ||
        (step->op == STEP_SEND && thing->count >= MESSAGES)) {
        return false;
    }
    if (!of_grant && step->op != STEP_READ && chance(seed, 60)) {
        step->who = thing->by;
        step->role = step_role_of(step->who);
    }
    (void)snprintf(step->target, sizeof step->target, "%s", thing->id);
    step->category = thing->category;
    if (step->op == STEP_AMEND) {
        step->version = chance(seed, 85) ? thing->count : 1 + below(seed, thing->count + 1);
    } else if (step->op == STEP_READ && chance(seed, 20)) {
        step->version = 1 + below(seed, thing->count + 1);
    }
    return true;
}

/* Mostly what the role writes. */
static enum category
own_category(unsigned *seed, enum role role)
{
    static const enum category all[] = {CATEGORY_GAO, CATEGORY_FIT_NOTE, CATEGORY_ARBEIDSPOTENTIEEL};
    if (chance(seed, 30)) {
        return all[below(seed, 3)];
    }
    return role == ROLE_HUISARTS ? all[below(seed, 2)] : CATEGORY_ARBEIDSPOTENTIEEL;
}

static bool
choose_rest(struct step *step, unsigned *seed, const struct place *place, day_num today)
{
    switch (step->op) {
    case STEP_OPEN:
        choose_open(step, seed);
        return true;
    case STEP_ADD:
        step->category = own_category(seed, step->role);
        return true;
    case STEP_GIVE:
        choose_grant(step, seed, today);
        return true;
    case STEP_JOIN:
    case STEP_LEAVE:
    case STEP_CLOSE:
    case STEP_REOPEN:
    case STEP_LIST:
    case STEP_START:
        return true;
    default:
        return choose_target(step, seed, place);
    }
}

static bool
is_full(const struct place *place)
{
    return place->papers.count >= PAPERS || place->grants.count >= GRANTS || place->talks.count >= TALKS;
}

/* Mostly somebody who has to do with the dossier, so that not all is refused. */
static enum who
somebody(unsigned *seed, const struct place *place)
{
    enum who who = (enum who)weighted(seed, people, WHO_COUNT);
    for (unsigned i = 0; i < 4 && !place->takes_part[who]; i++) {
        who = (enum who)weighted(seed, people, WHO_COUNT);
    }
    return who;
}

static struct step
attempt(const struct stock *stock, unsigned *seed, unsigned serial, bool *ok)
{
    const struct place *place = &stock->places[below(seed, stock->place_count)];
    struct step step = {
        .op = (enum step_op)weighted(seed, weights, STEP_COUNT),
        .who = somebody(seed, place),
        .purpose = chance(seed, 85) ? PURPOSE_TNW_TRAJECT : (enum purpose)below(seed, PURPOSE_COUNT),
        .other = somebody_of_care(seed),
        .category = CATEGORY_NONE,
    };
    step.role = chance(seed, 99) ? step_role_of(step.who) : (enum role)below(seed, ROLE_COUNT);
    (void)snprintf(step.dossier, sizeof step.dossier, "%s", place->dossier);
    (void)snprintf(step.tag, sizeof step.tag, "tag%u", serial);
    if (place->dossier[0] == 0 || is_full(place) || (place->closed && chance(seed, 4))) {
        choose_open(&step, seed);
        *ok = true;
    } else {
        *ok = choose_rest(&step, seed, place, stock->today);
    }
    return step;
}

struct step
stock_next(struct stock *stock, unsigned *seed, unsigned serial)
{
    struct step step;
    bool ok;
    (void)pthread_mutex_lock(&stock->lock);
    do {
        step = attempt(stock, seed, serial, &ok);
    } while (!ok);
    (void)pthread_mutex_unlock(&stock->lock);
    return step;
}

static void
keep(struct things *things, const struct step *step)
{
    if (things->count < sizeof things->list / sizeof things->list[0]) {
        struct thing *thing = &things->list[things->count++];
        *thing = (struct thing){.category = step->category, .count = step->op == STEP_ADD, .by = step->who};
        (void)snprintf(thing->id, sizeof thing->id, "%s", step->id);
    }
}

static void
count(struct things *things, const struct step *step)
{
    for (size_t i = 0; i < things->count; i++) {
        if (strcmp(things->list[i].id, step->target) == 0) {
            things->list[i].count++;
        }
    }
}

/* A new dossier takes the place of one that is empty, closed or full; else of the first. */
static void
take_place(struct stock *stock, const struct step *step)
{
    struct place *place = &stock->places[0];
    for (unsigned i = 0; i < stock->place_count; i++) {
        if (stock->places[i].dossier[0] == 0 || stock->places[i].closed || is_full(&stock->places[i])) {
            place = &stock->places[i];
        }
    }
    *place = (struct place){.papers.count = 0};
    place->takes_part[step->who] = true;
    place->takes_part[step->other] = true;
    (void)snprintf(place->dossier, sizeof place->dossier, "%s", step->id);
}

static void
learn_in(struct place *place, const struct step *step)
{
    switch (step->op) {
    case STEP_CLOSE:
    case STEP_REOPEN:
        place->closed = step->op == STEP_CLOSE;
        break;
    case STEP_JOIN:
    case STEP_LEAVE:
        place->takes_part[step->other] = step->op == STEP_JOIN;
        break;
    case STEP_ADD:
        keep(&place->papers, step);
        break;
    case STEP_GIVE:
        keep(&place->grants, step);
        break;
    case STEP_START:
        keep(&place->talks, step);
        break;
    case STEP_AMEND:
        count(&place->papers, step);
        break;
    case STEP_SEND:
        count(&place->talks, step);
        break;
    default:
        break;
    }
}

void
stock_learn(struct stock *stock, const struct step *step)
{
    if (step->status >= 300) {
        return;
    }
    (void)pthread_mutex_lock(&stock->lock);
    if (step->op == STEP_OPEN) {
        take_place(stock, step);
    }
    for (unsigned i = 0; i < stock->place_count; i++) {
        if (strcmp(stock->places[i].dossier, step->dossier) == 0) {
            learn_in(&stock->places[i], step);
        }
    }
    (void)pthread_mutex_unlock(&stock->lock);
}

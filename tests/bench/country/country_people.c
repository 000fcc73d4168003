#include "bench/country/country_people.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/records/actor.h"

#define PATIENTS_BORN date_join(1970, 1, 2)
#define BUSY UINT64_C(3000)
/* The dossiers that the sandbox's adviserend arts takes part in, of all ages and doctors: what a load is made of. */
#define READER UINT64_C(50000)
/* Of the huisartsen, behind the two of the sandbox, who are as busy as the first. */
enum { BUSY_FROM = 2, BUSY_DOCTORS = 5, PER_DAY = 900 };

/* clang-format off */
static const struct {
    const char *role;
    uint64_t share; /* dossiers for each of them */
    size_t least;
    int born;       /* year: no two pools have a number in common */
} pool_rows[POOL_COUNT] = {
    [POOL_HUISARTS] = {"huisarts", 60, 20, 1940},
    [POOL_ADVISEREND] = {"adviserend_arts", 1000, 3, 1950},
    [POOL_ARBEIDSARTS] = {"arbeidsarts", 1000, 3, 1955},
    [POOL_COORDINATOR] = {"tnw_coordinator", 1500, 3, 1960},
};
static const char *const first_names[] = {"An", "Bart", "Chantal", "Dirk", "Els", "Fatima", "Geert", "Hilde", "Ivo",
    "Jan", "Karim", "Lies", "Marc", "Nele", "Omar", "Petra", "Rik", "Sofie", "Tom", "Wim"};
static const char *const last_names[] = {"Aerts", "Baert", "Claes", "De Smet", "Engels", "Fontaine", "Goossens",
    "Hermans", "Jacobs", "Kaya", "Lambert", "Maes", "Nijs", "Peeters", "Renard", "Simon", "Thijs", "Vos", "Willems"};
static const char *const zones[] = {"Antwerpen", "Brussel", "Charleroi", "Denderstreek", "Eupen", "Gent", "Hasselt",
    "Kempen", "Leuven", "Luik", "Mechelen", "Namen", "Oostende", "Waasland", "Westhoek"};
/* clang-format on */

#define PICK(list, number) ((list)[(number) % (sizeof(list) / sizeof *(list))])

/* 900 a day; the last two digits check the others. The people of the sandbox are numbered above 900. */
static void
format_niss(char out[12], day_num from, uint64_t number)
{
    int year;
    int month;
    int day;
    date_split(from + (day_num)(number / PER_DAY), &year, &month, &day);
    uint64_t digits = ((uint64_t)(year % 100) * 10000 + (uint64_t)(month * 100 + day)) * 1000 + 1 + number % PER_DAY;
    (void)snprintf(out, 12, "%09llu%02u", (unsigned long long)(digits % 1000000000), (unsigned)(97 - digits % 97));
}

static enum tnw_err
find_registered(struct country_who *who, struct txn *txn)
{
    struct id ids[LIMIT_IDENTITY_ACTORS];
    if (actor_by_identity(txn, &who->index, ids) == 0) {
        return txn_error(txn) == TNW_OK ? TNW_E_NOT_FOUND : txn_error(txn);
    }
    who->id = ids[0];
    return TNW_OK;
}

static enum tnw_err
register_one(struct country_who *who, const struct world *world, struct txn *txn, const char *role, size_t number)
{
    char name[64];
    (void)snprintf(name, sizeof name, "Dr. %s %s", PICK(first_names, number), PICK(last_names, number / 7));
    const struct country_ask ask = {
        .op = "actor.add",
        .body = json_pack("{s:{s:s},s:s,s:[s],s:{s:s}}", "identity", "niss", who->identity.number, "name", name,
                          "roles", role, "contact", "zone", PICK(zones, number)),
    };
    return country_call(world, txn, &ask, ID_ACTOR, &who->id);
}

/* Behind those of the sandbox, whom it has registered. */
static enum tnw_err
fill_pool(struct country_pool *pool, size_t known, enum country_pool_kind kind, const struct world *world,
          struct txn *txn)
{
    enum tnw_err err = TNW_OK;
    for (size_t i = known; err == TNW_OK && i < pool->count; i++) {
        char number[12];
        format_niss(number, date_join(pool_rows[kind].born, 1, 2), i);
        err = country_who_set(&pool->who[i], world, number);
        if (err == TNW_OK) {
            err = find_registered(&pool->who[i], txn);
        }
        if (err == TNW_E_NOT_FOUND) {
            err = register_one(&pool->who[i], world, txn, pool_rows[kind].role, i);
        }
    }
    return err;
}

/* Whose id the sandbox wrote down. */
static enum tnw_err
find_known(struct country_who *who, const struct world *world, struct txn *txn, const char *sandbox, const char *name)
{
    char path[1024];
    char text[ID_TEXT + 1] = "";
    struct actor actor;
    struct id id;
    (void)snprintf(path, sizeof path, "%s/actors/%s.id", sandbox, name);
    FILE *file = fopen(path, "r");
    bool found = file != NULL && fgets(text, sizeof text, file) != NULL;
    if (file != NULL) {
        (void)fclose(file);
    }
    text[strcspn(text, "\n")] = 0;
    if (!found || id_parse(&id, ID_ACTOR, text) != TNW_OK || !actor_get(txn, &id, &actor)) {
        (void)fprintf(stderr, "tnw-country: %s names nobody who is registered\n", path);
        return TNW_E_IO;
    }
    enum tnw_err err = country_who_set(who, world, actor.identity.number);
    who->id = id;
    actor_wipe(&actor);
    return err;
}

static enum tnw_err
open_pool(struct country_people *people, enum country_pool_kind kind, const struct world *world, struct txn *txn,
          const char *sandbox)
{
    struct country_pool *pool = &people->pools[kind];
    size_t known = kind == POOL_HUISARTS ? 2 : 1;
    pool->count = pool_rows[kind].least + (size_t)(people->dossiers / pool_rows[kind].share);
    pool->who = calloc(pool->count, sizeof *pool->who);
    enum tnw_err err = pool->who == NULL ? TNW_E_NO_MEMORY : TNW_OK;
    if (err == TNW_OK) {
        err = find_known(&pool->who[0], world, txn, sandbox, pool_rows[kind].role);
    }
    if (err == TNW_OK && known > 1) {
        err = find_known(&pool->who[1], world, txn, sandbox, "huisarts2");
    }
    return err == TNW_OK ? fill_pool(pool, known, kind, world, txn) : err;
}

enum tnw_err
country_people_open(struct country_people *people, const struct world *world, struct txn *txn, const char *sandbox,
                    uint64_t dossiers)
{
    *people = (struct country_people){.dossiers = dossiers};
    enum tnw_err err = find_known(&people->patient, world, txn, sandbox, "patient");
    if (err == TNW_OK) {
        err = find_known(&people->patient2, world, txn, sandbox, "patient2");
    }
    for (unsigned kind = 0; err == TNW_OK && kind < POOL_COUNT; kind++) {
        err = open_pool(people, (enum country_pool_kind)kind, world, txn, sandbox);
    }
    return err;
}

void
country_people_free(struct country_people *people)
{
    for (unsigned kind = 0; kind < POOL_COUNT; kind++) {
        free(people->pools[kind].who);
    }
    *people = (struct country_people){.dossiers = 0};
}

uint64_t
country_people_busy(const struct country_people *people)
{
    uint64_t quarter = people->dossiers / 4;
    return quarter < BUSY ? quarter : BUSY;
}

static const struct country_who *
any_of(const struct country_pool *pool, size_t from, struct evidence_random *random)
{
    return &pool->who[from + evidence_random_below(random, pool->count - from)];
}

/* Dossier 0 is the first's, 1 the second's; then one in so many is the first's, and ten in all the second's. */
static const struct country_who *
pick_huisarts(const struct country_people *people, uint64_t dossier, bool of_ten, struct evidence_random *random)
{
    const struct country_pool *pool = &people->pools[POOL_HUISARTS];
    uint64_t busy = country_people_busy(people);
    if (of_ten || dossier == 1) {
        return &pool->who[1];
    }
    if (dossier % (people->dossiers / busy) == 0) {
        return &pool->who[0];
    }
    if (evidence_random_below(random, people->dossiers) < BUSY_DOCTORS * busy / 2) {
        return &pool->who[BUSY_FROM + evidence_random_below(random, BUSY_DOCTORS)];
    }
    return any_of(pool, BUSY_FROM + BUSY_DOCTORS, random);
}

struct country_team
country_people_team(const struct country_people *people, uint64_t dossier, struct evidence_random *random)
{
    uint64_t tenth = people->dossiers / (COUNTRY_TEN - 1);
    bool of_ten = dossier % tenth == tenth / 2;
    uint64_t reads = people->dossiers / READER;
    struct country_team team = {.huisarts = pick_huisarts(people, dossier, of_ten, random)};
    const struct country_pool *pools = people->pools;
    team.adviserend = reads <= 1 || dossier % reads < 1 || dossier == 1 ? &pools[POOL_ADVISEREND].who[0]
                                                                        : any_of(&pools[POOL_ADVISEREND], 1, random);
    bool employed = evidence_random_below(random, 10) < 6;
    bool guided = evidence_random_below(random, 10) < 4;
    team.arbeidsarts = of_ten     ? &pools[POOL_ARBEIDSARTS].who[0]
                       : employed ? any_of(&pools[POOL_ARBEIDSARTS], 1, random)
                                  : NULL;
    team.coordinator = guided ? any_of(&pools[POOL_COORDINATOR], 0, random) : NULL;
    return team;
}

enum tnw_err
country_people_patient(const struct country_people *people, const struct world *world, uint64_t dossier,
                       struct country_who *out)
{
    char number[12];
    if (dossier < 2) {
        *out = dossier == 0 ? people->patient : people->patient2;
        return TNW_OK;
    }
    format_niss(number, PATIENTS_BORN, dossier);
    return country_who_set(out, world, number);
}

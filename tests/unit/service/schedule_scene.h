/* A dossier, a ledger and a scheduler that looks when it is told to, at noon of the day that it is told. */
#ifndef TNW_TESTS_SCHEDULE_SCENE_H
#define TNW_TESTS_SCHEDULE_SCENE_H

#include "ledger/ledger.h"
#include "service/process/scheduler.h"
#include "service_world.h"
#include "store/records/inbox.h"

#define SCHEDULE_DAY INT64_C(86400000)

/* HUISARTS and ADVISEREND take part in a dossier that starts on 2026-02-01; it is 2026-03-02. */
struct schedule_scene {
    struct test_world *w;
    struct service_reading people;
    struct ledger *ledger;
    struct scheduler_options options;
    size_t announced;
};

void schedule_open(struct schedule_scene *s, struct test_world *w);
void schedule_close(struct schedule_scene *s);
void schedule_go(struct schedule_scene *s, const char *date);

/* How many events of that type and rule the actor has; how many rows a space. */
size_t schedule_events(const struct schedule_scene *s, const struct id *actor, enum event_type type, const char *rule);
size_t schedule_rows(const struct schedule_scene *s, enum space space);
struct id schedule_patient(const struct schedule_scene *s);

#endif

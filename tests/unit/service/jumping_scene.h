/*
 * A schedule scene whose machine's clock is set ahead and back: while it is not believed, the log's time is counted on.
 */
#ifndef TNW_TESTS_JUMPING_SCENE_H
#define TNW_TESTS_JUMPING_SCENE_H

#include "ledger/log_clock.h"
#include "schedule_scene.h"

struct jumping {
    struct schedule_scene s;
    struct clock_reading reading;
    struct log_clock *clock;
};

void jumping_open(struct jumping *j, struct test_world *w);
void jumping_close(struct jumping *j);
/* The machine's clock is noon of that day now. */
void jumping_set(struct jumping *j, const char *date);
/* The operator makes it the log's time. */
void jumping_accept(struct jumping *j);
void jumping_look(struct jumping *j);

#endif

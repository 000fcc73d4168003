/* A dossier that is erased by order, and what is done in it before. */
#ifndef TNW_TESTS_ERASURE_SCENE_H
#define TNW_TESTS_ERASURE_SCENE_H

#include "service/erasure/erasing.h"
#include "unit/service/service_world.h"

#define ERASURE_SCENE_CONFER(role)                                                                                     \
    "{\"effect\":\"grant\",\"grantee\":{\"role\":\"" role "\"},\"actions\":[\"read\",\"write\",\"confer\"],"           \
    "\"categories\":[\"fit_note\"],\"purposes\":[\"tnw_traject\"],\"until\":\"2026-06-01\"}"

/* Jobs in a transaction of their own, at once. */
struct erasing_options erasure_scene_options(struct test_world *w);
/* By the operator, as an order. */
void erasure_scene_close(struct test_world *w, const struct id *dossier);
/* By that person; where: the first id of the path. Returns the id of what was made. */
struct id erasure_scene_make(struct test_world *w, const char *op, const char *niss, const char *body,
                             const struct id *where, enum id_kind kind);
/* The check of all rows finds nothing. */
void erasure_scene_rows_are_whole(struct test_world *w);

#endif

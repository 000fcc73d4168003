/* A dossier and what its access log says: records are put there as if the operations had been called. */
#ifndef TNW_TESTS_ACCESS_SCENE_H
#define TNW_TESTS_ACCESS_SCENE_H

#include <jansson.h>

#include "audit/record.h"
#include "service_world.h"

struct scene {
    struct test_world *w;
    struct id doctor;
    struct id adviser;
    struct id patient;
    struct id dossier; /* opened by the patient */
    struct txn *txn;   /* when set, records are put in it */
};

struct scene scene_set(struct test_world *w);

/* The record of one reading by the doctor; what differs from it is for the caller to set. */
struct audit_record scene_reading(const struct scene *s);
void scene_put(struct scene *s, const struct audit_record *record, const char *time);

/* A page of the patient's access log. NULL: without the parameter. */
json_t *scene_page(const struct scene *s, const char *language, const char *fold, const char *limit, const char *after);
/* A text of one of its items. */
void scene_says(json_t *page, size_t index, const char *member, const char *wanted);

#endif

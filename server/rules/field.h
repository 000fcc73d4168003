/*
 * Members of a body that its schema has already checked: reading them cannot fail, absent ones give the default.
 */
#ifndef TNW_RULES_FIELD_H
#define TNW_RULES_FIELD_H

#include <jansson.h>

#include "base/clock.h"
#include "base/codes.h"
#include "base/id.h"

const char *field_text(const json_t *body, const char *name);                /* NULL when absent or null */
struct id field_id(const json_t *body, const char *name, enum id_kind kind); /* zero when absent or null */
day_num field_date(const json_t *body, const char *name, day_num otherwise);
unsigned field_code(const json_t *body, const char *name, const struct code_list *list, unsigned otherwise);
code_set field_codes(const json_t *body, const char *name, const struct code_list *list, code_set otherwise);

/* A list of ids, of which at most max; one that is none becomes zero. Returns how many. */
size_t field_ids(const json_t *body, const char *name, enum id_kind kind, struct id out[], size_t max);

/* Appends the member as canonical JSON; "{}" when it is absent. */
void field_canonical(struct buf *out, const json_t *body, const char *name);

#endif

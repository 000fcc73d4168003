/*
 * What is written in a country: bodies of requests, of the length and shape that people write.
 */
#ifndef TNW_BENCH_COUNTRY_TEXT_H
#define TNW_BENCH_COUNTRY_TEXT_H

#include <jansson.h>

#include "base/clock.h"
#include "base/codes.h"
#include "base/id.h"
#include "unit/evidence_random.h"

/* All are the caller's; NULL: no memory. today: the log's. start: since when somebody is unfit for work. */
json_t *country_text_dossier(const char *niss, uint64_t number, day_num start, struct evidence_random *random);
json_t *country_text_participant(const struct id *actor, const char *role);
/* One act of grants to the roles of the team. */
json_t *country_text_consent(day_num today, bool arbeidsarts, bool coordinator);
/* GAO, DIAGNOSE, FIT_NOTE, WERKPOST or OPVOLGING. */
json_t *country_text_fragment(enum category category, day_num start, day_num today, struct evidence_random *random);
/* other: also asked; zero: nobody. */
json_t *country_text_thread(const struct id *adviserend, const struct id *other);
/* A question about a fragment. */
json_t *country_text_question(const struct id *fragment, day_num today, struct evidence_random *random);
json_t *country_text_advice(const struct id *question, struct evidence_random *random);

#endif

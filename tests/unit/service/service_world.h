/* A small world for tests of the services: a real store, our schemas and policy, a clock that one sets, some people. */
#ifndef TNW_TESTS_SERVICE_WORLD_H
#define TNW_TESTS_SERVICE_WORLD_H

#include "rules/elz/knelpunten.h"
#include "rules/presets.h"
#include "service/core/call.h"
#include "unit/store/store_place.h"

#define HUISARTS "80031295793"
#define ADVISEREND "69040795323"
#define PATIENT "85021595110"
#define STRANGER "93031895690"

struct test_world {
    struct place *place;
    struct schema_set *schemas;
    struct policy policy;
    struct presets presets;
    struct knelpunten knelpunten;
    struct words *words;
    struct timeline *timeline;
    struct referral *referral;
    struct measures *measures;
    struct log log;
    time_ms now;
    struct world world;
};

/* Over a place, which is its own from then on; its store may be opened later. */
struct test_world *service_world_on(struct place *place);
int service_set_up(void **state);
int service_tear_down(void **state);
#define WITH_WORLD(test) cmocka_unit_test_setup_teardown(test, service_set_up, service_tear_down)

/* A registration under that identity. */
struct id service_add_actor(struct test_world *w, const char *niss, code_set roles, bool disabled);

/* A call of that row of the table of operations by that person; body: JSON or NULL. */
struct call *service_call(struct test_world *w, const char *op, const char *niss, const char *body);
/* What came in, to be changed before the call is run. */
struct incoming *service_in(struct call *call);
/* Gives it a parameter, which its row must take. */
void service_set_query(struct call *call, const char *name, const char *value);
/* The way of a call: begin, and what the ledger does. Returns the outcome. */
enum tnw_err service_run(struct call *call);
/* Only the ledger's half. */
enum tnw_err service_execute(struct call *call);
/* Runs and frees it; a second goes by. answer: out: the body, to be released; NULL: not wanted. Returns the status. */
int service_finish(struct test_world *w, struct call *call, json_t **answer);
/* The id in the reply; kind must be right. */
struct id service_reply_id(struct call *call, enum id_kind kind);

/* How many audit records there are, and a member of the last one. */
uint64_t service_records(struct test_world *w);
void service_assert_last(struct test_world *w, const char *member, const char *text);

/* Opens a dossier as HUISARTS, with the patient's consent to them for fit_note; returns it. All three must be there. */
struct id service_open_dossier(struct test_world *w);
/* Consent of the patient to that role; returns its id. */
struct id service_consent(struct test_world *w, const struct id *dossier, const char *role);
/* A fit_note by HUISARTS. */
struct id service_fragment(struct test_world *w, const struct id *dossier);

/* HUISARTS, ADVISEREND and PATIENT, and a call by ADVISEREND that reads a fit_note on the ground of a consent that it
 * needs, and that ends with 2026-06-01. */
struct service_reading {
    struct id doctor;
    struct id dossier;
    struct id fragment;
    struct id consent;
    struct call *read;
};
struct service_reading service_reading(struct test_world *w);

#endif

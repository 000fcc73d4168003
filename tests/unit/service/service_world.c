#include "service_world.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "json/json.h"
#include "rules/measures.h"
#include "rules/policy_load.h"
#include "rules/referral/referral.h"
#include "rules/timeline/timeline.h"
#include "service/access_log/words.h"
#include "service/core/dispatch.h"
#include "service/operations.h"
#include "store/audit/audit_log.h"
#include "store/records/actor.h"

#define START INT64_C(1772445600000) /* 2026-03-02T10:00:00Z */

static void
must(bool holds, const char *what)
{
    if (!holds) {
        (void)fprintf(stderr, "service_world: %s\n", what);
        abort();
    }
}

static time_ms
now(void *ctx)
{
    return ((struct test_world *)ctx)->now;
}

struct test_world *
service_world_on(struct place *place)
{
    struct test_world *w = calloc(1, sizeof *w);
    char where[256] = "";
    size_t len;
    must(w != NULL, "memory");
    w->place = place;
    w->now = START;
    atomic_init(&w->log.level, -1);
    must(schema_set_load(&w->schemas, schema_embedded, where) == TNW_OK, where);
    const char *policy = schema_embedded_file("policy.json", &len);
    must(policy_load(&w->policy, slice_of(policy, len), where) == TNW_OK, where);
    const char *presets = schema_embedded_file("presets.json", &len);
    must(presets_load(&w->presets, slice_of(presets, len), &w->policy, where) == TNW_OK, where);
    const char *knelpunten = schema_embedded_file("knelpunten.json", &len);
    must(knelpunten_load(&w->knelpunten, slice_of(knelpunten, len), where) == TNW_OK, where);
    struct slice texts[LANGUAGE_COUNT];
    words_embedded(texts);
    must(words_load(&w->words, texts, &w->policy, where) == TNW_OK, where);
    const char *measures = schema_embedded_file("measures.json", &len);
    must(measures_load(&w->measures, slice_of(measures, len), where) == TNW_OK, where);
    const char *timeline = schema_embedded_file("timeline.json", &len);
    must(timeline_load(&w->timeline, slice_of(timeline, len), where) == TNW_OK, where);
    const char *referral = schema_embedded_file("doorverwijshulp.json", &len);
    must(referral_load(&w->referral, slice_of(referral, len), &w->policy, where) == TNW_OK, where);
    w->world = (struct world){.store = w->place->store,
                              .keyring = w->place->keyring,
                              .policy = &w->policy,
                              .presets = &w->presets,
                              .knelpunten = &w->knelpunten,
                              .measures = w->measures,
                              .schemas = w->schemas,
                              .words = w->words,
                              .timeline = w->timeline,
                              .referral = w->referral,
                              .log = &w->log,
                              .clock = {.now = now, .ctx = w}};
    return w;
}

int
service_set_up(void **state)
{
    void *place;
    must(place_set_up(&place) == 0, "place");
    *state = service_world_on(place);
    return 0;
}

int
service_tear_down(void **state)
{
    struct test_world *w = *state;
    void *place = w->place;
    timeline_free(&w->timeline);
    referral_free(&w->referral);
    measures_free(&w->measures);
    words_free(&w->words);
    schema_set_free(w->schemas);
    (void)place_tear_down(&place);
    free(w);
    return 0;
}

struct id
service_add_actor(struct test_world *w, const char *niss, code_set roles, bool disabled)
{
    struct actor actor = {.id = id_new(w->now++), .epoch = 1, .roles = roles, .disabled = disabled};
    must(identity_set(&actor.identity, IDENTITY_NISS, niss, date_in_belgium(w->now)) == TNW_OK, niss);
    buf_put_str(&actor.name, "Name");
    buf_put_str(&actor.contact, "{}");
    struct hash index = call_identity_index(&w->world, &actor.identity);
    struct txn *txn = place_write(w->place);
    actor_put(txn, &actor);
    must(actor_link_identity(txn, &index, &actor.id), "link");
    txn_raise_generation(txn);
    place_commit(txn);
    struct id id = actor.id;
    actor_wipe(&actor);
    return id;
}

struct incoming *
service_in(struct call *call)
{
    return (struct incoming *)(uintptr_t)call->in;
}

struct call *
service_call(struct test_world *w, const char *op, const char *niss, const char *body)
{
    struct incoming *in;
    struct call *call = call_new(&w->world, NULL, &in);
    must(call != NULL, "memory");
    in->op = operations_find(op);
    must(in->op != NULL, op);
    must(identity_set(&in->peer.identity, IDENTITY_NISS, niss, date_in_belgium(w->now)) == TNW_OK, niss);
    in->peer.identity_index = call_identity_index(&w->world, &in->peer.identity);
    (void)snprintf(in->peer.origin, sizeof in->peer.origin, "127.0.0.1");
    origin_pseudonym(in->peer.pseudonym, w->world.keyring, in->peer.origin);
    in->method = in->op->method;
    in->target_path = slice_str(in->op->path);
    in->body_text = slice_str(body);
    return call;
}

void
service_set_query(struct call *call, const char *name, const char *value)
{
    int at = op_parameter(call->in->op, name);
    must(at >= 0, name);
    service_in(call)->query[at] = value;
}

enum tnw_err
service_execute(struct call *call)
{
    struct txn *txn;
    must(txn_begin_write(call->world->store, &txn) == TNW_OK, "write");
    enum tnw_err err = dispatch_execute(&call->job, txn);
    if (err != TNW_OK) {
        txn_abort(&txn);
        return err;
    }
    place_commit(txn);
    return call->found.outcome;
}

enum tnw_err
service_run(struct call *call)
{
    return dispatch_begin(call) == CALL_SUBMIT ? service_execute(call) : call->found.outcome;
}

int
service_finish(struct test_world *w, struct call *call, json_t **answer)
{
    (void)service_run(call);
    int status = call->reply.status;
    must(answer == NULL || json_load_strict(answer, buf_slice(&call->reply.body), NULL) == TNW_OK, "reply");
    call_free(&call);
    w->now += 1000;
    return status;
}

struct id
service_reply_id(struct call *call, enum id_kind kind)
{
    json_t *reply;
    struct id id;
    must(json_load_strict(&reply, buf_slice(&call->reply.body), NULL) == TNW_OK, "reply");
    const char *text = json_string_value(json_object_get(reply, "id"));
    must(text != NULL && id_parse(&id, kind, text) == TNW_OK, buf_text(&call->reply.body));
    json_decref(reply);
    return id;
}

uint64_t
service_records(struct test_world *w)
{
    struct store_stats stats;
    must(store_stats(w->place->store, &stats) == TNW_OK, "stats");
    return stats.records;
}

void
service_assert_last(struct test_world *w, const char *member, const char *text)
{
    uint64_t last = service_records(w) - 1;
    struct txn *txn = place_read(w->place);
    struct slice record;
    json_t *value;
    must(audit_log_get(txn, last, &record), "record");
    must(json_load_strict(&value, record, NULL) == TNW_OK, "record");
    const char *got = json_string_value(json_object_get(value, member));
    must(text == NULL ? got == NULL : got != NULL && strcmp(got, text) == 0, got == NULL ? "null" : got);
    json_decref(value);
    txn_abort(&txn);
}

static struct id
made(struct call *call, enum id_kind kind)
{
    must(service_run(call) == TNW_OK, call->found.fault.detail);
    struct id id = service_reply_id(call, kind);
    call_free(&call);
    return id;
}

struct id
service_consent(struct test_world *w, const struct id *dossier, const char *role)
{
    char body[512];
    (void)snprintf(body, sizeof body,
                   "{\"effect\":\"grant\",\"grantee\":{\"role\":\"%s\"},\"categories\":[\"fit_note\"],"
                   "\"actions\":[\"read\",\"write\"],\"purposes\":[\"tnw_traject\"],\"until\":\"2026-06-01\"}",
                   role);
    struct call *call = service_call(w, "consent.give", PATIENT, body);
    service_in(call)->path_id[0] = *dossier;
    return made(call, ID_CONSENT);
}

struct id
service_open_dossier(struct test_world *w)
{
    struct id dossier = made(service_call(w, "dossier.open", HUISARTS,
                                          "{\"patient\":{\"niss\":\"" PATIENT
                                          "\",\"name\":\"Jan\"},\"start\":\"2026-02-01\",\"employment\":\"employed\"}"),
                             ID_DOSSIER);
    (void)service_consent(w, &dossier, "huisarts");
    return dossier;
}

struct id
service_fragment(struct test_world *w, const struct id *dossier)
{
    struct call *call = service_call(w, "fragment.add", HUISARTS,
                                     "{\"category\":\"fit_note\",\"content\":{\"from\":\"2026-03-01\",\"until\":\"2026-"
                                     "04-01\",\"hours_per_week\":8}}");
    service_in(call)->path_id[0] = *dossier;
    return made(call, ID_FRAGMENT);
}

struct service_reading
service_reading(struct test_world *w)
{
    struct service_reading s;
    (void)service_add_actor(w, HUISARTS, CODE_BIT(ROLE_HUISARTS), false);
    (void)service_add_actor(w, PATIENT, CODE_BIT(ROLE_PATIENT), false);
    s.doctor = service_add_actor(w, ADVISEREND, CODE_BIT(ROLE_ADVISEREND_ARTS), false);
    s.dossier = service_open_dossier(w);
    s.fragment = service_fragment(w, &s.dossier);
    char body[128];
    char actor[ID_TEXT];
    id_format(actor, ID_ACTOR, &s.doctor);
    (void)snprintf(body, sizeof body, "{\"actor\":\"%s\",\"role\":\"adviserend_arts\"}", actor);
    struct call *call = service_call(w, "participant.add", HUISARTS, body);
    service_in(call)->path_id[0] = s.dossier;
    must(service_run(call) == TNW_OK, "participant");
    call_free(&call);
    s.consent = service_consent(w, &s.dossier, "adviserend_arts");
    s.read = service_call(w, "fragment.read", ADVISEREND, NULL);
    service_in(s.read)->path_id[0] = s.dossier;
    service_in(s.read)->path_id[1] = s.fragment;
    return s;
}

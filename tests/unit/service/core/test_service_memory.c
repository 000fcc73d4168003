/* Memory that runs out: each allocation of ours fails once in each operation. The answer is whole, or a refusal that
 * changed nothing; the process goes on, and the same call succeeds once there is memory again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "json/json.h"
#include "service/core/dispatch.h"
#include "service/operations.h"
#include "unit/service/service_world.h"

/* How many of our allocations still succeed before one fails; negative: all do. */
static long left = -1;

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *ptr, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *ptr, size_t size);

static bool
fails(void)
{
    return left >= 0 && left-- == 0;
}

void *
__wrap_malloc(size_t size)
{
    return fails() ? NULL : __real_malloc(size);
}

void *
__wrap_calloc(size_t count, size_t size)
{
    return fails() ? NULL : __real_calloc(count, size);
}

void *
__wrap_realloc(void *ptr, size_t size)
{
    return fails() ? NULL : __real_realloc(ptr, size);
}

struct ask {
    const char *op;
    const char *niss;
    const char *body;
    const struct id *first; /* ids of the path; NULL: none */
    const struct id *second;
    const char *if_match;
};

#define ASK(op_, niss_, body_, ...) (&(struct ask){.op = (op_), .niss = (niss_), .body = (body_), __VA_ARGS__})

static struct call *
asked(struct test_world *w, const struct ask *ask)
{
    struct call *call = service_call(w, ask->op, ask->niss, ask->body);
    if (ask->first != NULL) {
        service_in(call)->path_id[0] = *ask->first;
    }
    if (ask->second != NULL) {
        service_in(call)->path_id[1] = *ask->second;
    }
    service_in(call)->if_match = ask->if_match;
    return call;
}

/* The ledger's part, in a transaction of its own. Returns what that says. */
static enum tnw_err
ledger_part(struct test_world *w, struct call *call, bool commit)
{
    struct txn *txn;
    enum tnw_err err = txn_begin_write(w->place->store, &txn);
    if (err == TNW_OK) {
        err = dispatch_execute(&call->job, txn);
    }
    if (err == TNW_OK && commit) {
        return txn_commit(&txn);
    }
    txn_abort(&txn);
    return err;
}

static bool
is_json(struct slice text)
{
    json_t *value = NULL;
    enum tnw_err err = json_load_strict(&value, text, NULL);
    json_decref(value);
    return err == TNW_OK;
}

static bool
has_text(const struct call *call, const char *text)
{
    return memmem(call->reply.body.ptr, call->reply.body.len, text, strlen(text)) != NULL;
}

/* Either done, or refused as a whole; what the transaction refuses is told as 503 by the sender. */
static void
check_answer(const struct call *call, const char *text)
{
    enum tnw_err outcome = call->found.outcome;
    bool refused = outcome == TNW_E_UNAVAILABLE || outcome == TNW_E_INTERNAL;
    assert_true(outcome == TNW_OK || (refused && call->reply.status >= 500));
    assert_true(call->reply.body.len == 0 ? refused : is_json(buf_slice(&call->reply.body)));
    assert_true(refused || has_text(call, text));
}

/* Runs it with the n-th allocation failing, for every n there is, and undoes that; then once more with memory for
 * all. */
static struct call *
exhaust(struct test_world *w, const struct ask *ask, const char *text)
{
    bool had_enough = false;
    for (long n = 0; !had_enough; n++) {
        struct call *call = asked(w, ask);
        left = n;
        bool submit = dispatch_begin(call) == CALL_SUBMIT;
        enum tnw_err err = submit ? ledger_part(w, call, false) : TNW_OK;
        had_enough = left >= 0;
        left = -1;
        if (err == TNW_OK) {
            check_answer(call, text);
        }
        call_free(&call);
    }
    struct call *call = asked(w, ask);
    if (dispatch_begin(call) == CALL_SUBMIT) {
        assert_int_equal(ledger_part(w, call, true), TNW_OK);
    }
    assert_int_equal(call->found.outcome, TNW_OK);
    assert_true(has_text(call, text));
    return call;
}

static struct id
made(struct test_world *w, const struct ask *ask, enum id_kind kind, const char *text)
{
    struct call *call = exhaust(w, ask, text);
    struct id id = service_reply_id(call, kind);
    call_free(&call);
    return id;
}

static void
shown(struct test_world *w, const struct ask *ask, const char *text)
{
    struct call *call = exhaust(w, ask, text);
    call_free(&call);
}

#define REFERENCE "an opinion that is long enough to need memory of its own"
#define CONFER(role)                                                                                                   \
    "{\"effect\":\"grant\",\"grantee\":{\"role\":\"" role "\"},\"actions\":[\"read\",\"confer\"],"                     \
    "\"categories\":[\"fit_note\"],\"purposes\":[\"tnw_traject\"],\"until\":\"2026-06-01\"}"
#define FIT_NOTE "{\"from\":\"2026-03-01\",\"until\":\"2026-04-01\",\"hours_per_week\":8,\"note\":\"" REFERENCE "\"}"

static void
every_operation_of_a_story_survives_every_allocation_that_fails(void **state)
{
    struct test_world *w = *state;
    (void)service_add_actor(w, HUISARTS, CODE_BIT(ROLE_HUISARTS), false);
    struct id adviser = service_add_actor(w, ADVISEREND, CODE_BIT(ROLE_ADVISEREND_ARTS), false);
    (void)service_add_actor(w, STRANGER, CODE_BIT(ROLE_BEHEERDER), false);
    char adviser_text[ID_TEXT];
    char body[1024];
    id_format(adviser_text, ID_ACTOR, &adviser);
    struct id dossier = made(w,
                             ASK("dossier.open", HUISARTS,
                                 "{\"patient\":{\"niss\":\"" PATIENT "\",\"name\":\"Jan " REFERENCE
                                 "\"},\"start\":\"2026-02-01\",\"employment\":\"employed\"}"),
                             ID_DOSSIER, REFERENCE);
    shown(w, ASK("dossier.read", HUISARTS, NULL, .first = &dossier), REFERENCE);
    shown(w, ASK("dossier.list", HUISARTS, NULL), REFERENCE);
    (void)made(w, ASK("consent.give", PATIENT, CONFER("huisarts"), .first = &dossier), ID_CONSENT, "2026-06-01");
    (void)made(w, ASK("consent.give", PATIENT, CONFER("adviserend_arts"), .first = &dossier), ID_CONSENT, "2026-06-01");
    shown(w, ASK("consent.list", PATIENT, NULL, .first = &dossier), "2026-06-01");
    (void)snprintf(body, sizeof body, "{\"actor\":\"%s\",\"role\":\"adviserend_arts\"}", adviser_text);
    shown(w, ASK("participant.add", HUISARTS, body, .first = &dossier), adviser_text);
    (void)snprintf(body, sizeof body, "{\"category\":\"fit_note\",\"content\":%s}", FIT_NOTE);
    struct id fragment = made(w, ASK("fragment.add", HUISARTS, body, .first = &dossier), ID_FRAGMENT, "\"latest\":1");
    (void)snprintf(body, sizeof body, "{\"content\":%s}", FIT_NOTE);
    shown(w, ASK("fragment.amend", HUISARTS, body, .first = &dossier, .second = &fragment, .if_match = "\"1\""),
          "\"latest\":2");
    shown(w, ASK("fragment.read", HUISARTS, NULL, .first = &dossier, .second = &fragment), REFERENCE);
    shown(w, ASK("fragment.list", HUISARTS, NULL, .first = &dossier), "\"latest\":2");
    (void)snprintf(body, sizeof body,
                   "{\"procedure\":\"tnw_traject\",\"subject\":\"" REFERENCE "\",\"participants\":[\"%s\"]}",
                   adviser_text);
    struct id thread = made(w, ASK("thread.start", HUISARTS, body, .first = &dossier), ID_THREAD, REFERENCE);
    const struct ask *send =
        ASK("message.send", HUISARTS, "{\"kind\":\"vraag\",\"text\":\"" REFERENCE "\"}", .first = &thread);
    (void)made(w, send, ID_MESSAGE, "\"vraag\"");
    shown(w, ASK("message.list", HUISARTS, NULL, .first = &thread), REFERENCE);
    shown(w, ASK("thread.close", HUISARTS, "{\"conclusion\":\"" REFERENCE "\"}", .first = &thread), REFERENCE);
    shown(w, ASK("thread.read", HUISARTS, NULL, .first = &thread), REFERENCE);
    const struct ask *add = ASK("actor.add", STRANGER,
                                "{\"identity\":{\"niss\":\"80010190078\"},\"name\":\"" REFERENCE
                                "\",\"roles\":[\"huisarts\"],\"contact\":{\"zone\":\"Waasland\"}}");
    struct id added = made(w, add, ID_ACTOR, REFERENCE);
    const struct ask *change =
        ASK("actor.change", STRANGER, "{\"contact\":{\"zone\":\"Meetjesland\"}}", .first = &added, .if_match = "\"1\"");
    shown(w, change, REFERENCE);
    shown(w, ASK("actor.read", STRANGER, NULL, .first = &added), "Meetjesland");
    shown(w, ASK("inbox.read", ADVISEREND, NULL), "thread.started");
    shown(w, ASK("inbox.mark_seen", ADVISEREND, "{\"until\":1}"), "\"seen_until\":1");
}

static void
without_memory_for_a_call_there_is_none(void **state)
{
    struct test_world *w = *state;
    struct incoming *in;
    left = 0;
    assert_null(call_new(&w->world, NULL, &in));
    left = -1;
}

/* A wrong index would take somebody for somebody else, so it needs no memory that could lack. */
static void
the_index_of_an_identity_needs_no_memory(void **state)
{
    struct test_world *w = *state;
    struct identity identity;
    assert_int_equal(identity_set(&identity, IDENTITY_NISS, PATIENT, date_in_belgium(w->now)), TNW_OK);
    struct hash index = call_identity_index(&w->world, &identity);
    left = 0;
    struct hash again = call_identity_index(&w->world, &identity);
    assert_int_equal(left, 0);
    left = -1;
    assert_true(hash_eq(&index, &again));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_WORLD(every_operation_of_a_story_survives_every_allocation_that_fails),
        WITH_WORLD(without_memory_for_a_call_there_is_none),
        WITH_WORLD(the_index_of_an_identity_needs_no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

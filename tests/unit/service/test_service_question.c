/* Questions as time goes by, what a decision leaves in the process of its dossier, and the bounds of a thread. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rules/timeline/timeline.h"
#include "service/process/waiting.h"
#include "service_world.h"
#include "store/cipher/cipher.h"
#include "store/inside.h"
#include "store/records/process/process.h"
#include "store/records/trio/question.h"

#define COORDINATOR "80010190078"
#define DAY_MS (INT64_C(24) * 3600 * 1000)

struct scene {
    struct test_world *w;
    struct id dossier;
    struct id thread;
    struct id coordinator;
    struct id adviser;
};

/* Returns the call, run; the caller frees it. in: what the path names, or NULL. */
static struct call *
ask(struct scene *s, const char *op, const char *niss, const char *body, const struct id *in)
{
    static unsigned number;
    char key[16];
    struct call *call = service_call(s->w, op, niss, body);
    (void)snprintf(key, sizeof key, "key-%u", number++);
    if (in != NULL) {
        service_in(call)->path_id[0] = *in;
    }
    service_in(call)->idempotency_key = service_in(call)->method == METHOD_POST ? key : NULL;
    (void)service_run(call);
    service_in(call)->idempotency_key = NULL;
    return call;
}

static struct id
made(struct scene *s, const char *op, const char *niss, const char *body, const struct id *in, enum id_kind kind)
{
    struct call *call = ask(s, op, niss, body, in);
    assert_int_equal(call->found.outcome, TNW_OK);
    struct id id = service_reply_id(call, kind);
    call_free(&call);
    return id;
}

static bool
shows(struct scene *s, const char *niss, const char *side, const char *text)
{
    struct call *call = service_call(s->w, "question.list", niss, NULL);
    service_set_query(call, "side", side);
    assert_int_equal(service_run(call), TNW_OK);
    bool found = memmem(call->reply.body.ptr, call->reply.body.len, text, strlen(text)) != NULL;
    call_free(&call);
    return found;
}

static void
consent(struct scene *s, const char *role)
{
    char body[256];
    (void)snprintf(body, sizeof body,
                   "{\"effect\":\"grant\",\"grantee\":{\"role\":\"%s\"},\"actions\":[\"confer\"],\"categories\":"
                   "[\"fit_note\"],\"purposes\":[\"tnw_traject\"],\"until\":\"2026-06-01\"}",
                   role);
    (void)made(s, "consent.give", PATIENT, body, &s->dossier, ID_CONSENT);
}

static void
set(struct scene *s, struct test_world *w)
{
    char id[ID_TEXT];
    char body[256];
    *s = (struct scene){.w = w};
    (void)service_add_actor(w, HUISARTS, CODE_BIT(ROLE_HUISARTS), false);
    s->adviser = service_add_actor(w, ADVISEREND, CODE_BIT(ROLE_ADVISEREND_ARTS), false);
    (void)service_add_actor(w, PATIENT, CODE_BIT(ROLE_PATIENT), false);
    s->coordinator = service_add_actor(w, COORDINATOR, CODE_BIT(ROLE_TNW_COORDINATOR), false);
    s->dossier = service_open_dossier(w);
    id_format(id, ID_ACTOR, &s->adviser);
    (void)snprintf(body, sizeof body, "{\"actor\":\"%s\",\"role\":\"adviserend_arts\"}", id);
    call_free(&(struct call *){ask(s, "participant.add", HUISARTS, body, &s->dossier)});
    id_format(id, ID_ACTOR, &s->coordinator);
    (void)snprintf(body, sizeof body, "{\"actor\":\"%s\",\"role\":\"tnw_coordinator\"}", id);
    call_free(&(struct call *){ask(s, "participant.add", HUISARTS, body, &s->dossier)});
    consent(s, "adviserend_arts");
    consent(s, "tnw_coordinator");
    id_format(id, ID_ACTOR, &s->adviser);
    (void)snprintf(body, sizeof body, "{\"procedure\":\"tnw_traject\",\"subject\":\"Werk\",\"participants\":[\"%s\"]}",
                   id);
    s->thread = made(s, "thread.start", COORDINATOR, body, &s->dossier, ID_THREAD);
}

static void
what_nobody_answered_in_time_is_overdue(void **state)
{
    struct scene s;
    char body[128];
    char day[DATE_TEXT];
    set(&s, *state);
    date_format(day, date_in_belgium(s.w->now) + 1);
    (void)snprintf(body, sizeof body, "{\"kind\":\"vraag\",\"text\":\"?\",\"answer_by\":\"%s\"}", day);
    (void)made(&s, "message.send", COORDINATOR, body, &s.thread, ID_MESSAGE);
    assert_true(shows(&s, ADVISEREND, "for_me", "\"state\":\"open\""));
    s.w->now += DAY_MS;
    assert_true(shows(&s, ADVISEREND, "for_me", "\"state\":\"open\""));
    s.w->now += DAY_MS;
    assert_true(shows(&s, ADVISEREND, "for_me", "\"state\":\"overdue\""));
    assert_true(shows(&s, COORDINATOR, "by_me", "\"state\":\"overdue\""));
}

/* The timeline goes by what the doctor said, not by who asked. */
static void
a_decision_stands_in_the_process(void **state)
{
    struct scene s;
    char body[160];
    char id[ID_TEXT];
    set(&s, *state);
    struct id question = made(&s, "message.send", COORDINATOR,
                              "{\"kind\":\"vraag\",\"text\":\"?\",\"step\":\"toestemming_aa\"}", &s.thread, ID_MESSAGE);
    id_format(id, ID_MESSAGE, &question);
    (void)snprintf(body, sizeof body,
                   "{\"kind\":\"beslissing\",\"text\":\"Nu niet.\",\"reply_to\":\"%s\",\"decision\":\"no\"}", id);
    struct id decision = made(&s, "message.send", ADVISEREND, body, &s.thread, ID_MESSAGE);
    struct process *process = calloc(1, sizeof *process);
    struct txn *txn = place_read(s.w->place);
    assert_true(process_get(txn, &s.dossier, process, NULL));
    txn_abort(&txn);
    const struct process_event *event = &process->events[process->event_count - 1];
    assert_true(id_eq(&event->object, &decision));
    assert_int_equal(event->category, CATEGORY_NONE);
    assert_string_equal(event->step, "toestemming_aa");
    assert_int_equal(event->value, 0);
    assert_int_equal(event->by, ROLE_ADVISEREND_ARTS);
    assert_int_equal(event->purpose, PURPOSE_TNW_TRAJECT);
    assert_int_equal(event->day, date_in_belgium(s.w->now));
    free(process);
}

static void
who_decides_on_a_step_is_data(void **state)
{
    struct test_world *w = *state;
    assert_int_equal(timeline_deciders(w->timeline, "toestemming_aa"), CODE_BIT(ROLE_ADVISEREND_ARTS));
    assert_int_equal(timeline_deciders(w->timeline, "contact_na_weigering"), 0); /* ends by the decision of another */
    assert_int_equal(timeline_deciders(w->timeline, "m4_contact"), 0);
    assert_int_equal(timeline_deciders(w->timeline, "nothing"), 0);
}

/* A list is by day, then by message; an actor who is asked in two roles has one row. */
static void
rows_stand_by_day_in_each_list_once(void **state)
{
    struct test_world *w = *state;
    struct thread thread = {.dossier = place_id(1), .id = place_id(2), .member_count = 3};
    struct id asked = place_id(9);
    thread.members[0] = (struct thread_member){.actor = place_id(8), .role = ROLE_HUISARTS};
    thread.members[1] = (struct thread_member){.actor = asked, .role = ROLE_HUISARTS};
    thread.members[2] = (struct thread_member){.actor = asked, .role = ROLE_ARBEIDSARTS};
    static const day_num days[] = {0, 20010, 20005};
    struct txn *txn = place_write(w->place);
    for (uint8_t i = 0; i < 3; i++) {
        thread.open[i] =
            (struct open_question){.message = place_id((uint8_t)(20 + i)), .asked = 6, .answer_by = days[i]};
        question_put(txn, &thread, &thread.open[i]);
        assert_true(question_stands(txn, &thread, &thread.open[i]));
    }
    static const uint8_t order[] = {22, 21, 20};
    struct agenda_walk walk;
    struct agenda_entry entry;
    const struct agenda_query query = {
        .actor = asked, .lists = CODE_BIT(AGENDA_ASKED_OF), .before = AGENDA_NO_DAY, .undated = true};
    agenda_open(&walk, txn, &query);
    for (size_t i = 0; i < 3; i++) {
        struct id message = place_id(order[i]);
        assert_true(agenda_next(&walk, &entry) && id_eq(&entry.id, &message));
    }
    assert_false(agenda_next(&walk, &entry));
    agenda_close(&walk);
    for (size_t i = 0; i < 3; i++) {
        question_del(txn, &thread, &thread.open[i]);
        assert_false(question_stands(txn, &thread, &thread.open[i]));
    }
    agenda_open(&walk, txn, &query);
    assert_false(agenda_next(&walk, &entry));
    agenda_close(&walk);
    txn_abort(&txn);
}

static size_t
count_rows(struct txn *txn, const struct id *actor)
{
    struct agenda_walk walk;
    struct agenda_entry entry;
    const struct agenda_query query = {
        .actor = *actor, .lists = CODE_BIT(AGENDA_ASKED_OF), .before = AGENDA_NO_DAY, .undated = true};
    size_t count = 0;
    agenda_open(&walk, txn, &query);
    while (agenda_next(&walk, &entry)) {
        count++;
    }
    agenda_close(&walk);
    return count;
}

/* However many threads there are, one write takes a bounded part of them, and the last one ends it. */
static void
a_dossier_leaves_the_lists_a_part_at_a_time(void **state)
{
    enum { ALL = LIMIT_SWEEP_THREADS + 6 };
    struct test_world *w = *state;
    struct id dossier = place_id(1);
    struct id asked = place_id(9);
    struct id swept = {{0}};
    struct txn *txn = place_write(w->place);
    cipher_new_key(txn, &dossier);
    for (uint8_t i = 0; i < ALL; i++) {
        struct thread thread = {.dossier = dossier, .id = place_id((uint8_t)(20 + i)), .member_count = 2};
        thread.members[0] = (struct thread_member){.actor = place_id(8), .role = ROLE_HUISARTS};
        thread.members[1] = (struct thread_member){.actor = asked, .role = ROLE_ARBEIDSARTS};
        thread.open_count = 1;
        thread.open[0] = (struct open_question){.message = place_id((uint8_t)(20 + i)), .asked = 2};
        question_put(txn, &thread, &thread.open[0]);
        thread_create(txn, &thread);
    }
    assert_int_equal(count_rows(txn, &asked), ALL);
    assert_true(waiting_sweep(txn, &dossier, true, &swept));
    assert_int_equal(count_rows(txn, &asked), ALL - LIMIT_SWEEP_THREADS);
    assert_false(waiting_sweep(txn, &dossier, true, &swept));
    assert_int_equal(count_rows(txn, &asked), 0);
    swept = (struct id){{0}};
    assert_true(waiting_sweep(txn, &dossier, false, &swept));
    assert_false(waiting_sweep(txn, &dossier, false, &swept));
    assert_int_equal(count_rows(txn, &asked), ALL);
    txn_abort(&txn);
}

/* What the engine is asked for. */
static const struct engine_ops *real_ops;
static size_t reads;

static enum tnw_err
counted_get_many(struct engine_txn *txn, struct engine_want *wants, size_t count)
{
    reads += count;
    return real_ops->get_many(txn, wants, count);
}

static enum tnw_err
counted_next(struct engine_cursor *cursor, struct slice *key, struct slice *value)
{
    reads++;
    return real_ops->cursor_next(cursor, key, value);
}

static enum tnw_err
counted_first(struct engine_txn *txn, const struct engine_range *range, struct slice *key, struct slice *value)
{
    reads++;
    return real_ops->first(txn, range, key, value);
}

static size_t
reads_of(struct scene *s, const char *op, const char *before)
{
    for (int i = 0; i < 2; i++) { /* the first finds nothing at hand */
        struct call *call = service_call(s->w, op, ADVISEREND, NULL);
        service_set_query(call, "limit", "5");
        service_set_query(call, "before", before);
        reads = 0;
        assert_int_equal(service_run(call), TNW_OK);
        assert_non_null(memmem(call->reply.body.ptr, call->reply.body.len, "\"message\"", 9));
        call_free(&call);
    }
    return reads;
}

/* So many rows in each list, on that day; of requests for consent, such as nobody can answer any more. */
static void
put_rows(struct scene *s, day_num day)
{
    enum { EACH = 1250 };
    struct txn *txn = place_write(s->w->place);
    for (enum agenda_list list = 0; list < AGENDA_LISTS; list++) {
        for (unsigned i = 0; i < EACH; i++) {
            struct agenda_entry entry = {.actor = s->adviser, .list = list, .day = day, .dossier = s->dossier};
            entry.day = list == AGENDA_CONSENT ? date_in_belgium(s->w->now) - 1 : day;
            memset(entry.id.bytes, 0xff, sizeof entry.id.bytes);
            bytes_write_be(entry.id.bytes + 8, i, 8);
            agenda_put(txn, &entry);
        }
    }
    place_commit(txn);
}

/* Somebody with thousands of rows pays for those that are shown. */
static void
a_page_costs_what_it_shows(void **state)
{
    struct scene s;
    char body[128];
    char day[DATE_TEXT];
    set(&s, *state);
    day_num today = date_in_belgium(s.w->now);
    date_format(day, today + 1);
    (void)snprintf(body, sizeof body, "{\"kind\":\"vraag\",\"text\":\"?\",\"answer_by\":\"%s\"}", day);
    for (int i = 0; i < LIMIT_MEMBER_QUESTIONS - 1; i++) {
        (void)made(&s, "message.send", COORDINATOR, body, &s.thread, ID_MESSAGE);
    }
    (void)made(&s, "message.send", COORDINATOR, "{\"kind\":\"vraag\",\"text\":\"?\"}", &s.thread, ID_MESSAGE);
    struct engine *engine = s.w->place->store->engine;
    real_ops = engine->ops;
    static struct engine_ops counting;
    counting = *real_ops;
    counting.get_many = counted_get_many;
    counting.cursor_next = counted_next;
    counting.first = counted_first;
    engine->ops = &counting;
    size_t due = reads_of(&s, "due.list", "");
    size_t undated = reads_of(&s, "due.list", "2000-01-01");
    size_t asked = reads_of(&s, "question.list", "");
    put_rows(&s, today + 2);
    put_rows(&s, today + 400);
    assert_in_range(reads_of(&s, "due.list", ""), 1, due + 2 * AGENDA_LISTS);
    assert_in_range(reads_of(&s, "question.list", ""), 1, asked + 2 * AGENDA_LISTS);
    assert_in_range(reads_of(&s, "due.list", "2000-01-01"), 1, undated + 2 * AGENDA_LISTS);
    engine->ops = real_ops;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_WORLD(what_nobody_answered_in_time_is_overdue),
        WITH_WORLD(a_decision_stands_in_the_process),
        WITH_WORLD(who_decides_on_a_step_is_data),
        WITH_WORLD(rows_stand_by_day_in_each_list_once),
        WITH_WORLD(a_dossier_leaves_the_lists_a_part_at_a_time),
        WITH_WORLD(a_page_costs_what_it_shows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

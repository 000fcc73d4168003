/* The events of a dossier: each object has one, in the order in which they came, and room is taken from the kind that
 * has most of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "store/cipher/cipher.h"
#include "store/inside.h"
#include "store/records/dossier.h"
#include "store/records/process/facts.h"
#include "store/records/process/process.h"
#include "store/records/process/suspension.h"
#include "store_place.h"

static struct process *
empty_process(void)
{
    struct process *process = calloc(1, sizeof *process);
    assert_non_null(process);
    return process;
}

static struct id
object_of(unsigned number)
{
    struct id id = {.bytes = {1}};
    bytes_write_be(id.bytes + 8, number, 8);
    return id;
}

static void
add_event(struct process *process, unsigned number, enum category category, int value)
{
    process_add(process, &(struct process_event){.object = object_of(number), .category = category, .value = value});
}

static void
a_second_version_takes_the_place_of_the_first(void **state)
{
    (void)state;
    struct process *process = empty_process();
    add_event(process, 1, CATEGORY_GAO, 1);
    add_event(process, 2, CATEGORY_PLAN, 2);
    add_event(process, 1, CATEGORY_GAO, 3);
    assert_int_equal(process->event_count, 2);
    assert_int_equal(process->events[0].value, 3);
    struct id first = object_of(1);
    assert_true(process_take(process, &first));
    assert_false(process_take(process, &first));
    assert_int_equal(process->event_count, 1);
    assert_int_equal(process->events[0].value, 2);
    free(process);
}

static void
who_writes_most_makes_room(void **state)
{
    (void)state;
    struct process *process = empty_process();
    add_event(process, 1, CATEGORY_GAO, PROCESS_NO_VALUE);
    for (unsigned i = 0; i < LIMIT_PROCESS_EVENTS + 40; i++) {
        add_event(process, 2 + i, i == 5 ? CATEGORY_NONE : CATEGORY_OPMERKING, (int)i);
    }
    assert_int_equal(process->event_count, LIMIT_PROCESS_EVENTS);
    assert_int_equal(process->events[0].category, CATEGORY_GAO);
    assert_int_equal(process->events[1].category, CATEGORY_NONE);
    assert_int_equal(process->events[LIMIT_PROCESS_EVENTS - 1].value, LIMIT_PROCESS_EVENTS + 39);
    free(process);
}

/* What one role notes without end neither undoes a duty that another did nor hides that it was missed. */
static void
nobody_takes_the_room_of_another(void **state)
{
    (void)state;
    struct process *process = empty_process();
    process_add(process, &(struct process_event){.object = object_of(1),
                                                 .category = CATEGORY_OPVOLGING,
                                                 .by = ROLE_ADVISEREND_ARTS,
                                                 .step = "m4_contact"});
    process_add(process, &(struct process_event){.object = object_of(2),
                                                 .category = CATEGORY_OPVOLGING,
                                                 .by = ROLE_TNW_COORDINATOR,
                                                 .step = "eerste_contact"});
    for (unsigned i = 0; i < LIMIT_PROCESS_EVENTS + 40; i++) {
        process_add(process, &(struct process_event){.object = object_of(3 + i),
                                                     .category = CATEGORY_OPVOLGING,
                                                     .by = ROLE_TNW_COORDINATOR});
    }
    assert_int_equal(process->event_count, LIMIT_PROCESS_EVENTS);
    assert_string_equal(process->events[0].step, "m4_contact");
    assert_string_equal(process->events[1].step, "eerste_contact");
    free(process);
}

static const struct process_event full_event = {
    .object = {{9}},
    .author = {{8}},
    .category = CATEGORY_OPVOLGING,
    .by = ROLE_ARBEIDSARTS,
    .purpose = PURPOSE_RIT,
    .kind = "kind",
    .step = "a_rule_of_a_name_that_is_as_long_as_can",
    .value = PROCESS_NO_VALUE,
    .day = 1,
    .recorded = -2,
    .from = 3,
    .until = 4,
    .next = 5,
};

static void
what_is_put_comes_back(void **state)
{
    struct process *in = empty_process();
    struct process *out = empty_process();
    struct process_marks *marks = calloc(2, sizeof *marks);
    assert_non_null(marks);
    process_add(in, &full_event);
    marks[0] = (struct process_marks){.wake = 20000, .row_count = 1, .told_count = 1};
    marks[0].rows[0] = (struct agenda_row){.actor = place_id(4), .day = 20001};
    marks[0].told[0] = (struct told_step){.rule = "m4_contact", .due = 20002, .overdue = true, .on = 20003};
    struct txn *txn = place_write(*state);
    struct id dossier = place_id(1);
    cipher_new_key(txn, &dossier);
    assert_false(process_get(txn, &dossier, out, NULL));
    process_put(txn, &dossier, in, &marks[0]);
    assert_true(process_get(txn, &dossier, out, &marks[1]));
    assert_memory_equal(&in->events[0], &out->events[0], sizeof in->events[0]);
    assert_memory_equal(&marks[0], &marks[1], sizeof marks[0]);
    place_commit(txn);
    free(in);
    free(out);
    free(marks);
}

static void
suspensions_come_in_order(void **state)
{
    struct txn *txn = place_write(*state);
    struct id dossier = place_id(1);
    struct range walk;
    struct suspension out;
    cipher_new_key(txn, &dossier);
    for (uint8_t i = 3; i > 0; i--) {
        struct suspension in = {.dossier = dossier,
                                .terms = {.id = place_id(i), .purpose = PURPOSE_TNW_TRAJECT, .from = i, .until = 9},
                                .recorded = 1,
                                .recorded_by = place_id(7),
                                .role = ROLE_TNW_COORDINATOR,
                                .ended = 2,
                                .ended_by = place_id(8)};
        buf_put_str(&in.reason, "rit asked");
        suspension_put(txn, &in);
        suspension_wipe(&in);
    }
    suspension_walk(&walk, txn, &dossier);
    for (uint8_t i = 1; i <= 3; i++) {
        assert_true(suspension_next(&walk, &dossier, &out));
        assert_int_equal(out.terms.from, i);
        assert_int_equal(out.ended, 2);
        assert_int_equal(out.reason.len, 9);
        suspension_wipe(&out);
    }
    assert_false(suspension_next(&walk, &dossier, &out));
    range_close(&walk);
    place_commit(txn);
}

/* Before a list of works there was the last resumption: its day in place of how many there are. */
static void
make_old(struct buf *plain, uint8_t form, size_t works)
{
    plain->ptr[0] = form;
    memmove(plain->ptr + works, plain->ptr + works + 1, 4);
    memmove(plain->ptr + works + 4, plain->ptr + works + 9, plain->len - works - 9);
    plain->len -= 5;
}

#define FACTS_BEFORE_WORKS (4 + FACTS_CBE + 1 + 4 + 1 + FACTS_ZONE + 16 + 1 + 1 + 1 + 4)

static struct facts
facts_of_one_work(day_num from)
{
    struct facts facts = FACTS_NONE;
    facts.version = 1;
    facts.works = (struct works){.count = 1, .list = {{.from = from}}};
    facts.contact = object_of(7);
    return facts;
}

static void
put_old(struct txn *txn, enum space space, const struct key *key, uint8_t form, size_t works)
{
    struct id place = place_id(1);
    struct buf plain = {0};
    assert_true(cipher_get(txn, space, key_slice(key), &place, &plain));
    make_old(&plain, form, works);
    plain.len -= space == SPACE_DOSSIER ? 2 + 4 + 8 : 0; /* of its end it said nothing */
    cipher_put(txn, space, key_slice(key), &place, &plain);
}

static void
facts_of_an_older_form_are_read(void **state)
{
    struct txn *txn = place_write(*state);
    struct id place = place_id(1);
    struct key of_dossier = key_of(&place);
    struct key of_version = key_of(&place);
    key_add_u32(&of_version, 1);
    struct dossier dossier = {.id = place, .facts = facts_of_one_work(20000)};
    struct facts_version version = {.dossier = place, .facts = facts_of_one_work(20000)};
    cipher_new_key(txn, &place);
    dossier_put(txn, &dossier);
    facts_put(txn, &version);
    put_old(txn, SPACE_DOSSIER, &of_dossier, 3, 1 + 2 * 8 + 2 * 16 + 12 + 4 + 1 + FACTS_BEFORE_WORKS);
    put_old(txn, SPACE_FACTS, &of_version, 1, 1 + 16 + 1 + 8 + 4 + 4 * ROLE_COUNT + 4 + 1 + FACTS_BEFORE_WORKS);
    assert_true(dossier_get(txn, &place, &dossier));
    assert_true(facts_get(txn, &place, 1, &version));
    assert_int_equal(facts_resumed(&dossier.facts), 20000);
    assert_int_equal(facts_resumed(&version.facts), 20000);
    assert_true(id_eq(&dossier.facts.contact, &version.facts.contact) && dossier.facts.contact.bytes[0] == 1);
    dossier_wipe(&dossier);
    txn_abort(&txn);
}

/* Before events had authors; where it is not known, the fragment says it. */
static void
events_of_an_older_form_have_no_author(void **state)
{
    struct process *process = empty_process();
    struct txn *txn = place_write(*state);
    struct id place = place_id(1);
    struct key key = key_of(&place);
    struct buf plain = {0};
    struct buf old = {0};
    cipher_new_key(txn, &place);
    process_add(process, &full_event);
    process_put(txn, &place, process, &(struct process_marks){.wake = 20000});
    assert_true(cipher_get(txn, SPACE_PROCESS, key_slice(&key), &place, &plain));
    buf_put_u8(&old, 2);
    buf_put(&old, plain.ptr + 1, 2 + ID_SIZE);
    buf_put(&old, plain.ptr + 3 + 2 * ID_SIZE, plain.len - 3 - 2 * ID_SIZE);
    cipher_put(txn, SPACE_PROCESS, key_slice(&key), &place, &old);
    buf_free(&plain);
    assert_true(process_get(txn, &place, process, NULL));
    struct process_event known = full_event;
    known.author = (struct id){0};
    assert_memory_equal(&process->events[0], &known, sizeof known);
    free(process);
    txn_abort(&txn);
}

static void
all_works_come_back(void **state)
{
    struct txn *txn = place_write(*state);
    struct id place = place_id(1);
    struct dossier dossier = {.id = place, .facts = FACTS_NONE};
    for (day_num i = 0; i < LIMIT_WORKS; i++) {
        dossier.facts.works.list[dossier.facts.works.count++] = (struct work){10 * i + 1, 10 * i + 5};
    }
    struct works works = dossier.facts.works;
    cipher_new_key(txn, &place);
    dossier_put(txn, &dossier);
    assert_true(dossier_get(txn, &place, &dossier));
    assert_memory_equal(&dossier.facts.works, &works, sizeof works);
    dossier_wipe(&dossier);
    txn_abort(&txn);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_second_version_takes_the_place_of_the_first),
        cmocka_unit_test(who_writes_most_makes_room),
        cmocka_unit_test(nobody_takes_the_room_of_another),
        WITH_PLACE(what_is_put_comes_back),
        WITH_PLACE(suspensions_come_in_order),
        WITH_PLACE(facts_of_an_older_form_are_read),
        WITH_PLACE(all_works_come_back),
        WITH_PLACE(events_of_an_older_form_have_no_author),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

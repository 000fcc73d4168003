/* What is put into a dossier comes back, member by member; lists come in order and end. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "store/records/consent.h"
#include "store/records/dossier.h"
#include "store/records/fragment.h"
#include "store/records/trio/message.h"
#include "store_place.h"

static const struct id none;

static void
assert_id(struct id id, uint8_t number)
{
    struct id expected = place_id(number);
    assert_true(id_eq(&id, &expected));
}

static void
assert_text(const struct buf *text, const char *expected)
{
    assert_true(slice_eq(buf_slice(text), slice_str(expected)));
}

/* A dossier with its key; number 1 in all tests. */
static struct txn *
write_with_dossier(void **state)
{
    struct txn *txn = place_write(*state);
    struct dossier dossier = {.id = place_id(1)};
    struct hash identity = {{1}};
    dossier_create(txn, &dossier, &identity);
    return txn;
}

struct seen {
    uint8_t numbers[16];
    size_t count;
};

static void
a_full_dossier_comes_back_whole(void **state)
{
    struct dossier in = {.id = place_id(1),
                         .opened = 1,
                         .closed = 2,
                         .opened_by = place_id(4),
                         .patient = place_id(5),
                         .niss = "85021595110",
                         .start = -1,
                         .employment = EMPLOYMENT_SELF_EMPLOYED,
                         .participant_count = LIMIT_PARTICIPANTS};
    struct hash identity = {{1}};
    struct dossier out;
    for (size_t i = 0; i < LIMIT_PARTICIPANTS; i++) {
        in.participants[i] = (struct participant){.actor = place_id((uint8_t)i),
                                                  .role = (enum role)(i % ROLE_COUNT),
                                                  .since = (time_ms)i,
                                                  .added_by = place_id((uint8_t)(i + 100))};
    }
    buf_put_str(&in.name, "Jan");
    struct txn *txn = place_write(*state);
    dossier_create(txn, &in, &identity);
    place_commit(txn);
    txn = place_read(*state);
    assert_true(dossier_get(txn, &in.id, &out));
    assert_true(out.opened == 1 && out.closed == 2);
    assert_id(out.opened_by, 4);
    assert_id(out.patient, 5);
    assert_string_equal(out.niss, "85021595110");
    assert_int_equal(out.start, -1);
    assert_int_equal(out.employment, EMPLOYMENT_SELF_EMPLOYED);
    assert_text(&out.name, "Jan");
    assert_int_equal(out.participant_count, LIMIT_PARTICIPANTS);
    for (size_t i = 0; i < LIMIT_PARTICIPANTS; i++) {
        assert_id(out.participants[i].actor, (uint8_t)i);
        assert_int_equal(out.participants[i].role, i % ROLE_COUNT);
        assert_int_equal(out.participants[i].since, i);
        assert_id(out.participants[i].added_by, (uint8_t)(i + 100));
    }
    dossier_wipe(&out);
    dossier_wipe(&in);
    txn_abort(&txn);
}

static void
dossiers_are_found_by_actor_and_by_patient_and_by_nobody_else(void **state)
{
    struct hash jan = {{1}};
    struct hash mia = {{1, 1}};
    struct id doctor = place_id(9);
    struct id other = place_id(10);
    struct txn *txn = place_write(*state);
    for (uint8_t i = 1; i <= 3; i++) {
        struct dossier dossier = {.id = place_id(i)};
        dossier_create(txn, &dossier, i == 2 ? &mia : &jan);
        dossier_link_actor(txn, &doctor, &dossier.id);
        dossier_link_actor(txn, &doctor, &dossier.id);
    }
    struct id at;
    struct dossier_walk walk;
    dossier_walk_of_patient(&walk, txn, &jan, &none);
    assert_true(dossier_next(&walk, &at));
    assert_id(at, 1);
    assert_true(dossier_next(&walk, &at));
    assert_id(at, 3);
    assert_false(dossier_next(&walk, &at));
    dossier_walk_close(&walk);
    dossier_walk_of_actor(&walk, txn, &doctor, &none);
    for (uint8_t i = 1; i <= 3; i++) {
        assert_true(dossier_next(&walk, &at));
        assert_id(at, i);
    }
    assert_false(dossier_next(&walk, &at));
    dossier_walk_close(&walk);
    dossier_walk_of_actor(&walk, txn, &other, &none);
    assert_false(dossier_next(&walk, &at));
    dossier_walk_close(&walk);
    place_commit(txn);
}

static void
every_version_of_a_fragment_stays(void **state)
{
    struct fragment_head head = {.dossier = place_id(1),
                                 .id = place_id(2),
                                 .category = CATEGORY_OPLEIDING,
                                 .author = place_id(3),
                                 .author_role = ROLE_BEMIDDELAAR,
                                 .created = 10,
                                 .author_qualification = QUALIFICATION_SPECIALIST,
                                 .gao_kind = GAO_KIND_EXTENSION,
                                 .gao_days = 300};
    struct fragment_head out;
    struct fragment got;
    struct txn *txn = write_with_dossier(state);
    for (uint32_t version = 1; version <= 3; version++) {
        struct fragment fragment = {.version = version,
                                    .author = place_id((uint8_t)(10 + version)),
                                    .author_role = ROLE_WERKGEVER,
                                    .written = 100 + version};
        buf_printf(&fragment.content, "{\"n\":%u}", version);
        head.latest = version;
        head.updated = fragment.written;
        fragment_put(txn, &head, &fragment);
        fragment_wipe(&fragment);
    }
    assert_true(fragment_get_head(txn, &head.dossier, &head.id, &out));
    assert_true(out.latest == 3 && out.created == 10 && out.updated == 103 && out.category == CATEGORY_OPLEIDING &&
                out.author_role == ROLE_BEMIDDELAAR);
    struct fragment_traits traits = fragment_traits_of(&out);
    assert_true(traits.author_role == ROLE_BEMIDDELAAR && traits.author_qualification == QUALIFICATION_SPECIALIST &&
                traits.gao_kind == GAO_KIND_EXTENSION && traits.gao_days == 300 && traits.written == 0);
    assert_id(out.author, 3);
    for (uint32_t version = 1; version <= 3; version++) {
        char text[16];
        (void)snprintf(text, sizeof text, "{\"n\":%u}", version);
        assert_true(fragment_get(txn, &head, version, &got));
        assert_text(&got.content, text);
        assert_true(got.version == version && got.written == 100 + version && got.author_role == ROLE_WERKGEVER);
        assert_id(got.author, (uint8_t)(10 + version));
        fragment_wipe(&got);
    }
    assert_false(fragment_get(txn, &head, 4, &got));
    assert_false(fragment_get(txn, &head, 0, &got));
    assert_int_equal(txn_error(txn), TNW_OK);
    place_commit(txn);
}

static void
a_consent_comes_back_whole_and_lists_with_the_others(void **state)
{
    struct consent in = {.dossier = place_id(1),
                         .id = place_id(2),
                         .exclude = true,
                         .role = ROLE_WERKGEVER,
                         .actor = place_id(3),
                         .categories = 0x1fff,
                         .actions = 7,
                         .purposes = 31,
                         .from = -5,
                         .until = CONSENT_NO_END,
                         .granted = 11,
                         .granted_by = place_id(4),
                         .evidence = EVIDENCE_PAPER,
                         .evidence_date = 20000,
                         .withdrawn = 12,
                         .withdrawn_by = place_id(5)};
    struct consent other = {.dossier = place_id(1), .id = place_id(3), .role = ROLE_NONE};
    struct consent out;
    struct txn *txn = write_with_dossier(state);
    buf_put_str(&in.reference, "archive 7");
    consent_put(txn, &other);
    consent_put(txn, &in);
    assert_true(consent_get(txn, &in.dossier, &in.id, &out));
    assert_true(out.exclude && out.role == ROLE_WERKGEVER && out.categories == 0x1fff && out.actions == 7 &&
                out.purposes == 31 && out.from == -5 && out.until == CONSENT_NO_END && out.granted == 11 &&
                out.evidence == EVIDENCE_PAPER && out.evidence_date == 20000 && out.withdrawn == 12);
    assert_id(out.actor, 3);
    assert_id(out.granted_by, 4);
    assert_id(out.withdrawn_by, 5);
    assert_text(&out.reference, "archive 7");
    consent_wipe(&out);
    consent_put(txn, &in);
    struct consent_terms *terms;
    assert_int_equal(consent_load_terms(txn, &in.dossier, &terms), 2);
    assert_id(terms[0].id, 2);
    assert_id(terms[0].actor, 3);
    assert_true(terms[0].exclude && terms[0].withdrawn && terms[0].recorded && terms[0].role == ROLE_WERKGEVER &&
                terms[0].categories == 0x1fff && terms[0].actions == 7 && terms[0].purposes == 31 &&
                terms[0].from == CONSENT_NO_BEGIN && terms[0].until == CONSENT_NO_END);
    assert_id(terms[1].id, 3);
    assert_false(terms[1].exclude || terms[1].withdrawn || terms[1].recorded || terms[1].role != ROLE_NONE);
    free(terms);
    assert_int_equal(consent_load_terms(txn, &in.id, &terms), 0);
    assert_null(terms);
    struct range walk;
    consent_walk(&walk, txn, &in.dossier, &in.id);
    assert_true(consent_next(&walk, &in.dossier, &out));
    assert_id(out.id, 3);
    assert_int_equal(out.role, ROLE_NONE);
    assert_false(consent_next(&walk, &in.dossier, &out));
    range_close(&walk);
    consent_wipe(&in);
    place_commit(txn);
}

static void
a_thread_comes_back_whole_and_knows_its_dossier(void **state)
{
    struct thread in = {.dossier = place_id(1),
                        .id = place_id(2),
                        .procedure = PURPOSE_OVERMACHT,
                        .started = 1,
                        .started_by = place_id(3),
                        .closed = 2,
                        .closed_by = place_id(4),
                        .member_count = LIMIT_THREAD_MEMBERS};
    struct thread out;
    struct id dossier = none;
    struct txn *txn = write_with_dossier(state);
    for (uint8_t i = 0; i < LIMIT_THREAD_MEMBERS; i++) {
        in.members[i] = (struct thread_member){.actor = place_id(i), .role = ROLE_ARBEIDSARTS};
    }
    buf_put_str(&in.subject, "Subject");
    buf_put_str(&in.conclusion, "Done");
    thread_create(txn, &in);
    thread_put(txn, &in);
    assert_true(thread_place(txn, &in.id, &dossier));
    assert_id(dossier, 1);
    assert_true(thread_get(txn, &in.dossier, &in.id, &out));
    assert_true(out.procedure == PURPOSE_OVERMACHT && out.started == 1 && out.closed == 2 &&
                out.member_count == LIMIT_THREAD_MEMBERS);
    assert_id(out.started_by, 3);
    assert_id(out.closed_by, 4);
    assert_id(out.members[15].actor, 15);
    assert_int_equal(out.members[15].role, ROLE_ARBEIDSARTS);
    assert_text(&out.subject, "Subject");
    assert_text(&out.conclusion, "Done");
    thread_wipe(&out);
    struct range walk;
    thread_walk(&walk, txn, &in.dossier, &none);
    assert_true(thread_next(&walk, &in.dossier, &out));
    assert_id(out.id, 2);
    thread_wipe(&out);
    assert_false(thread_next(&walk, &in.dossier, &out));
    range_close(&walk);
    assert_false(thread_place(txn, &none, &dossier));
    thread_wipe(&in);
    place_commit(txn);
}

static void
put_receipt(struct txn *txn, const struct thread *thread, uint8_t message, uint8_t actor)
{
    struct id of = place_id(message);
    struct id by = place_id(actor);
    receipt_put(txn, thread, &of, &by, 10 * message + actor);
}

static void
expect_receipts(struct receipt_walk *walk, uint8_t message, unsigned count)
{
    struct id of = place_id(message);
    struct receipt receipt;
    for (unsigned i = 1; i <= count; i++) {
        assert_true(receipt_next_of(walk, &of, &receipt));
        assert_id(receipt.message, message);
        assert_int_equal(receipt.when, 10 * message + i);
    }
    assert_false(receipt_next_of(walk, &of, &receipt));
}

/* Message 1 has a receipt, 2 has three, 3 none, 4 two; another thread's do not count. */
static void
one_walk_gives_each_message_its_receipts(void **state)
{
    struct thread thread = {.dossier = place_id(1), .id = place_id(2)};
    struct thread other = {.dossier = place_id(1), .id = place_id(3)};
    struct txn *txn = write_with_dossier(state);
    struct receipt_walk walk;
    struct id one = place_id(1);
    put_receipt(txn, &thread, 1, 1);
    put_receipt(txn, &other, 3, 1);
    for (uint8_t actor = 1; actor <= 3; actor++) {
        put_receipt(txn, &thread, 2, actor);
    }
    put_receipt(txn, &thread, 4, 1);
    put_receipt(txn, &thread, 4, 2);
    receipt_walk(&walk, txn, &thread, &none);
    expect_receipts(&walk, 1, 1);
    expect_receipts(&walk, 2, 3);
    expect_receipts(&walk, 3, 0);
    expect_receipts(&walk, 4, 2);
    expect_receipts(&walk, 5, 0);
    receipt_walk_close(&walk);
    receipt_walk(&walk, txn, &thread, &one); /* those of message 1 are behind */
    expect_receipts(&walk, 4, 2);
    receipt_walk_close(&walk);
    place_commit(txn);
}

static void
a_message_comes_back_whole_with_its_receipts(void **state)
{
    struct thread thread = {.dossier = place_id(1), .id = place_id(2)};
    struct message in = {.id = place_id(3),
                         .number = 7,
                         .kind = MESSAGE_KIND_ONTVANGST,
                         .author = place_id(4),
                         .author_role = ROLE_ADVISEREND_ARTS,
                         .sent = 1,
                         .reply_to = place_id(5),
                         .answer_by = 20000,
                         .fragment_count = LIMIT_MESSAGE_FRAGMENTS};
    struct message out;
    struct txn *txn = write_with_dossier(state);
    for (uint8_t i = 0; i < LIMIT_MESSAGE_FRAGMENTS; i++) {
        in.fragments[i] = place_id(i);
    }
    buf_put_str(&in.text, "Hello");
    assert_false(message_last(txn, &thread, &out));
    assert_int_equal(message_count(txn, &thread), 0);
    message_put(txn, &thread, &in);
    assert_true(message_last(txn, &thread, &out));
    assert_id(out.id, 3);
    message_wipe(&out);
    assert_int_equal(message_count(txn, &thread), 7);
    struct range walk;
    message_walk(&walk, txn, &thread, &none);
    assert_true(message_next(&walk, &thread, &out));
    assert_true(out.number == 7 && out.kind == MESSAGE_KIND_ONTVANGST && out.author_role == ROLE_ADVISEREND_ARTS &&
                out.sent == 1 && out.answer_by == 20000 && out.fragment_count == LIMIT_MESSAGE_FRAGMENTS);
    assert_id(out.thread, 2);
    assert_id(out.author, 4);
    assert_id(out.reply_to, 5);
    assert_id(out.fragments[15], 15);
    assert_text(&out.text, "Hello");
    message_wipe(&out);
    assert_false(message_next(&walk, &thread, &out));
    range_close(&walk);
    assert_int_equal(receipt_get(txn, &thread, &in.id, &in.author), 0);
    receipt_put(txn, &thread, &in.id, &in.author, 42);
    assert_int_equal(receipt_get(txn, &thread, &in.id, &in.author), 42);
    message_wipe(&in);
    place_commit(txn);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_PLACE(a_full_dossier_comes_back_whole),
        WITH_PLACE(dossiers_are_found_by_actor_and_by_patient_and_by_nobody_else),
        WITH_PLACE(every_version_of_a_fragment_stays),
        WITH_PLACE(a_consent_comes_back_whole_and_lists_with_the_others),
        WITH_PLACE(a_thread_comes_back_whole_and_knows_its_dossier),
        WITH_PLACE(a_message_comes_back_whole_with_its_receipts),
        WITH_PLACE(one_walk_gives_each_message_its_receipts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* What professionals share, in the store: a row that is gone, changed or about nothing is found by the check. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "service/elz/counting.h"
#include "store/check/check_rows.h"
#include "store/inside.h"
#include "store/range.h"
#include "store/records/actor.h"
#include "unit/service/service_world.h"

static const char *const niss_of[] = {"70011010109", "71021110305", "72031210501", "73041310794", "74051410990"};

static void
tell(void *ctx, unsigned space, const char *finding)
{
    unsigned *count = ctx;
    (void)space;
    (void)finding;
    (*count)++;
}

static unsigned
findings(struct test_world *w)
{
    unsigned count = 0;
    uint64_t rows;
    assert_int_equal(check_rows(w->place->store, tell, &count, &rows), TNW_OK);
    return count;
}

static struct id
ask(struct test_world *w, const char *op, const char *niss, const struct id *in, const char *body, enum id_kind kind)
{
    struct call *call = service_call(w, op, niss, body);
    if (in != NULL) {
        service_in(call)->path_id[0] = *in;
    }
    assert_int_equal(service_run(call), TNW_OK);
    struct id made = kind == ID_KINDS ? (struct id){{0}} : service_reply_id(call, kind);
    call_free(&call);
    w->now += 1000;
    return made;
}

/* Of each kind of row at least one; a second message answers the first. */
static void
fill(struct test_world *w)
{
    char text[ID_TEXT];
    char body[512] = "{\"subject\":\"Werk\",\"text\":\"Wie?\",\"members\":[";
    (void)service_add_actor(w, HUISARTS, CODE_BIT(ROLE_HUISARTS), false);
    for (size_t i = 0; i < 5; i++) {
        struct id member = service_add_actor(w, niss_of[i], CODE_BIT(ROLE_HULPVERLENER), false);
        id_format(text, ID_ACTOR, &member);
        (void)snprintf(body + strlen(body), sizeof body - strlen(body), "%s\"%s\"", i == 0 ? "" : ",", text);
    }
    (void)snprintf(body + strlen(body), sizeof body - strlen(body), "]}");
    struct id casus = ask(w, "casus.start", HUISARTS, NULL, body, ID_CASUS);
    struct id said = ask(w, "casus.say", niss_of[0], &casus, "{\"kind\":\"vraag\",\"text\":\"Wanneer?\"}", ID_MESSAGE);
    id_format(text, ID_MESSAGE, &said);
    (void)snprintf(body, sizeof body, "{\"kind\":\"antwoord\",\"text\":\"Nu.\",\"reply_to\":\"%s\"}", text);
    (void)ask(w, "casus.say", niss_of[1], &casus, body, ID_MESSAGE);
    struct id moment = ask(
        w, "moment.add", HUISARTS, NULL,
        "{\"date\":\"2027-03-11\",\"zone\":\"Gent\",\"theme\":\"Wie\",\"place\":\"Zaal\",\"open\":true}", ID_MOMENT);
    (void)ask(w, "moment.sign_up", niss_of[0], &moment, "", ID_KINDS);
    struct txn *txn = place_write(w->place);
    counting_tend(&w->world, txn, date_in_belgium(w->now));
    place_commit(txn);
    (void)ask(w, "knelpunt.report", niss_of[0], NULL, "{\"code\":\"actoren_onbekend\"}",
              ID_KINDS); /* the first theme */
    (void)ask(w, "knelpunt.report", niss_of[1], NULL, "{\"code\":\"geen_overzicht\"}", ID_KINDS);
}

static const enum space spaces[] = {SPACE_CASUS,       SPACE_CASUS_MEMBER, SPACE_CASUS_MESSAGE, SPACE_MOMENT,
                                    SPACE_MOMENT_TERM, SPACE_MOMENT_GUEST, SPACE_KNELPUNT,      SPACE_KNELPUNT_GIVER};
#define SPACES (sizeof spaces / sizeof spaces[0])

/* The first row of the space. */
static void
first_row(struct test_world *w, enum space space, struct buf *key, struct buf *value)
{
    struct slice found;
    struct slice stored;
    struct txn *txn = place_read(w->place);
    assert_true(range_first(txn, space, slice_of(NULL, 0), slice_of(NULL, 0), false, &found, &stored));
    buf_put_slice(key, found);
    buf_put_slice(value, stored);
    txn_abort(&txn);
}

/* The row is not as it should be: that is found, and nothing else once it is back. */
static void
expect_found(struct test_world *w, enum space space, const char *how)
{
    if (findings(w) == 0) {
        fail_msg("%s: nothing is found when a row is %s", layout_space_name(space), how);
    }
}

static void
what_is_gone_is_found(void **state)
{
    struct test_world *w = *state;
    fill(w);
    assert_int_equal(findings(w), 0);
    for (size_t i = 0; i < SPACES; i++) {
        struct buf key = {0};
        struct buf value = {0};
        first_row(w, spaces[i], &key, &value);
        struct txn *txn = place_write(w->place);
        txn_del(txn, spaces[i], buf_slice(&key));
        place_commit(txn);
        expect_found(w, spaces[i], "gone");
        txn = place_write(w->place);
        txn_put(txn, spaces[i], buf_slice(&key), buf_slice(&value));
        place_commit(txn);
        assert_int_equal(findings(w), 0);
        buf_free(&key);
        buf_free(&value);
    }
}

static void
what_was_changed_is_found(void **state)
{
    struct test_world *w = *state;
    fill(w);
    for (size_t i = 0; i < SPACES; i++) {
        struct buf key = {0};
        struct buf value = {0};
        first_row(w, spaces[i], &key, &value);
        if (value.len > 0) {
            struct txn *txn = place_write(w->place);
            value.ptr[value.len - 1] ^= 1;
            txn_put(txn, spaces[i], buf_slice(&key), buf_slice(&value));
            place_commit(txn);
            expect_found(w, spaces[i], "changed");
            txn = place_write(w->place);
            value.ptr[value.len - 1] ^= 1;
            txn_put(txn, spaces[i], buf_slice(&key), buf_slice(&value));
            place_commit(txn);
        }
        buf_free(&key);
        buf_free(&value);
    }
    assert_int_equal(findings(w), 0);
}

/* A row more, under a key of which the last byte, or the first, is another one. */
static void
what_belongs_to_nothing_is_found(void **state)
{
    struct test_world *w = *state;
    fill(w);
    for (size_t i = 0; i < 2 * SPACES; i++) {
        enum space space = spaces[i / 2];
        struct buf key = {0};
        struct buf value = {0};
        first_row(w, space, &key, &value);
        key.ptr[i % 2 == 0 ? key.len - 1 : 0] ^= 1;
        struct txn *txn = place_write(w->place);
        txn_put(txn, space, buf_slice(&key), buf_slice(&value));
        place_commit(txn);
        expect_found(w, space, "one more");
        txn = place_write(w->place);
        txn_del(txn, space, buf_slice(&key));
        place_commit(txn);
        buf_free(&key);
        buf_free(&value);
    }
    assert_int_equal(findings(w), 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_WORLD(what_is_gone_is_found),
        WITH_WORLD(what_was_changed_is_found),
        WITH_WORLD(what_belongs_to_nothing_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

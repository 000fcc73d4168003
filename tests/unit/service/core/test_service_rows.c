/* The check of rows finds nothing in a store as the services make it, and each index or value that is taken away or
 * changed behind their back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "store/check/check_rows.h"
#include "store/cipher/cipher.h"
#include "store/inside.h"
#include "store/range.h"
#include "unit/service/service_world.h"

struct told {
    unsigned count;
    char last[512];
};

static void
tell(void *ctx, unsigned space, const char *finding)
{
    struct told *told = ctx;
    (void)space;
    told->count++;
    (void)snprintf(told->last, sizeof told->last, "%s", finding);
}

static unsigned
findings(struct test_world *w, struct told *told, uint64_t *rows)
{
    *told = (struct told){.count = 0};
    assert_int_equal(check_rows(w->place->store, tell, told, rows), TNW_OK);
    return told->count;
}

#define CONFER(role)                                                                                                   \
    "{\"effect\":\"grant\",\"grantee\":{\"role\":\"" role "\"},\"actions\":[\"read\",\"write\",\"confer\"],"           \
    "\"categories\":[\"fit_note\"],\"purposes\":[\"tnw_traject\"],\"until\":\"2026-06-01\"}"

/* By that person; in: what the path names. Returns the id of what was made. */
static struct id
ask(struct test_world *w, const char *op, const char *niss, const char *body, const struct id in[2], enum id_kind kind)
{
    struct call *call = service_call(w, op, niss, body);
    service_in(call)->path_id[0] = in[0];
    service_in(call)->path_id[1] = in[1];
    service_in(call)->idempotency_key = kind == ID_CONSENT ? NULL : op; /* there are two */
    assert_int_equal(service_run(call), TNW_OK);
    struct id made = service_reply_id(call, kind);
    call_free(&call);
    return made;
}

/* Of each kind of row at least one. */
static void
fill(struct test_world *w)
{
    struct service_reading reading = service_reading(w);
    char body[256];
    char doctor[ID_TEXT];
    call_free(&reading.read);
    struct id in_dossier[2] = {reading.dossier};
    in_dossier[1] = ask(w, "suspension.begin", PATIENT, "{\"purpose\":\"tnw_traject\",\"from\":\"2026-02-10\"}",
                        in_dossier, ID_SUSPENSION);
    (void)ask(w, "suspension.end", PATIENT, "{}", in_dossier, ID_SUSPENSION);
    id_format(doctor, ID_ACTOR, &reading.doctor);
    (void)snprintf(body, sizeof body, "{\"procedure\":\"tnw_traject\",\"subject\":\"Werk\",\"participants\":[\"%s\"]}",
                   doctor);
    struct id at[2] = {reading.dossier};
    (void)ask(w, "consent.give", PATIENT, CONFER("huisarts"), at, ID_CONSENT);
    (void)ask(w, "consent.give", PATIENT, CONFER("adviserend_arts"), at, ID_CONSENT);
    at[0] = ask(w, "thread.start", HUISARTS, body, at, ID_THREAD);
    at[1] = ask(w, "message.send", HUISARTS, "{\"kind\":\"vraag\",\"text\":\"Wanneer?\"}", at, ID_MESSAGE);
    struct call *read = service_call(w, "message.acknowledge", ADVISEREND, NULL);
    service_in(read)->path_id[0] = at[0];
    service_in(read)->path_id[1] = at[1];
    assert_int_equal(service_run(read), TNW_OK);
    call_free(&read);
    struct call *seen = service_call(w, "inbox.mark_seen", ADVISEREND, "{\"until\":1}");
    assert_int_equal(service_run(seen), TNW_OK);
    call_free(&seen);
}

/* The first row of the space: taken away, or with another byte; then put back. */
static void
spoil(struct test_world *w, enum space space, bool removes)
{
    struct told told;
    uint64_t rows;
    struct slice key;
    struct slice value;
    struct buf kept_key = {0};
    struct buf kept = {0};
    struct txn *txn = place_read(w->place);
    assert_true(range_first(txn, space, slice_of(NULL, 0), slice_of(NULL, 0), false, &key, &value));
    buf_put_slice(&kept_key, key);
    buf_put_slice(&kept, value);
    txn_abort(&txn);
    txn = place_write(w->place);
    if (removes) {
        txn_del(txn, space, buf_slice(&kept_key));
    } else {
        kept.ptr[kept.len - 1] ^= 1;
        txn_put(txn, space, buf_slice(&kept_key), buf_slice(&kept));
        kept.ptr[kept.len - 1] ^= 1;
    }
    place_commit(txn);
    if (findings(w, &told, &rows) == 0) {
        fail_msg("%s: nothing is found when a row is %s", layout_space_name(space), removes ? "gone" : "changed");
    }
    txn = place_write(w->place);
    txn_put(txn, space, buf_slice(&kept_key), buf_slice(&kept));
    place_commit(txn);
    assert_int_equal(findings(w, &told, &rows), 0);
    buf_free(&kept_key);
    buf_free(&kept);
}

static void
store_as_it_is_made_has_no_findings(void **state)
{
    struct told told;
    uint64_t rows;
    struct test_world *w = *state;
    assert_int_equal(findings(w, &told, &rows), 0);
    fill(w);
    unsigned count = findings(w, &told, &rows);
    assert_string_equal(told.last, "");
    assert_int_equal(count, 0);
    assert_in_range(rows, 10, 1000);
}

static void
what_is_gone_is_found_by_what_belongs_to_it(void **state)
{
    static const enum space spaces[] = {
        SPACE_ACTOR,         SPACE_IDENTITY, SPACE_DOSSIER,       SPACE_BY_PATIENT, SPACE_BY_ACTOR,     SPACE_FRAGMENT,
        SPACE_FRAGMENT_HEAD, SPACE_CONSENT,  SPACE_CONSENT_TERMS, SPACE_THREAD,     SPACE_THREAD_PLACE, SPACE_INBOX,
        SPACE_MESSAGE,       SPACE_FACTS,    SPACE_PROCESS,       SPACE_AGENDA,     SPACE_WAKE};
    fill(*state);
    for (size_t i = 0; i < sizeof spaces / sizeof spaces[0]; i++) {
        spoil(*state, spaces[i], true);
    }
}

static void
each_encrypted_value_is_opened(void **state)
{
    static const enum space spaces[] = {
        SPACE_ACTOR,   SPACE_DOSSIER,       SPACE_DATA_KEY, SPACE_FRAGMENT,   SPACE_FRAGMENT_HEAD, SPACE_CONSENT,
        SPACE_RECEIPT, SPACE_CONSENT_TERMS, SPACE_THREAD,   SPACE_MESSAGE,    SPACE_INBOX,         SPACE_IDEMPOTENCY,
        SPACE_SEEN,    SPACE_FACTS,         SPACE_PROCESS,  SPACE_SUSPENSION,
    };
    fill(*state);
    for (size_t i = 0; i < sizeof spaces / sizeof spaces[0]; i++) {
        spoil(*state, spaces[i], false);
    }
}

/* Of each place that has a key: without it its rows are named, and a key of no place is. */
static void
keys_and_the_rows_of_their_places_are_held_against_each_other(void **state)
{
    struct told told;
    uint64_t rows;
    struct test_world *w = *state;
    fill(w);
    struct id stranger = place_id(77);
    struct txn *txn = place_write(w->place);
    cipher_new_key(txn, &stranger);
    place_commit(txn);
    assert_int_equal(findings(w, &told, &rows), 1);
    assert_non_null(strstr(told.last, "data_key 0100000000000000000000000000004d: nothing is encrypted under it"));
    txn = place_write(w->place);
    cipher_drop_key(txn, &stranger);
    place_commit(txn);
    struct range range;
    struct slice key;
    struct slice value;
    struct id places[64];
    size_t count = 0;
    txn = place_read(w->place);
    range_open(&range, txn, SPACE_DATA_KEY, slice_of(NULL, 0), slice_of(NULL, 0), false);
    while (count < 64 && range_next(&range, &key, &value)) {
        memcpy(places[count++].bytes, key.ptr, ID_SIZE);
    }
    range_close(&range);
    txn_abort(&txn);
    assert_in_range(count, 5, 63);
    for (size_t i = 0; i < count; i++) {
        struct buf kept = {0};
        txn = place_write(w->place);
        assert_true(txn_get(txn, SPACE_DATA_KEY, id_slice(&places[i]), &value));
        buf_put_slice(&kept, value);
        txn_del(txn, SPACE_DATA_KEY, id_slice(&places[i]));
        place_commit(txn);
        bool named = findings(w, &told, &rows) > 0;
        assert_true(named || id_is_zero(&places[i])); /* nothing is counted here */
        txn = place_write(w->place);
        txn_put(txn, SPACE_DATA_KEY, id_slice(&places[i]), buf_slice(&kept));
        place_commit(txn);
        buf_free(&kept);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_WORLD(store_as_it_is_made_has_no_findings),
        WITH_WORLD(what_is_gone_is_found_by_what_belongs_to_it),
        WITH_WORLD(each_encrypted_value_is_opened),
        WITH_WORLD(keys_and_the_rows_of_their_places_are_held_against_each_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

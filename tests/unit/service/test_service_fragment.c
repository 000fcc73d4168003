/* A fragment whose head counts a version that is not there: that is damage, not the absence of a fragment. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "service_world.h"
#include "store/records/fragment.h"

struct damage {
    struct id dossier;
    struct id fragment;
};

/* A fragment of one version whose head counts two. */
static struct damage
damaged(struct test_world *w)
{
    struct damage d;
    struct fragment_head head;
    struct fragment version;
    (void)service_add_actor(w, HUISARTS, CODE_BIT(ROLE_HUISARTS), false);
    (void)service_add_actor(w, PATIENT, CODE_BIT(ROLE_PATIENT), false);
    d.dossier = service_open_dossier(w);
    d.fragment = service_fragment(w, &d.dossier);
    struct txn *txn = place_write(w->place);
    assert_true(fragment_get_head(txn, &d.dossier, &d.fragment, &head));
    assert_true(fragment_get(txn, &head, 1, &version));
    head.latest = 2;
    fragment_put(txn, &head, &version); /* version 1 again */
    txn_raise_generation(txn);
    place_commit(txn);
    fragment_wipe(&version);
    return d;
}

static int
status_of(struct test_world *w, const struct damage *d, const char *op, const char *number)
{
    struct call *call = service_call(w, op, HUISARTS, NULL);
    service_in(call)->path_id[0] = d->dossier;
    service_in(call)->path_id[1] = d->fragment;
    if (number != NULL) {
        service_set_query(call, "version", number);
    }
    (void)service_run(call);
    int status = call->reply.status;
    call_free(&call);
    return status;
}

static void
a_version_that_its_head_counts_and_is_not_there_is_damage(void **state)
{
    struct test_world *w = *state;
    struct damage d = damaged(w);
    assert_int_equal(status_of(w, &d, "fragment.read", "1"), 200);
    assert_int_equal(status_of(w, &d, "fragment.read", NULL), 500);
    assert_int_equal(status_of(w, &d, "fragment.read", "2"), 500);
    service_assert_last(w, "decision", "fail");
    assert_int_equal(status_of(w, &d, "fragment.list", NULL), 500);
}

static void
a_version_beyond_its_head_does_not_exist(void **state)
{
    struct test_world *w = *state;
    struct damage d = damaged(w);
    assert_int_equal(status_of(w, &d, "fragment.read", "3"), 404);
    assert_int_equal(status_of(w, &d, "fragment.read", "4294967295"), 404);
    service_assert_last(w, "decision", "deny");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_WORLD(a_version_that_its_head_counts_and_is_not_there_is_damage),
        WITH_WORLD(a_version_beyond_its_head_does_not_exist),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

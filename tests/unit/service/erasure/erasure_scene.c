#include "unit/service/erasure/erasure_scene.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "service/core/dispatch.h"
#include "store/check/check_rows.h"
#include "store/inside.h"

static void
print_finding(void *ctx, unsigned space, const char *finding)
{
    (void)space;
    ++*(unsigned *)ctx;
    print_message("%s\n", finding);
}

void
erasure_scene_rows_are_whole(struct test_world *w)
{
    unsigned count = 0;
    uint64_t rows;
    assert_int_equal(check_rows(w->place->store, print_finding, &count, &rows), TNW_OK);
    assert_int_equal(count, 0);
}

struct erasing_options
erasure_scene_options(struct test_world *w)
{
    return (struct erasing_options){.world = &w->world, .commit = erasing_commit_directly, .owner = w->place->store};
}

void
erasure_scene_close(struct test_world *w, const struct id *dossier)
{
    struct incoming *in;
    struct call *call = call_new(&w->world, NULL, &in);
    struct erasing what = {.why = ERASURE_ORDER, .order = erasing_order_digest(&w->world, "2026/123")};
    struct txn *txn = place_write(w->place);
    in->local = true;
    call->found.now = dispatch_now(&w->world, txn);
    call->found.today = date_in_belgium(call->found.now);
    assert_true(erasing_close_by_server(call, txn, dossier, &what));
    place_commit(txn);
    call_free(&call);
}

struct id
erasure_scene_make(struct test_world *w, const char *op, const char *niss, const char *body, const struct id *where,
                   enum id_kind kind)
{
    struct call *call = service_call(w, op, niss, body);
    service_in(call)->path_id[0] = *where;
    assert_int_equal(service_run(call), TNW_OK);
    struct id made = service_reply_id(call, kind);
    call_free(&call);
    return made;
}

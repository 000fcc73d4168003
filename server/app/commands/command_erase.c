/*
 * `tnwd erase`: a dossier is erased by order, of a court or of who answers for the data. Works while the server runs.
 */
#include <stdio.h>
#include <string.h>

#include "app/command.h"
#include "app/runtime.h"
#include "service/core/dispatch.h"
#include "service/erasure/erasing.h"

enum { FLAG_CONFIG, FLAG_SET, FLAG_ORDER };

/* What an order is called is short, and tells nothing of a person. */
#define ORDER_MAX 200

struct ordering {
    const struct runtime *runtime;
    struct id dossier;
    struct erasing what;
    bool found;
    bool before; /* it was erased already, and how: */
    struct erasure is;
};

static enum tnw_err
close_by_order(void *ctx, struct txn *txn)
{
    struct ordering *ordering = ctx;
    const struct world *world = &ordering->runtime->world;
    struct incoming *in;
    struct call *call = call_new(world, NULL, &in);
    if (call == NULL) {
        return TNW_E_NO_MEMORY;
    }
    in->local = true;
    call->found.now = dispatch_now(world, txn);
    call->found.today = date_in_belgium(call->found.now);
    ordering->before = erasure_get(txn, &ordering->dossier, &ordering->is);
    ordering->found = !ordering->before && erasing_close_by_server(call, txn, &ordering->dossier, &ordering->what);
    call_free(&call);
    return txn_error(txn);
}

/* Who has the reference and the keyring sees here whether it was this order. */
static const char *
why_before(const struct ordering *ordering)
{
    const struct erasure *is = &ordering->is;
    return is->why == ERASURE_REQUEST                   ? "erased already, at its patient's request"
           : is->why == ERASURE_RETENTION               ? "erased already, at the end of its term"
           : hash_eq(&is->order, &ordering->what.order) ? "erased already, by this order"
                                                        : "erased already, by another order";
}

/* Others have their turn between two jobs: the writer's lock goes round. */
static enum tnw_err
run_order(struct ordering *ordering, const char *dossier, char where[CONFIG_WHERE])
{
    size_t emptied;
    const struct erasing_options options = {
        .world = &ordering->runtime->world, .commit = erasing_commit_directly, .owner = ordering->runtime->store};
    enum tnw_err err = options.commit(options.owner, close_by_order, ordering);
    if (err == TNW_OK && !ordering->found && !ordering->before) {
        return command_fail(TNW_E_NOT_FOUND, where, dossier, "there is no such dossier");
    }
    if (err == TNW_OK) {
        err = erasing_empty(&options, &emptied);
    }
    if (err != TNW_OK) {
        return command_fail(err, where, dossier, tnw_error_info(err)->title);
    }
    bool complete = ordering->before && ordering->is.state == ERASURE_COMPLETE;
    printf("%s is %s. It is complete%s.\n", dossier,
           ordering->before ? why_before(ordering) : "erased: nothing of it answers, and nothing of it is left to find",
           complete ? "" : " when the wrapping keys are rotated: tnwd keys rotate");
    return TNW_OK;
}

enum tnw_err
command_erase(int argc, char *const *argv, char where[CONFIG_WHERE])
{
    struct runtime runtime = {.store = NULL};
    const char *dossier;
    struct ordering ordering = {.runtime = &runtime, .what = {.why = ERASURE_ORDER}};
    struct arguments_flag flags[] = {
        command_flag_config, command_flag_set, {.name = "order", .max = 1, .required = true}, {.name = NULL}};
    enum tnw_err err = arguments_parse(argc, argv, flags, &dossier, 1, where);
    if (err != TNW_OK) {
        return err;
    }
    const char *order = flags[FLAG_ORDER].values[0];
    if (order[0] == '\0' || strlen(order) > ORDER_MAX) {
        return command_fail(TNW_E_USAGE, where, "--order", "must be the reference of the order, 1 to 200 characters");
    }
    if (id_parse(&ordering.dossier, ID_DOSSIER, dossier) != TNW_OK) {
        return command_fail(TNW_E_USAGE, where, dossier, "is not the id of a dossier");
    }
    const struct config_sets sets = command_sets(&flags[FLAG_SET]);
    err = runtime_open(&runtime, flags[FLAG_CONFIG].values[0], &sets, where);
    if (err == TNW_OK) {
        ordering.what.order = erasing_order_digest(&runtime.world, order);
        err = run_order(&ordering, dossier, where);
    }
    runtime_close(&runtime);
    return err;
}

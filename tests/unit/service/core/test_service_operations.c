/* The table of operations: a row with a hole is seen, and the server does not start with one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/record_rules.h"
#include "service/operations.h"
#include "unit/service/service_world.h"

static const struct op whole = {
    .name = "x.add",
    .method = METHOD_POST,
    .path = "/v1/dossiers/{dossier}/x/{fragment}",
    .kind = OP_WRITE,
    .place = PLACE_DOSSIER,
    .cost = COST_WRITE,
    .roles = CODE_BIT(ROLE_PATIENT),
    .schema = "body/x",
    .body_max = 10,
    .audit = AUDIT_RECORD,
    .prepare = op_actor_add_prepare,
    .run = op_me_read,
};

static void
the_table_has_no_hole(void **state)
{
    struct test_world *w = *state;
    assert_null(operations_hole(&w->world));
}

static const struct record_action *
action_of(const char *name)
{
    const struct record_action *action = record_actions;
    while (action->name != NULL && strcmp(action->name, name) != 0) {
        action++;
    }
    return action;
}

/* What verifiers know of the actions is what the operations are. */
static void
verifiers_know_each_operation_and_no_other(void **state)
{
    (void)state;
    for (size_t i = 0; i < operations_count; i++) {
        const struct op *op = &operations[i];
        const struct record_action *action = action_of(op->name);
        if (action->name == NULL || action->own) {
            fail_msg("%s is no action of a record", op->name);
        }
        bool opens = strcmp(op->name, "dossier.open") == 0;
        assert_int_equal(action->in_dossier, op->place != PLACE_NOWHERE || opens);
        assert_int_equal(action->lists, op->names_dossiers && !opens);
    }
    for (const struct record_action *action = record_actions; action->name != NULL; action++) {
        bool refused = strcmp(action->name, "request.refused") == 0;
        assert_int_equal(operations_find(action->name) == NULL, action->own || refused);
    }
}

static void
a_row_with_a_hole_is_seen(void **state)
{
    (void)state;
    assert_true(operations_row_is_whole(&whole));
    struct op holes[13];
    for (size_t i = 0; i < 13; i++) {
        holes[i] = whole;
    }
    holes[0].name = NULL;
    holes[1].path = NULL;
    holes[2].path = "v1/dossiers/{dossier}";
    holes[3].run = NULL;
    holes[4].roles = 0;
    holes[5].method = METHOD_COUNT;
    holes[6].audit = AUDIT_UNSET;
    holes[7].audit = AUDIT_NONE; /* without a reason */
    holes[8].body_max = 0;
    holes[9].method = METHOD_GET; /* with a body */
    holes[10].path = "/v1/dossiers/{dossier}/{rest}/x";
    holes[11].prepare = NULL; /* its body would be looked at by the ledger */
    holes[12].schema = NULL;  /* there is nothing to prepare */
    for (size_t i = 0; i < 13; i++) {
        assert_false(operations_row_is_whole(&holes[i]));
    }
}

/* What a quota reads must be said, and be one of the classes. */
static void
each_row_says_what_it_costs(void **state)
{
    (void)state;
    struct op row = whole;
    row.cost = COST_UNSET;
    assert_false(operations_row_is_whole(&row));
    row.cost = COST_COUNT;
    assert_false(operations_row_is_whole(&row));
    for (size_t i = 0; i < operations_count; i++) {
        assert_true(operations[i].cost > COST_UNSET && operations[i].cost < COST_COUNT);
    }
}

/* Refusals are filed by the place: one that its path does not name would be filed under nothing, or under a wrong
 * id. */
static void
each_row_says_its_place_and_its_path_names_it(void **state)
{
    (void)state;
    static const struct {
        enum op_place place;
        const char *path;
        bool names_dossiers;
        bool good;
    } rows[] = {
        {PLACE_UNSET, "/v1/dossiers/{dossier}", false, false},
        {PLACE_COUNT, "/v1/dossiers/{dossier}", false, false},
        {PLACE_DOSSIER, "/v1/dossiers/{dossier}", false, true},
        {PLACE_DOSSIER, "/v1/dossiers/{dossier}", true, false}, /* names one by its path already */
        {PLACE_DOSSIER, "/v1/dossiers", false, false},
        {PLACE_DOSSIER, "/v1/actors/{actor}/x/{dossier}", false, false}, /* not the first id */
        {PLACE_DOSSIER, "/v1/threads/{thread}", false, false},
        {PLACE_THREAD, "/v1/threads/{thread}/x", false, true},
        {PLACE_THREAD, "/v1/dossiers/{dossier}/threads/{thread}", false, false},
        {PLACE_THREAD, "/v1/threads", false, false},
        {PLACE_NOWHERE, "/v1/actors/{actor}", false, true},
        {PLACE_NOWHERE, "/v1/dossiers", true, true},
        {PLACE_NOWHERE, "/v1/dossiers/{dossier}", false, false},
        {PLACE_NOWHERE, "/v1/threads/{thread}", false, false},
        {PLACE_NOWHERE, "/v1/actors/{actor}/x/{dossier}", false, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct op row = whole;
        row.place = rows[i].place;
        row.path = rows[i].path;
        row.names_dossiers = rows[i].names_dossiers;
        assert_int_equal(operations_row_is_whole(&row), rows[i].good);
    }
}

static void
a_body_without_its_schema_is_a_hole(void **state)
{
    struct test_world *w = *state;
    char where[256];
    struct schema_source others[64] = {{.name = NULL}};
    size_t count = 0;
    for (const struct schema_source *source = schema_embedded; source->name != NULL; source++) {
        if (strcmp(source->name, "body/message") != 0) {
            assert_true(count + 1 < sizeof others / sizeof others[0]);
            others[count++] = *source;
        }
    }
    struct schema_set *without = NULL;
    assert_int_equal(schema_set_load(&without, others, where), TNW_OK);
    struct world world = w->world;
    world.schemas = without;
    assert_string_equal(operations_hole(&world), "message.send");
    schema_set_free(without);
}

static void
each_row_stands_once_and_is_found_by_its_name(void **state)
{
    (void)state;
    for (size_t i = 0; i < operations_count; i++) {
        assert_ptr_equal(operations_find(operations[i].name), &operations[i]);
        assert_int_equal(operations_index(&operations[i]), i);
        for (size_t j = 0; j < i; j++) {
            bool same_path = strcmp(operations[i].path, operations[j].path) == 0;
            assert_false(operations[i].method == operations[j].method && same_path);
        }
    }
    assert_int_equal(operations_index(NULL), operations_count);
    assert_null(operations_find("fragment.burn"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_WORLD(the_table_has_no_hole),
        WITH_WORLD(a_body_without_its_schema_is_a_hole),
        cmocka_unit_test(verifiers_know_each_operation_and_no_other),
        cmocka_unit_test(a_row_with_a_hole_is_seen),
        cmocka_unit_test(each_row_says_what_it_costs),
        cmocka_unit_test(each_row_says_its_place_and_its_path_names_it),
        cmocka_unit_test(each_row_stands_once_and_is_found_by_its_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

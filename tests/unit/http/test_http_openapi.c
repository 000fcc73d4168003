/* The table of operations, schemas/openapi.json and docs/protocol.md say the same: each operation of one stands in the
 * others. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include <cmocka.h>

#include "openapi.h"
#include "service/operations.h"

#define CARE                                                                                                           \
    (DOCTORS | CODE_BIT(ROLE_TNW_COORDINATOR) | CODE_BIT(ROLE_BEMIDDELAAR) | CODE_BIT(ROLE_WERKGEVER) |                \
     CODE_BIT(ROLE_MEDEWERKER) | CODE_BIT(ROLE_HULPVERLENER))
#define CONFERRING (DOCTORS | CODE_BIT(ROLE_TNW_COORDINATOR) | CODE_BIT(ROLE_BEMIDDELAAR) | CODE_BIT(ROLE_HULPVERLENER))
#define DOCTORS (CODE_BIT(ROLE_HUISARTS) | CODE_BIT(ROLE_ADVISEREND_ARTS) | CODE_BIT(ROLE_ARBEIDSARTS))

static const char *const methods[METHOD_COUNT] = {"get", "post", "put", "patch", "delete"};

static int
setup(void **state)
{
    struct openapi *api;
    char where[256] = "";
    if (openapi_load(&api, where) != TNW_OK) {
        print_error("%s\n", where);
        return -1;
    }
    *state = api;
    return 0;
}

static int
teardown(void **state)
{
    openapi_free(*state);
    return 0;
}

static bool
takes_query(const struct op *op, const char *name)
{
    for (size_t i = 0; i < CALL_QUERY_MAX && op->query[i] != NULL; i++) {
        if (strcmp(op->query[i], name) == 0) {
            return true;
        }
    }
    return false;
}

static size_t
count_query(const struct op *op)
{
    size_t count = 0;
    while (count < CALL_QUERY_MAX && op->query[count] != NULL) {
        count++;
    }
    return count;
}

static const json_t *
member(const json_t *document, const char *operation, const char *path, const char *key)
{
    return json_object_get(json_object_get(json_object_get(json_object_get(document, "paths"), path), operation), key);
}

static const json_t *
resolve(const json_t *document, const json_t *parameter)
{
    const char *ref = json_string_value(json_object_get(parameter, "$ref"));
    assert_non_null(ref);
    const json_t *all = json_object_get(json_object_get(document, "components"), "parameters");
    const json_t *found = json_object_get(all, strrchr(ref, '/') + 1);
    assert_non_null(found);
    return found;
}

static void
assert_same_parameters(const struct op *op, const json_t *document, const json_t *parameters)
{
    size_t in_query = 0;
    bool key = false;
    bool if_match = false;
    bool acting = false;
    for (size_t i = 0; i < json_array_size(parameters); i++) {
        const json_t *parameter = resolve(document, json_array_get(parameters, i));
        const char *name = json_string_value(json_object_get(parameter, "name"));
        const char *in = json_string_value(json_object_get(parameter, "in"));
        key = key || strcmp(name, "Idempotency-Key") == 0;
        if_match = if_match || strcmp(name, "If-Match") == 0;
        acting = acting || strcmp(name, "TNW-For") == 0;
        if (strcmp(in, "query") == 0) {
            in_query++;
            if (!takes_query(op, name)) {
                fail_msg("%s: openapi.json has the parameter %s, the table has not", op->name, name);
            }
        }
    }
    assert_int_equal(in_query, count_query(op));
    assert_int_equal(acting, op->acting);
    assert_int_equal(key, op->method == METHOD_POST);
    assert_int_equal(if_match, op->method == METHOD_PUT || op->method == METHOD_PATCH);
}

static code_set
roles_of(const json_t *names)
{
    code_set set = 0;
    for (size_t i = 0; i < json_array_size(names); i++) {
        int role = codes_find(&codes_role, json_string_value(json_array_get(names, i)));
        assert_true(role >= 0);
        set |= CODE_BIT(role);
    }
    return set;
}

static void
every_row_is_an_operation_of_openapi(void **state)
{
    const json_t *document = openapi_document(*state);
    for (size_t i = 0; i < operations_count; i++) {
        const struct op *op = &operations[i];
        const char *method = methods[op->method];
        const char *id = json_string_value(member(document, method, op->path, "operationId"));
        if (id == NULL) {
            fail_msg("%s: openapi.json has no %s %s", op->name, method, op->path);
        }
        assert_string_equal(id, op->name);
        assert_int_equal(roles_of(member(document, method, op->path, "x-tnw-roles")), op->roles);
        const char *schema = json_string_value(member(document, method, op->path, "x-tnw-schema"));
        assert_string_equal(schema == NULL ? "" : schema, op->schema == NULL ? "" : op->schema);
        assert_same_parameters(op, document, member(document, method, op->path, "parameters"));
    }
}

/* What every caller, every path, every change and every body can meet. The scenarios hold each real refusal against the
 * document, too. */
static bool
may_be_refused_with(const struct op *op, int status)
{
    bool body = op->body_max > 0;
    bool wants_version = op->method == METHOD_PUT || op->method == METHOD_PATCH;
    switch (status) {
    case 404:
        return strchr(op->path, '{') != NULL;
    case 409:
        return op->kind == OP_WRITE;
    case 412:
    case 428:
        return wants_version;
    case 413:
    case 415:
    case 422:
        return body;
    default:
        return true;
    }
}

static void
every_operation_tells_of_its_refusals(void **state)
{
    static const int statuses[] = {400, 403, 404, 409, 412, 413, 415, 422, 428, 429};
    const json_t *document = openapi_document(*state);
    for (size_t i = 0; i < operations_count; i++) {
        const struct op *op = &operations[i];
        const json_t *responses = member(document, methods[op->method], op->path, "responses");
        assert_non_null(json_object_get(responses, "default"));
        for (size_t k = 0; k < sizeof statuses / sizeof statuses[0]; k++) {
            char key[8];
            (void)snprintf(key, sizeof key, "%d", statuses[k]);
            if (may_be_refused_with(op, statuses[k]) && json_object_get(responses, key) == NULL) {
                fail_msg("%s: openapi.json does not tell of %s", op->name, key);
            }
        }
    }
}

static bool
has_row(const char *method, const char *path)
{
    for (size_t i = 0; i < operations_count; i++) {
        if (strcmp(methods[operations[i].method], method) == 0 && strcmp(operations[i].path, path) == 0) {
            return true;
        }
    }
    return false;
}

static void
every_operation_of_openapi_is_a_row(void **state)
{
    json_t *paths = json_object_get(openapi_document(*state), "paths");
    for (void *path = json_object_iter(paths); path != NULL; path = json_object_iter_next(paths, path)) {
        json_t *methods_of_path = json_object_iter_value(path);
        for (void *it = json_object_iter(methods_of_path); it != NULL;
             it = json_object_iter_next(methods_of_path, it)) {
            if (!has_row(json_object_iter_key(it), json_object_iter_key(path))) {
                fail_msg("no row for %s %s", json_object_iter_key(it), json_object_iter_key(path));
            }
        }
    }
}

static code_set
roles_in_words(char *text)
{
    code_set set = 0;
    char *word;
    while ((word = strsep(&text, ",")) != NULL) {
        word += strspn(word, " ");
        word[strcspn(word, " ") + (strncmp(word, "care roles", 10) == 0 ? 6 : 0)] = '\0';
        if (strcmp(word, "all") == 0) {
            set |= CODE_ALL(ROLE_COUNT);
        } else if (strcmp(word, "care roles") == 0) {
            set |= CARE;
        } else if (strcmp(word, "doctors") == 0) {
            set |= DOCTORS;
        } else if (strcmp(word, "conferring") == 0) {
            set |= CONFERRING;
        } else {
            int role = codes_find(&codes_role, word);
            if (role < 0) {
                fail_msg("docs/protocol.md: %s is not a role", word);
            }
            set |= CODE_BIT(role);
        }
    }
    return set;
}

/* limit and after are said once, for all lists: only the others are compared. */
static void
assert_same_query(const struct op *op, char *query)
{
    size_t count = 0;
    size_t want = count_query(op) - (size_t)takes_query(op, "limit") - (size_t)takes_query(op, "after");
    char *name;
    while (query != NULL && query[0] != '\0' && (name = strsep(&query, "&")) != NULL) {
        name[strcspn(name, "=")] = '\0';
        count += strcmp(name, "limit") != 0 && strcmp(name, "after") != 0;
        if (!takes_query(op, name)) {
            fail_msg("docs/protocol.md: %s does not take %s", op->name, name);
        }
    }
    assert_int_equal(count, want);
}

/* `METHOD /path?a=&b=` | roles | … */
static void
assert_line(char *line, bool seen[OPERATIONS_MAX])
{
    char method[8];
    char path[128];
    char roles[128];
    if (sscanf(line, "| `%7[A-Z] %127[^`]` | %127[^|]|", method, path, roles) != 3 || path[0] != '/') {
        return;
    }
    char *query = strchr(path, '?');
    if (query != NULL) {
        *query++ = '\0';
    }
    for (size_t i = 0; i < operations_count; i++) {
        if (strcasecmp(methods[operations[i].method], method) == 0 && strcmp(operations[i].path, path) == 0) {
            assert_false(seen[i]);
            seen[i] = true;
            assert_int_equal(roles_in_words(roles), operations[i].roles);
            assert_same_query(&operations[i], query == NULL ? path + strlen(path) : query);
            return;
        }
    }
    fail_msg("docs/protocol.md: no row for %s %s", method, path);
}

static void
every_row_is_in_the_protocol_and_the_other_way_round(void **state)
{
    (void)state;
    bool seen[OPERATIONS_MAX] = {false};
    char line[1024];
    FILE *file = fopen("docs/protocol.md", "re");
    assert_non_null(file);
    while (fgets(line, sizeof line, file) != NULL) {
        assert_line(line, seen);
    }
    (void)fclose(file);
    for (size_t i = 0; i < operations_count; i++) {
        if (!seen[i]) {
            fail_msg("docs/protocol.md lacks %s", operations[i].name);
        }
    }
}

/* The code of a refusal is what a client goes by: what can go over the wire must be in the document, and nothing
 * else. */
static void
openapi_names_every_error_that_has_a_status(void **state)
{
    const json_t *schemas = json_object_get(json_object_get(openapi_document(*state), "components"), "schemas");
    const json_t *problem = json_object_get(json_object_get(schemas, "Problem"), "properties");
    const json_t *codes = json_object_get(json_object_get(problem, "code"), "enum");
    size_t on_the_wire = 0;
    for (int err = TNW_OK + 1; err < TNW_E_COUNT; err++) {
        on_the_wire += tnw_error_info((enum tnw_err)err)->status != 0;
    }
    assert_int_equal(json_array_size(codes), on_the_wire);
    for (size_t i = 0; i < json_array_size(codes); i++) {
        enum tnw_err err = tnw_error_from_code(json_string_value(json_array_get(codes, i)));
        assert_true(tnw_error_info(err)->status != 0);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_is_an_operation_of_openapi),
        cmocka_unit_test(every_operation_tells_of_its_refusals),
        cmocka_unit_test(every_operation_of_openapi_is_a_row),
        cmocka_unit_test(every_row_is_in_the_protocol_and_the_other_way_round),
        cmocka_unit_test(openapi_names_every_error_that_has_a_status),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}

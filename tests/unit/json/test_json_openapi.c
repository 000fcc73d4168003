#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "json/json.h"
#include "json/schema.h"
#include "openapi.h"

#define ID "01JD7YK4ZQ8W3M5N6P7R9S0TVX"

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

/* "#/a/b" below the document, or "body/NAME.schema.json" among the embedded schemas. */
static bool
leads_somewhere(const json_t *document, const char *ref)
{
    if (ref[0] != '#') {
        for (const struct schema_source *source = schema_embedded; source->name != NULL; source++) {
            size_t len = strlen(source->name);
            if (strncmp(ref, source->name, len) == 0 && strcmp(ref + len, ".schema.json") == 0) {
                return true;
            }
        }
        return false;
    }
    const json_t *at = document;
    for (const char *step = ref + 1; *step == '/' && at != NULL;) {
        char name[128];
        size_t len = strcspn(step + 1, "/");
        (void)snprintf(name, sizeof name, "%.*s", (int)len, step + 1);
        at = json_object_get(at, name);
        step += 1 + len;
    }
    return at != NULL;
}

static void
assert_references(const json_t *document, const json_t *value)
{
    const char *ref = json_string_value(json_object_get(value, "$ref"));
    if (ref != NULL && !leads_somewhere(document, ref)) {
        fail_msg("%s leads nowhere", ref);
    }
    json_t *object = json_unconst(value);
    for (void *it = json_object_iter(object); it != NULL; it = json_object_iter_next(object, it)) {
        assert_references(document, json_object_iter_value(it));
    }
    for (size_t i = 0; i < json_array_size(value); i++) {
        assert_references(document, json_array_get(value, i));
    }
}

static void
every_reference_leads_somewhere(void **state)
{
    const json_t *document = openapi_document(*state);
    assert_references(document, document);
}

static void
assert_operation(const char *path, const char *method, const json_t *operation)
{
    assert_non_null(json_object_get(operation, "operationId"));
    assert_true(json_array_size(json_object_get(operation, "x-tnw-roles")) > 0);
    assert_non_null(json_object_get(operation, "summary"));
    assert_non_null(json_object_get(operation, "description"));
    size_t in_path = 0;
    for (const char *at = strchr(path, '{'); at != NULL; at = strchr(at + 1, '{')) {
        char ref[128];
        (void)snprintf(ref, sizeof ref, "#/components/parameters/path-%.*s", (int)strcspn(at + 1, "}"), at + 1);
        const json_t *have = json_array_get(json_object_get(operation, "parameters"), in_path++);
        assert_string_equal(json_string_value(json_object_get(have, "$ref")), ref);
    }
    const char *body = json_string_value(json_object_get(operation, "x-tnw-schema"));
    const json_t *content = json_object_get(json_object_get(operation, "requestBody"), "content");
    const json_t *schema = json_object_get(json_object_get(content, "application/json"), "schema");
    if (body == NULL) {
        assert_null(schema);
        assert_true(strcmp(method, "put") != 0 && strcmp(method, "patch") != 0);
        return;
    }
    char ref[128];
    (void)snprintf(ref, sizeof ref, "%s.schema.json", body);
    const json_t *narrowed = json_array_get(json_object_get(schema, "allOf"), 0);
    assert_string_equal(json_string_value(json_object_get(narrowed == NULL ? schema : narrowed, "$ref")), ref);
}

static void
every_operation_names_its_roles_its_path_parameters_and_its_body(void **state)
{
    size_t count = 0;
    json_t *paths = json_object_get(openapi_document(*state), "paths");
    for (void *path = json_object_iter(paths); path != NULL; path = json_object_iter_next(paths, path)) {
        json_t *methods = json_object_iter_value(path);
        for (void *it = json_object_iter(methods); it != NULL; it = json_object_iter_next(methods, it)) {
            assert_operation(json_object_iter_key(path), json_object_iter_key(it), json_object_iter_value(it));
            count++;
        }
    }
    assert_true(count > 0);
}

#define FRAGMENT(content)                                                                                              \
    "{\"id\":\"frg_" ID "\",\"dossier\":\"dos_" ID                                                                     \
    "\",\"category\":\"gao\",\"version\":1,\"latest\":1,\"author\":\"act_" ID                                          \
    "\",\"author_role\":\"huisarts\",\"author_name\":null,\"by\":null,\"created\":\"2026-02-01T08:00:00.000Z\","       \
    "\"updated\":\"2026-02-01T08:00:00.000Z\",\"retracted\":null,\"attachments\":[],\"retracted_reason\":null,"        \
    "\"signatures\":[],"                                                                                               \
    "\"complete\":null,\"content\":" content "}"

/* A reply of the real server's shape, and one that breaks the promise. */
static const struct reply {
    const char *method;
    const char *path;
    int status;
    const char *body; /* NULL: none */
    enum tnw_err err;
} replies[] = {
    {"GET", "/v1/me", 200,
     "{\"identity\":{\"kind\":\"niss\",\"value\":\"80031295793\"},\"actors\":[],\"roles\":[\"patient\"],\"role\":null}",
     TNW_OK},
    {"GET", "/v1/me", 200,
     "{\"identity\":{\"kind\":\"niss\",\"value\":\"80031295793\"},\"actors\":[],\"roles\":[\"patient\"]}",
     TNW_E_INVALID_BODY},
    {"GET", "/v1/me", 200,
     "{\"identity\":{\"kind\":\"niss\",\"value\":\"80031295793\"},\"actors\":[],\"roles\":[],\"role\":null,\"x\":1}",
     TNW_E_INVALID_BODY},
    {"GET", "/v1/me", 201, "{}", TNW_E_INVALID_BODY},
    {"GET", "/v1/me", 200, NULL, TNW_E_INVALID_BODY},
    {"GET", "/v1/you", 200, "{}", TNW_E_NOT_FOUND},
    {"DELETE", "/v1/dossiers/dos_" ID "/participants/act_" ID, 204, NULL, TNW_OK},
    {"DELETE", "/v1/dossiers/dos_" ID "/participants/act_" ID, 204, "{}", TNW_E_INVALID_BODY},
    {"DELETE", "/v1/dossiers/dos_" ID "/participants/", 204, NULL, TNW_E_NOT_FOUND},
    {"POST", "/v1/dossiers/search", 200, "{\"items\":[],\"next\":null}", TNW_OK},
    {"GET", "/v1/inbox", 200, "{\"items\":[],\"next\":\"0\",\"seen_until\":0}", TNW_OK},
    {"GET", "/v1/inbox", 200, "{\"items\":[],\"next\":null,\"seen_until\":0}", TNW_E_INVALID_BODY},
    {"GET", "/v1/audit/records/7", 200, "{\"record\":{},\"leaf\":\"00\"}", TNW_E_INVALID_BODY},
    {"GET", "/v1/threads/thr_" ID "/messages", 200,
     "{\"items\":[{\"id\":\"msg_" ID "\",\"thread\":\"thr_" ID
     "\",\"kind\":\"vraag\",\"text\":\"x\",\"fragments\":[],\"attachments\":[],"
     "\"reply_to\":null,\"answer_by\":\"2026-02-20\",\"to\":[],\"step\":null,\"decision\":null,"
     "\"author\":\"act_" ID "\",\"author_role\":\"huisarts\",\"by\":null,"
     "\"sent\":\"2026-02-01T08:00:00.000Z\",\"read_by\":[]}],\"next\":null}",
     TNW_OK},
    {"GET", "/v1/dossiers/dos_" ID, 404,
     "{\"type\":\"urn:tnw:error:not_found\",\"title\":\"t\",\"status\":404,\"detail\":\"d\",\"hint\":\"h\","
     "\"code\":\"not_found\",\"request_id\":\"req_" ID "\"}",
     TNW_OK},
    {"GET", "/v1/dossiers/dos_" ID, 404, "{\"code\":\"not_found\"}", TNW_E_INVALID_BODY},
    {"GET", "/v1/dossiers/dos_" ID, 409,
     "{\"type\":\"urn:tnw:error:conflict\",\"title\":\"t\",\"status\":409,\"detail\":\"d\",\"hint\":\"h\","
     "\"code\":\"conflict\",\"request_id\":\"req_" ID "\"}",
     TNW_E_INVALID_BODY},
    {"GET", "/v1/dossiers/dos_" ID "/fragments/frg_" ID, 200,
     FRAGMENT("{\"begin\":\"2026-02-01\",\"end\":\"2026-02-20\",\"reason\":\"illness\"}"), TNW_OK},
    {"GET", "/v1/dossiers/dos_" ID "/fragments/frg_" ID, 200,
     FRAGMENT("{\"from\":\"2026-02-01\",\"until\":\"2026-02-20\",\"tasks\":[\"desk work\"]}"), TNW_OK},
    {"GET", "/v1/dossiers/dos_" ID "/fragments/frg_" ID, 200, FRAGMENT("{\"begin\":\"2026-02-01\"}"),
     TNW_E_INVALID_BODY},
    {"GET", "/v1/dossiers/dos_" ID "/fragments/frg_" ID, 200,
     FRAGMENT("{\"begin\":\"2026-02-01\",\"end\":\"2026-02-20\",\"reason\":\"illness\",\"from\":\"2026-02-01\"}"),
     TNW_E_INVALID_BODY},
};

static void
replies_are_checked_against_what_the_operation_promises(void **state)
{
    for (size_t i = 0; i < sizeof replies / sizeof *replies; i++) {
        const struct reply *reply = &replies[i];
        json_t *body = NULL;
        if (reply->body != NULL) {
            assert_int_equal(json_load_strict(&body, slice_str(reply->body), NULL), TNW_OK);
        }
        struct buf errors = {0};
        enum tnw_err err = openapi_check(*state, reply->method, reply->path, reply->status, body, &errors);
        if (err != reply->err) {
            fail_msg("%s %s %zu: %s", reply->method, reply->path, i, buf_text(&errors));
        }
        buf_free(&errors);
        json_decref(body);
    }
}

/* Three ways to write an answer's schema. */
#define ANSWER(schema) "{\"200\":{\"content\":{\"application/json\":{\"schema\":" schema "}}}}"
static const char inline_document[] =
    "{\"openapi\":\"3.1.0\",\"components\":{\"schemas\":{\"A\":{\"required\":[\"a\"]}}},\"paths\":{"
    "\"/inline\":{\"get\":{\"responses\":" ANSWER(
        "{\"required\":[\"a\"]}") "},"
                                  "\"put\":{\"responses\":" ANSWER(
                                      "{\"required\":[\"b\"]}") "}},"
                                                                "\"/"
                                                                "named\":{\"get\":{"
                                                                "\"responses\":" ANSWER(
                                                                    "{\"$ref\":\"#/components/"
                                                                    "schemas/A\"}") "}},"
                                                                                    "\"/"
                                                                                    "other\":{"
                                                                                    "\"get\":{"
                                                                                    "\"responses\""
                                                                                    ":" ANSWER("{\"$ref\":"
                                                                                               "\"body/"
                                                                                               "thread_"
                                                                                               "close."
                                                                                               "schema."
                                                                                               "json\"}") "}}}}";

static const struct {
    const char *method;
    const char *path;
    const char *good;
    const char *bad;
} inline_answers[] = {
    {"GET", "/inline", "{\"a\":1}", "{\"b\":1}"},
    {"PUT", "/inline", "{\"b\":1}", "{\"a\":1}"},
    {"GET", "/named", "{\"a\":1}", "{}"},
    {"GET", "/other", "{\"conclusion\":\"c\"}", "{\"conclusion\":1}"},
};

static void
an_answer_is_checked_wherever_its_schema_stands(void **state)
{
    (void)state;
    struct openapi *api;
    char where[256] = "";
    assert_int_equal(openapi_load_text(&api, slice_str(inline_document), where), TNW_OK);
    for (size_t i = 0; i < sizeof inline_answers / sizeof *inline_answers; i++) {
        for (int good = 0; good < 2; good++) {
            const char *text = good ? inline_answers[i].good : inline_answers[i].bad;
            struct buf errors = {0};
            json_t *body;
            assert_int_equal(json_load_strict(&body, slice_str(text), NULL), TNW_OK);
            enum tnw_err err = openapi_check(api, inline_answers[i].method, inline_answers[i].path, 200, body, &errors);
            assert_int_equal(err, good ? TNW_OK : TNW_E_INVALID_BODY);
            json_decref(body);
            buf_free(&errors);
        }
    }
    openapi_free(api);
    assert_int_equal(openapi_load_text(&api, slice_str("{\"openapi\":1"), where), TNW_E_INVALID_JSON);
}

/* What is served and installed, for who has no other file of this. */
static void
the_one_file_needs_no_other(void **state)
{
    size_t len = 0;
    char where[256] = "";
    struct openapi *api;
    const char *text = schema_embedded_file("bundle/openapi.json", &len);
    assert_non_null(text);
    assert_null(strstr(text, ".schema.json\""));
    if (openapi_load_text(&api, slice_of(text, len), where) != TNW_OK) {
        fail_msg("%s", where);
    }
    const json_t *document = openapi_document(api);
    assert_references(document, document);
    assert_int_equal(json_object_size(json_object_get(document, "paths")),
                     json_object_size(json_object_get(openapi_document(*state), "paths")));
    openapi_free(api);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_reference_leads_somewhere),
        cmocka_unit_test(every_operation_names_its_roles_its_path_parameters_and_its_body),
        cmocka_unit_test(the_one_file_needs_no_other),
        cmocka_unit_test(replies_are_checked_against_what_the_operation_promises),
        cmocka_unit_test(an_answer_is_checked_wherever_its_schema_stands),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}

#include "openapi.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "json/json.h"
#include "json/schema.h"

#define COMPONENT "#/components/schemas/"

struct openapi {
    struct schema_set *set;
    json_t *document;
};

/* Among the embedded schemas, which the document refers to. */
static enum tnw_err
load_set(struct openapi *api, const struct schema_source *document, char where[256])
{
    size_t count = 0;
    while (schema_embedded[count].name != NULL) {
        count++;
    }
    struct schema_source *sources = calloc(count + 2, sizeof *sources);
    if (sources == NULL) {
        return TNW_E_NO_MEMORY;
    }
    memcpy(sources, schema_embedded, count * sizeof *sources);
    sources[count] = *document;
    enum tnw_err err = schema_set_load(&api->set, sources, where);
    free(sources);
    return err;
}

/* Makes the schema of one answer a component, unless it is a reference to one. */
static enum tnw_err
name_schema(json_t *components, json_t *media)
{
    json_t *schema = json_object_get(media, "schema");
    const char *ref = json_string_value(json_object_get(schema, "$ref"));
    if (schema == NULL || (ref != NULL && strncmp(ref, COMPONENT, sizeof COMPONENT - 1) == 0)) {
        return TNW_OK;
    }
    char name[64];
    (void)snprintf(name, sizeof name, COMPONENT "answer-%zu", json_object_size(components));
    bool done = json_object_set(components, name + sizeof COMPONENT - 1, schema) == 0 &&
                json_object_set_new(media, "schema", json_pack("{s:s}", "$ref", name)) == 0;
    return done ? TNW_OK : TNW_E_NO_MEMORY;
}

static enum tnw_err
name_answers(json_t *components, json_t *operation)
{
    enum tnw_err err = TNW_OK;
    const char *status;
    json_t *response;
    json_object_foreach(json_object_get(operation, "responses"), status, response)
    {
        json_t *media = json_object_get(json_object_get(response, "content"), "application/json");
        err = err == TNW_OK ? name_schema(components, media) : err;
    }
    return err;
}

static enum tnw_err
name_all(json_t *document)
{
    enum tnw_err err = TNW_OK;
    const char *path;
    json_t *methods;
    json_t *components = json_object_get(json_object_get(document, "components"), "schemas");
    json_object_foreach(json_object_get(document, "paths"), path, methods)
    {
        const char *method;
        json_t *operation;
        json_object_foreach(methods, method, operation)
        {
            err = err == TNW_OK ? name_answers(components, operation) : err;
        }
    }
    return err;
}

static enum tnw_err
load_named(struct openapi *api, struct slice text, char where[256])
{
    enum tnw_err err = json_load_strict(&api->document, text, where);
    if (err == TNW_OK) {
        err = name_all(api->document);
    }
    char *named = err == TNW_OK ? json_dumps(api->document, JSON_COMPACT) : NULL;
    if (err == TNW_OK && named == NULL) {
        err = TNW_E_NO_MEMORY;
    }
    if (err == TNW_OK) {
        const struct schema_source source = {.name = "openapi", .text = named, .len = strlen(named)};
        err = load_set(api, &source, where);
    }
    free(named);
    return err;
}

enum tnw_err
openapi_load_text(struct openapi **out, struct slice text, char where[256])
{
    *out = calloc(1, sizeof **out);
    if (*out == NULL) {
        return TNW_E_NO_MEMORY;
    }
    enum tnw_err err = load_named(*out, text, where);
    if (err != TNW_OK) {
        openapi_free(*out);
        *out = NULL;
    }
    return err;
}

enum tnw_err
openapi_load(struct openapi **out, char where[256])
{
    size_t len = 0;
    const char *text = schema_embedded_file("openapi.json", &len);
    return openapi_load_text(out, slice_of(text, len), where);
}

void
openapi_free(struct openapi *api)
{
    if (api != NULL) {
        schema_set_free(api->set);
        json_decref(api->document);
        free(api);
    }
}

const json_t *
openapi_document(const struct openapi *api)
{
    return api->document;
}

static bool
fits_template(const char *template, const char *path)
{
    while (*template != 0) {
        if (*template == '{') {
            size_t len = strcmp(template, "{rest}") == 0 ? strlen(path) : strcspn(path, "/");
            template = strchr(template, '}') + 1;
            if (len == 0) {
                return false;
            }
            path += len;
        } else if (*template ++ != *path++) {
            return false;
        }
    }
    return *path == 0;
}

const json_t *
openapi_find(const struct openapi *api, const char *method, const char *path)
{
    char lower[16] = "";
    for (size_t i = 0; i < sizeof lower - 1 && method[i] != 0; i++) {
        lower[i] = (char)(method[i] | 0x20);
    }
    json_t *paths = json_object_get(api->document, "paths");
    const json_t *operation = json_object_get(json_object_get(paths, path), lower);
    for (void *it = json_object_iter(paths); operation == NULL && it != NULL; it = json_object_iter_next(paths, it)) {
        if (fits_template(json_object_iter_key(it), path)) {
            operation = json_object_get(json_object_iter_value(it), lower);
        }
    }
    return operation;
}

static const json_t *
schema_of(const json_t *response, const char *type)
{
    return json_object_get(json_object_get(json_object_get(response, "content"), type), "schema");
}

static enum tnw_err
check_with(const struct openapi *api, const char *ref, const json_t *reply, struct buf *errors)
{
    char name[128];
    (void)snprintf(name, sizeof name, "openapi#%s", ref + sizeof COMPONENT - 1);
    const struct schema *schema = schema_find(api->set, name);
    struct clock clock = clock_system();
    return schema == NULL ? TNW_E_NOT_FOUND
                          : schema_validate(schema, reply, "", date_in_belgium(clock_now(&clock)), errors);
}

enum tnw_err
openapi_check(const struct openapi *api, const char *method, const char *path, int status, const json_t *reply,
              struct buf *errors)
{
    const json_t *responses = json_object_get(openapi_find(api, method, path), "responses");
    char key[16];
    (void)snprintf(key, sizeof key, "%d", status);
    if (responses != NULL && status >= 400 && status < 500 && json_object_get(responses, key) == NULL) {
        buf_printf(errors, "no refusal %d is told of for %s %s", status, method, path);
        return TNW_E_INVALID_BODY;
    }
    if (status >= 400) {
        return reply == NULL ? TNW_E_INVALID_BODY : check_with(api, COMPONENT "Problem", reply, errors);
    }
    const json_t *response = json_object_get(responses, key);
    if (response == NULL) {
        buf_printf(errors, "no answer %d is promised for %s %s", status, method, path);
        return responses == NULL ? TNW_E_NOT_FOUND : TNW_E_INVALID_BODY;
    }
    const json_t *schema = schema_of(response, "application/json");
    if ((schema == NULL) != (reply == NULL)) {
        buf_put_str(errors, schema == NULL ? "a body where none is promised" : "no body where one is promised");
        return TNW_E_INVALID_BODY;
    }
    return schema == NULL ? TNW_OK : check_with(api, json_string_value(json_object_get(schema, "$ref")), reply, errors);
}

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "json/schema_node.h"

/* An OpenAPI document is no schema, but holds some; their names are DOCUMENT#NAME. */
static enum tnw_err
load_components(const struct schema_load *load)
{
    json_t *schemas = json_object_get(json_object_get(load->document->text, "components"), "schemas");
    for (void *it = json_object_iter(schemas); it != NULL; it = json_object_iter_next(schemas, it)) {
        struct schema_place components = {.key = "components"};
        struct schema_place list = {.up = &components, .key = "schemas"};
        struct schema_place place = {.up = &list, .key = json_object_iter_key(it)};
        struct schema_load inner = *load;
        inner.place = &place;
        struct schema *node;
        enum tnw_err err = schema_node_load(&inner, json_object_iter_value(it), &node);
        if (err != TNW_OK) {
            return err;
        }
    }
    return TNW_OK;
}

static enum tnw_err
load_document(struct schema_set *set, const struct schema_source *source, char *where)
{
    struct schema_document *document = &set->documents[set->document_count++];
    document->name = strdup(source->name);
    if (document->name == NULL) {
        return TNW_E_NO_MEMORY;
    }
    char reason[160] = "";
    enum tnw_err err = json_load_strict(&document->text, slice_of(source->text, source->len), reason);
    if (err == TNW_E_INVALID_JSON) {
        return schema_refuse_at(where, document->name, NULL, reason);
    }
    if (err != TNW_OK) {
        return err;
    }
    struct schema_load load = {.set = set, .document = document, .where = where};
    if (json_object_get(document->text, "openapi") != NULL) {
        return load_components(&load);
    }
    return schema_node_load(&load, document->text, &document->root);
}

static enum tnw_err
load_all(struct schema_set *set, const struct schema_source *sources, char *where)
{
    size_t count = 0;
    while (sources[count].name != NULL) {
        count++;
    }
    set->documents = calloc(count + 1, sizeof *set->documents);
    if (set->documents == NULL) {
        return TNW_E_NO_MEMORY;
    }
    for (size_t i = 0; i < count; i++) {
        enum tnw_err err = load_document(set, &sources[i], where);
        if (err != TNW_OK) {
            return err;
        }
    }
    enum tnw_err err = schema_ref_resolve(set, where);
    return err != TNW_OK ? err : schema_ref_refuse_circles(set, where);
}

enum tnw_err
schema_set_load(struct schema_set **out, const struct schema_source *sources, char where[256])
{
    *out = NULL;
    where[0] = 0;
    struct schema_set *set = calloc(1, sizeof *set);
    if (set == NULL) {
        return TNW_E_NO_MEMORY;
    }
    enum tnw_err err = load_all(set, sources, where);
    if (err != TNW_OK) {
        schema_set_free(set);
        return err;
    }
    *out = set;
    return TNW_OK;
}

void
schema_set_free(struct schema_set *set)
{
    if (set == NULL) {
        return;
    }
    while (set->all != NULL) {
        struct schema *next = set->all->next;
        schema_node_free(set->all);
        set->all = next;
    }
    for (size_t i = 0; i < set->document_count; i++) {
        json_decref(set->documents[i].text);
        free(set->documents[i].name);
    }
    free(set->documents);
    free(set);
}

const struct schema *
schema_find(const struct schema_set *set, const char *name)
{
    size_t len = strcspn(name, "#");
    const struct schema_document *document = schema_ref_document(set, name, len);
    if (document == NULL || name[len] == 0) {
        return document == NULL ? NULL : document->root;
    }
    const json_t *schemas = json_object_get(json_object_get(document->text, "components"), "schemas");
    return schema_ref_node(set, json_object_get(schemas, name + len + 1));
}

#include <stdio.h>
#include <string.h>

#include "json/schema_node.h"

#define SUFFIX ".schema.json"
#define COMPONENTS "/components/schemas/"

struct schema *
schema_ref_node(const struct schema_set *set, const json_t *text)
{
    for (struct schema *node = set->all; text != NULL && node != NULL; node = node->next) {
        if (node->text == text) {
            return node;
        }
    }
    return NULL;
}

const struct schema_document *
schema_ref_document(const struct schema_set *set, const char *name, size_t len)
{
    for (size_t i = 0; i < set->document_count; i++) {
        const char *have = set->documents[i].name;
        if (strncmp(have, name, len) == 0 && have[len] == 0) {
            return &set->documents[i];
        }
    }
    return NULL;
}

static const struct schema_document *
document_with_id(const struct schema_set *set, const char *id, size_t len)
{
    for (size_t i = 0; i < set->document_count; i++) {
        const json_t *have = json_object_get(set->documents[i].text, "$id");
        if (json_is_string(have) && json_string_length(have) == len && memcmp(json_string_value(have), id, len) == 0) {
            return &set->documents[i];
        }
    }
    return NULL;
}

/* The part of a reference before `#`: nothing, the $id of a document, or its file's path from this one's folder. */
static const struct schema_document *
find_document(const struct schema_set *set, const struct schema_document *from, const char *ref, size_t len)
{
    if (len == 0) {
        return from;
    }
    const struct schema_document *found = document_with_id(set, ref, len);
    const size_t suffix = sizeof SUFFIX - 1;
    if (found != NULL || len <= suffix || memcmp(ref + len - suffix, SUFFIX, suffix) != 0) {
        return found;
    }
    const char *slash = strrchr(from->name, '/');
    size_t folder = slash == NULL ? 0 : (size_t)(slash - from->name) + 1;
    while (folder > 0 && len > 3 && memcmp(ref, "../", 3) == 0) {
        ref += 3;
        len -= 3;
        do {
            folder--;
        } while (folder > 0 && from->name[folder - 1] != '/');
    }
    char name[256];
    int n = snprintf(name, sizeof name, "%.*s%.*s", (int)folder, from->name, (int)(len - suffix), ref);
    return n < 0 || (size_t)n >= sizeof name ? NULL : schema_ref_document(set, name, (size_t)n);
}

/* The part after `#`: nothing, /$defs/NAME, or /components/schemas/NAME. */
static const json_t *
find_fragment(const struct schema_document *document, const char *fragment)
{
    if (*fragment == 0) {
        return document->text;
    }
    const json_t *list = NULL;
    const char *name = NULL;
    if (strncmp(fragment, "/$defs/", 7) == 0) {
        list = json_object_get(document->text, "$defs");
        name = fragment + 7;
    } else if (strncmp(fragment, COMPONENTS, sizeof COMPONENTS - 1) == 0) {
        list = json_object_get(json_object_get(document->text, "components"), "schemas");
        name = fragment + sizeof COMPONENTS - 1;
    }
    return name == NULL ? NULL : json_object_get(list, name);
}

static struct schema *
find_target(const struct schema_set *set, const struct schema_document *from, const char *ref)
{
    size_t len = strcspn(ref, "#");
    const struct schema_document *document = find_document(set, from, ref, len);
    const char *fragment = ref[len] == '#' ? ref + len + 1 : "";
    return document == NULL ? NULL : schema_ref_node(set, find_fragment(document, fragment));
}

enum tnw_err
schema_ref_resolve(struct schema_set *set, char *where)
{
    for (struct schema *node = set->all; node != NULL; node = node->next) {
        for (size_t i = 0; i < node->count; i++) {
            struct schema_check *check = &node->checks[i];
            if (strcmp(check->keyword->name, "$ref") != 0) {
                continue;
            }
            const char *ref = json_string_value(check->operand);
            check->nodes[0] = find_target(set, node->document, ref);
            check->count = 1;
            if (check->nodes[0] == NULL) {
                struct schema_place place = {.key = ref};
                return schema_refuse_at(where, node->document->name, &place, "is a $ref to nothing");
            }
        }
    }
    return TNW_OK;
}

/* A circle of references that never steps into the value would never end; all others end with the value. */
static bool
goes_round(struct schema *node)
{
    if (node->visit != SCHEMA_NEW) {
        return node->visit == SCHEMA_OPEN;
    }
    node->visit = SCHEMA_OPEN;
    for (size_t i = 0; i < node->count; i++) {
        const struct schema_check *check = &node->checks[i];
        for (size_t k = 0; check->keyword->in_place && k < check->count; k++) {
            if (check->nodes[k] != NULL && goes_round(check->nodes[k])) {
                return true;
            }
        }
    }
    node->visit = SCHEMA_DONE;
    return false;
}

enum tnw_err
schema_ref_refuse_circles(struct schema_set *set, char *where)
{
    for (struct schema *node = set->all; node != NULL; node = node->next) {
        if (goes_round(node)) {
            return schema_refuse_at(where, node->document->name, NULL, "references go round in a circle");
        }
    }
    return TNW_OK;
}

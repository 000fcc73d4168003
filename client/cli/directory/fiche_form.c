#include "directory/fiche_form.h"

#include <string.h>

#define ABOUT "about"
#define PROFESSIONAL "professional"

/* The operator's key, and the members of the professional level: the open level does not tell them. */
static const char *const of_whole[] = {"ref", "contacts", "remarks"};
#define OF_WHOLE (sizeof of_whole / sizeof of_whole[0])

bool
fiche_form_is_of_whole(const char *name, size_t len)
{
    for (size_t i = 0; i < OF_WHOLE; i++) {
        if (strlen(of_whole[i]) == len && memcmp(of_whole[i], name, len) == 0) {
            return true;
        }
    }
    return false;
}

static bool
is_of_whole(const char *name)
{
    return fiche_form_is_of_whole(name, strlen(name));
}

/* Moves the members of one object out of it: about.nl to about_nl, professional.remarks to remarks. */
static void
unfold(json_t *object, const char *member, const char *prefix, json_t *inner)
{
    const char *key;
    json_t *value;
    char name[40];
    json_object_foreach(inner, key, value)
    {
        (void)snprintf(name, sizeof name, "%s%.30s", prefix, key);
        json_object_set(object, name, value);
    }
    json_object_del(object, member);
}

/* Fields without a property are no fields of this form. */
static void
drop_fields(json_t *groups, const json_t *properties)
{
    size_t i;
    json_t *group;
    json_array_foreach(groups, i, group)
    {
        json_t *fields = json_object_get(group, "fields");
        for (size_t k = json_array_size(fields); k-- > 0;) {
            const char *name = json_string_value(json_object_get(json_array_get(fields, k), "name"));
            if (json_object_get(properties, name) == NULL) {
                json_array_remove(fields, k);
            }
        }
    }
}

enum tnw_err
fiche_form_open(struct cli *cli, bool whole, struct form *out)
{
    json_t *schema = form_schema("body", "fiche");
    json_t *properties = json_object_get(schema, "properties");
    unfold(properties, ABOUT, ABOUT "_", json_object_get(json_object_get(properties, ABOUT), "properties"));
    unfold(properties, PROFESSIONAL, "", json_object_get(json_object_get(properties, PROFESSIONAL), "properties"));
    for (size_t i = 0; !whole && i < OF_WHOLE; i++) {
        json_object_del(properties, of_whole[i]);
    }
    enum tnw_err err = form_open_of(cli, "fiche", schema, out);
    drop_fields(json_object_get(out->words, "groups"), properties);
    return err;
}

json_t *
fiche_form_fields(const struct form *form, const char *fiche)
{
    const char *key;
    json_t *value;
    json_t *fields = json_object();
    json_t *told = json_loads(fiche, 0, NULL);
    const json_t *properties = json_object_get(form->schema, "properties");
    unfold(told, ABOUT, ABOUT "_", json_object_get(told, ABOUT));
    unfold(told, PROFESSIONAL, "", json_object_get(told, PROFESSIONAL));
    json_object_foreach(told, key, value)
    {
        bool is_void = json_is_null(value) || (json_is_array(value) && json_array_size(value) == 0);
        if (!is_void && json_object_get(properties, key) != NULL) {
            json_object_set(fields, key, value);
        }
    }
    json_decref(told);
    return fields;
}

/* Sets a member of an object within the body, which is made when it is not there. */
static void
fold_in(json_t *body, const char *member, const char *name, json_t *value)
{
    if (!json_is_object(json_object_get(body, member))) {
        json_object_set_new(body, member, json_object());
    }
    json_object_set(json_object_get(body, member), name, value);
}

static void
set_in_body(json_t *body, const char *field, json_t *value)
{
    if (strncmp(field, ABOUT "_", strlen(ABOUT "_")) == 0) {
        fold_in(body, ABOUT, field + strlen(ABOUT "_"), value);
    } else if (is_of_whole(field) && strcmp(field, "ref") != 0) {
        fold_in(body, PROFESSIONAL, field, value);
    } else {
        json_object_set(body, field, value);
    }
}

char *
fiche_form_body(json_t *fields, json_t *before)
{
    const char *key;
    json_t *value;
    json_t *body = json_object();
    json_object_foreach(before, key, value)
    {
        if (strcmp(key, "actor") == 0 || strcmp(key, "ref") == 0) {
            json_object_set_new(body, key, json_null());
        } else if (is_of_whole(key)) {
            json_object_set_new(body, PROFESSIONAL, json_null());
        }
    }
    json_object_foreach(fields, key, value)
    {
        set_in_body(body, key, value);
    }
    char *text = body == NULL ? NULL : json_dumps(body, JSON_COMPACT);
    json_decref(body);
    return text;
}

#include "schema/written.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "form/form_embedded.h"
#include "json/schema.h"

#define FOLDER "category/"
#define SCHEMAS_MAX 64

struct written {
    struct schema_set *set;
};

enum tnw_err
written_load(struct cli *cli, struct written **written)
{
    struct schema_source sources[SCHEMAS_MAX + 1] = {{NULL, NULL, 0}};
    char where[256] = "";
    size_t count = 0;
    struct written *made = calloc(1, sizeof *made);
    if (made == NULL) {
        return TNW_E_NO_MEMORY;
    }
    for (const struct form_source *form = form_embedded; form->name != NULL && count < SCHEMAS_MAX; form++) {
        if (strncmp(form->name, FOLDER, strlen(FOLDER)) == 0) {
            sources[count++] = (struct schema_source){form->name, form->text, form->len};
        }
    }
    enum tnw_err err = schema_set_load(&made->set, sources, where);
    *written = made;
    return err == TNW_OK ? TNW_OK : cli_fail(cli, err, "schemas", where);
}

void
written_free(struct written *written)
{
    if (written != NULL) {
        schema_set_free(written->set);
        free(written);
    }
}

const char *
written_fault(const struct written *written, const json_t *fragment)
{
    char name[64];
    struct buf errors = {0};
    time_ms when;
    const char *category = json_string_value(json_object_get(fragment, "category"));
    const char *updated = json_string_value(json_object_get(fragment, "updated"));
    (void)snprintf(name, sizeof name, FOLDER "%s", category == NULL ? "" : category);
    const struct schema *schema = schema_find(written->set, name);
    if (schema == NULL) {
        return "is of a category that this program does not know";
    }
    if (updated == NULL || time_parse(&when, updated) != TNW_OK) {
        return "does not say when it was written";
    }
    enum tnw_err err =
        schema_validate(schema, json_object_get(fragment, "content"), "", date_in_belgium(when), &errors);
    buf_free(&errors);
    return err == TNW_OK ? NULL : "does not fit the schema of its category";
}

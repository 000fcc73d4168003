#include "app/backup/backup_layout.h"

#include <string.h>

#include "store/layout.h"
#include "store/migrate/migrate.h"
#include "store/store.h"

/* schema->count: there is none of that name. */
static unsigned
space_named(const struct engine_schema *schema, const char *name)
{
    unsigned space = 0;
    while (space < schema->count && strcmp(schema->spaces[space].name, name) != 0) {
        space++;
    }
    return space;
}

static const struct engine_schema *
schema_of_version(unsigned version)
{
    if (version == LAYOUT_VERSION) {
        return &layout_schema;
    }
    const struct migrate_step *step = version < LAYOUT_VERSION ? migrate_step_from((uint8_t)version) : NULL;
    return step == NULL ? NULL : migrate_step_reads(step)->schema;
}

bool
backup_layout_of(unsigned version, struct backup_layout *out)
{
    const struct engine_schema *schema = schema_of_version(version);
    if (schema == NULL) {
        return false;
    }
    unsigned keys = space_named(schema, "data_key");
    *out = (struct backup_layout){.schema = schema,
                                  .keys = keys < schema->count ? keys : space_named(schema, "dossier_key"),
                                  .meta = space_named(schema, "meta"),
                                  .checkpoint = space_named(schema, "checkpoint")};
    return true;
}

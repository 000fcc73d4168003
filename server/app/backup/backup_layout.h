/*
 * What a backup must know of the store's format: which spaces are those that it treats apart. Of older formats too, for
 * a backup outlives the format of the store that it was made of.
 */
#ifndef TNW_APP_BACKUP_BACKUP_LAYOUT_H
#define TNW_APP_BACKUP_BACKUP_LAYOUT_H

#include "store/engine.h"

struct backup_layout {
    const struct engine_schema *schema;
    unsigned keys; /* the space of wrapped data keys, which lie in files of their own */
    unsigned meta;
    unsigned checkpoint;
};

/* false: that format is not known, or there is no way from it to that of now. */
bool backup_layout_of(unsigned version, struct backup_layout *out);

#endif

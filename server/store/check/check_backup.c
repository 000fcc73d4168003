#include "store/check/check_backup.h"

#include "store/records/backup/managed.h"

const char *
check_backup_row(struct txn *txn, enum space space, struct check_parts *parts, struct slice value)
{
    struct managed managed;
    (void)txn;
    if (space != SPACE_BACKUP) {
        return NULL;
    }
    (void)check_parts_id(parts);
    if (!check_parts_whole(parts)) {
        return CHECK_BAD_KEY;
    }
    return managed_parse(&managed, value) == TNW_OK ? NULL : "it is no backup";
}

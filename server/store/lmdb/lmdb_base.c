#include "store/lmdb/lmdb_base.h"

#include <errno.h>

enum tnw_err
lmdb_base_error(int rc)
{
    switch (rc) {
    case 0:
        return TNW_OK;
    case MDB_NOTFOUND:
        return TNW_E_NOT_FOUND;
    case MDB_MAP_FULL:
    case MDB_TXN_FULL:
    case ENOSPC:
    case EDQUOT:
        return TNW_E_STORAGE_FULL;
    case ENOMEM:
        return TNW_E_NO_MEMORY;
    case MDB_CORRUPTED:
    case MDB_PAGE_NOTFOUND:
    case MDB_INVALID:
    case MDB_VERSION_MISMATCH:
        return TNW_E_CORRUPT;
    default:
        return TNW_E_IO;
    }
}

MDB_val
lmdb_base_val(struct slice bytes)
{
    /* LMDB does not write through it; its type just does not say so. */
    union {
        const void *in;
        void *out;
    } cast = {.in = bytes.ptr};
    return (MDB_val){.mv_size = bytes.len, .mv_data = cast.out};
}

#include "service/attachment/download.h"

#include <string.h>

#include "store/records/erasure/erasure.h"
#include "store/records/file/attachment.h"

size_t
download_part(struct store *store, const struct reply_file *file, uint64_t at, void *out, size_t max, bool *erased)
{
    struct txn *txn;
    struct buf chunk = {0};
    size_t skip = (size_t)(at % LIMIT_ATTACHMENT_CHUNK);
    size_t len = 0;
    *erased = false;
    if (txn_begin_read(store, &txn) != TNW_OK) {
        return 0;
    }
    uint32_t number = (uint32_t)(at / LIMIT_ATTACHMENT_CHUNK);
    *erased = erasure_is(txn, &file->dossier);
    if (!*erased && attachment_get_chunk(txn, &file->dossier, &file->id, number, &chunk) && chunk.len > skip) {
        len = chunk.len - skip < max ? chunk.len - skip : max;
        memcpy(out, chunk.ptr + skip, len);
    }
    txn_abort(&txn);
    buf_free(&chunk);
    return len;
}

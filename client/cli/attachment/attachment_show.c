#include "attachment/attachment_show.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/domain/media.h"
#include "show.h"

const char *
attachment_size(char out[ATTACHMENT_SIZE], int64_t size)
{
    if (size < 1000) {
        (void)snprintf(out, ATTACHMENT_SIZE, "%" PRId64 " B", size);
    } else if (size < 1000000) {
        (void)snprintf(out, ATTACHMENT_SIZE, "%" PRId64 " kB", (size + 500) / 1000);
    } else {
        (void)snprintf(out, ATTACHMENT_SIZE, "%" PRId64 ".%" PRId64 " MB", size / 1000000, size / 100000 % 10);
    }
    return out;
}

const char *
attachment_kind(const char *type)
{
    static const char *const kinds[MEDIA_COUNT] = {[MEDIA_PDF] = "PDF", [MEDIA_JPEG] = "JPEG", [MEDIA_PNG] = "PNG"};
    enum media media = media_find(type);
    return media == MEDIA_COUNT ? type : kinds[media];
}

void
attachment_show(const struct cli *cli, const struct tnw_attachment *attachments, size_t count, size_t *row)
{
    for (size_t i = 0; i < count; i++) {
        char number[24];
        char size[ATTACHMENT_SIZE];
        const struct tnw_attachment *one = &attachments[i];
        (void)snprintf(number, sizeof number, "@%zu", ++*row);
        const char *const words[] = {number,  one->name, attachment_size(size, one->size), attachment_kind(one->type),
                                     one->id, NULL};
        show_list(cli, i == 0 ? TEXT_ATTACHMENT : TEXT_NONE, words);
    }
}

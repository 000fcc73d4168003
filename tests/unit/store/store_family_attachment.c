#include "store_family_attachment.h"

#include "store/records/file/attachment.h"
#include "store_place.h"

void
store_family_attachment_put(struct txn *txn, uint8_t number)
{
    attachment_put(txn, &(struct attachment){.dossier = place_id(1),
                                             .id = place_id(number),
                                             .author = place_id(9),
                                             .media = MEDIA_JPEG,
                                             .size = 1,
                                             .created = 1});
}

bool
store_family_attachment_get(struct txn *txn, uint8_t number)
{
    struct attachment attachment;
    struct id dossier = place_id(1);
    struct id id = place_id(number);
    return attachment_get(txn, &dossier, &id, &attachment);
}

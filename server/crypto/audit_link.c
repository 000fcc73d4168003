#include "crypto/audit_link.h"

struct hash
audit_link_commitment(const struct audit_link *link)
{
    static const char tag[] = "tnw/link/v1"; /* its NUL is hashed too */
    uint8_t counter[8];
    bytes_write_be(counter, link->counter, sizeof counter);
    struct slice parts[] = {slice_of(tag, sizeof tag), id_slice(&link->dossier), slice_of(counter, sizeof counter),
                            hash_slice(&link->previous)};
    return hash_parts(parts, sizeof parts / sizeof parts[0]);
}

#include "audit/origin.h"

void
origin_pseudonym(char out[ORIGIN_TEXT], const struct keyring *keyring, const char *address)
{
    struct hash hash = keyring_index(keyring, "origin", slice_str(address));
    hex_encode(out, hash.bytes, ORIGIN_BYTES);
}

/* A peer's certificate: whatever the bytes are, there is one right identity or none. */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "pki/identity.h"

#define TODAY 20500 /* 2026-02-16 */

static void
require(bool holds)
{
    if (!holds) {
        abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct identity identity;
    struct identity again;
    enum tnw_err err = identity_from_certificate(&identity, slice_of(data, size), TODAY);
    if (err != TNW_OK) {
        require(err == TNW_E_CERTIFICATE_REFUSED && identity.kind == IDENTITY_NONE && identity.number[0] == 0);
        return 0;
    }
    require(identity.kind != IDENTITY_NONE && strlen(identity.number) < sizeof identity.number);
    require(identity_set(&again, identity.kind, identity.number, TODAY) == TNW_OK);
    return 0;
}

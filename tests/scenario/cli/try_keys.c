/*
 * try_keys KEYRING DOSSIER FILE...: tries every wrapping key of the keyring on whatever in the files has the form of a
 * wrapped data key of that dossier, free pages and the journal too. Prints how many there are that open.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/id.h"
#include "crypto/keyring.h"

#define WRAPPED (1 + KEYRING_KEY_ID + AEAD_KEY + AEAD_OVERHEAD)

static struct buf
read_bytes(const char *path)
{
    struct buf bytes = {0};
    uint8_t part[65536];
    size_t len;
    FILE *file = fopen(path, "rb");
    while (file != NULL && (len = fread(part, 1, sizeof part, file)) > 0) {
        buf_put(&bytes, part, len);
    }
    if (file == NULL || bytes.err != TNW_OK) {
        fprintf(stderr, "%s cannot be read\n", path);
        exit(2);
    }
    (void)fclose(file);
    return bytes;
}

static unsigned
count_open(const struct keyring *keyring, const struct id *dossier, const struct buf *bytes)
{
    uint8_t ids[KEYRING_WRAP_MAX][KEYRING_KEY_ID];
    struct aead_scratch *scratch = aead_scratch_new();
    size_t count = keyring_wrapping_ids(keyring, ids);
    unsigned opened = 0;
    for (size_t at = 0; at + WRAPPED <= bytes->len; at++) {
        bool named = false;
        for (size_t i = 0; bytes->ptr[at] == 1 && i < count; i++) {
            named = named || memcmp(bytes->ptr + at + 1, ids[i], KEYRING_KEY_ID) == 0;
        }
        struct aead_key key;
        opened +=
            named && keyring_unwrap(keyring, scratch, &key, dossier, slice_of(bytes->ptr + at, WRAPPED)) == TNW_OK;
    }
    aead_scratch_free(&scratch);
    return opened;
}

int
main(int argc, char **argv)
{
    char where[256];
    struct id dossier;
    struct keyring *keyring = NULL;
    unsigned opened = 0;
    if (argc < 4 || keyring_load(&keyring, argv[1], where) != TNW_OK ||
        id_parse(&dossier, ID_DOSSIER, argv[2]) != TNW_OK) {
        return 2;
    }
    for (int i = 3; i < argc; i++) {
        struct buf bytes = read_bytes(argv[i]);
        opened += count_open(keyring, &dossier, &bytes);
        buf_free(&bytes);
    }
    printf("%u\n", opened);
    keyring_free(&keyring);
    return 0;
}

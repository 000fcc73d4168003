/*
 * Names on the disk, encrypted: AES-256-GCM (NIST SP 800-38D) in base64. Who can read the file and not the client's own
 * key learns of nobody; who has that key can ask the server anyway.
 */
#ifndef TNW_CLI_NAMES_KEPT_H
#define TNW_CLI_NAMES_KEPT_H

#include <jansson.h>
#include <stdint.h>

#include "settings/settings.h"

#define NAMES_KEY 32

struct names_key {
    uint8_t bytes[NAMES_KEY]; /* to be wiped */
    bool given;               /* without one nothing is kept */
};

/* Out: key, of the client's key or PKCS#12 file, and its password. */
void names_kept_key(struct names_key *key, const struct settings *settings);

/* Returns what is in the text, a new object; an empty one for NULL, and for what another key or program wrote. */
json_t *names_kept_read(const struct names_key *key, const char *kept);
/* Returns the text, freed with free(); NULL: it cannot be kept. */
char *names_kept_text(const struct names_key *key, const json_t *all);

#endif

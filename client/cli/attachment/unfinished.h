/*
 * Keys of what was begun and not answered yet: unfinished.json, from the digest of what is sent to the Idempotency-Key
 * under which it goes. A run that was cut off is made again under the same keys, and nothing is stored twice. Digests
 * and random keys only: who can read the file learns of nobody.
 */
#ifndef TNW_CLI_UNFINISHED_H
#define TNW_CLI_UNFINISHED_H

#include "cli.h"
#include "crypto/hash.h"

#define UNFINISHED_KEY 27

/* Makes out the key of that, the one of before where there is one; where nothing can be remembered, a fresh one. */
void unfinished_key(struct cli *cli, const struct hash *digest, char out[UNFINISHED_KEY]);
/* It is answered, or it is to begin anew. */
void unfinished_forget(struct cli *cli, const struct hash *digest);

#endif

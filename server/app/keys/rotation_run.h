/*
 * A rotation: a new wrapping key in the keyring, every data key wrapped anew by it, the old ones destroyed. It goes on
 * beside a server, in steps each of which can be cut short: whoever begins again goes on with what is there.
 */
#ifndef TNW_APP_KEYS_ROTATION_RUN_H
#define TNW_APP_KEYS_ROTATION_RUN_H

#include "app/runtime.h"

/* Told what was done, in one line each; where the operator is to do something, what. */
typedef void rotation_tell(const char *line);

/* where: at least CONFIG_WHERE characters. Errors: CONFLICT: the operator has to do what was told; UNAVAILABLE:
 * somebody reads a state from before the end of the rotation, for longer than was waited; those of keyring and
 * store. */
TNW_MUST_CHECK enum tnw_err rotation_run(const struct runtime *runtime, rotation_tell *tell, char where[CONFIG_WHERE]);

/* Destroys these keys, of which nothing needs any, and records it. In: ends: the rotation that is over with it. */
TNW_MUST_CHECK enum tnw_err rotation_destroy(const struct runtime *runtime, const struct keyring_id *ids, size_t count,
                                             bool ends, char where[CONFIG_WHERE]);

#endif

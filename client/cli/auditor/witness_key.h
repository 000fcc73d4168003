/*
 * The key of a witness, in a file of its own.
 */
#ifndef TNW_CLI_WITNESS_KEY_H
#define TNW_CLI_WITNESS_KEY_H

#include "cli.h"
#include "tnw/evidence.h"

/* Makes a key and its file, mode 0600, never over another one. Out: key: for others. Errors: USAGE: the name; IO with
 * errno; NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err witness_key_make(const char *name, const char *path, char key[TNW_KEY_TEXT]);

/* Whose key it is, and the lock that keeps a second witness from using it at the same time. */
struct witness_key {
    struct tnw_witness *secret;
    char name[TNW_NAME_TEXT];
    char key[TNW_KEY_TEXT];
    int lock; /* the key file, open; -1: none */
};

/* Opens and locks a key file. Errors: CONFIGURATION: no key, others can read it, or it is in use; IO, NO_MEMORY, all
 * with cli->why. Freed with witness_key_close. */
TNW_MUST_CHECK enum tnw_err witness_key_open(struct cli *cli, const char *path, struct witness_key *out);
void witness_key_close(struct witness_key *key);

#endif

/*
 * Exports and checkpoints in files, read and checked without a server.
 */
#ifndef TNW_CLI_EXPORT_FILE_H
#define TNW_CLI_EXPORT_FILE_H

#include "cli.h"
#include "proof/anchor.h"
#include "tnw/verify.h"

/* Finds the key that the last line of an export names; "" when there is none. Errors: IO, NO_MEMORY, with cli->why. */
TNW_MUST_CHECK enum tnw_err export_file_key(struct cli *cli, const char *path, char key[TNW_KEY_TEXT]);

/* Takes each record of an export that holds. */
struct export_reader {
    enum tnw_err (*take)(void *ctx, const char *record, size_t len);
    void *ctx;
};

/* Checks an export. In: since: an older checkpoint, verified, NULL: none; reader: NULL: nobody wants the records; what
 * it took counts only when all holds. Out: proof, finding. Errors: CRYPTO with a finding; IO, NO_MEMORY, with cli->why;
 * the reader's. */
TNW_MUST_CHECK enum tnw_err export_file_check(struct cli *cli, const struct anchor *anchor, const char *path,
                                              const struct tnw_seal *since, const struct export_reader *reader,
                                              struct tnw_export_proof *proof, struct tnw_finding *finding);

/* Reads and verifies a note in a file; cosignatures are not asked for. Errors: as above. */
TNW_MUST_CHECK enum tnw_err export_file_checkpoint(struct cli *cli, const struct anchor *anchor, const char *path,
                                                   struct tnw_seal *seal, struct tnw_finding *finding);

#endif

/*
 * Checkpoints that our witness carries to public ones (C2SP tlog-witness), and the cosignatures that it brings back:
 * the server itself makes no connection.
 */
#ifndef TNW_CLI_CARRY_H
#define TNW_CLI_CARRY_H

#include "proof/anchor.h"

/* One public witness. */
struct carry {
    const char *url; /* its submission prefix */
    uint64_t size;   /* up to where it has cosigned the log, as far as we know; 0: nothing is known */
};

/* Carries a checkpoint there, and hands what the witnesses of --witness cosigned to the server. In: note, and what it
 * seals, verified. What goes wrong is told on cli->err. Errors: the client's, those of the way to the witness;
 * PROTOCOL: it did not cosign. */
TNW_MUST_CHECK enum tnw_err carry_checkpoint(struct cli *cli, const struct anchor *anchor, struct carry *carry,
                                             const char *note, const struct tnw_seal *seal);

#endif

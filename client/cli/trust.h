/*
 * Whose word counts: the log's key, from the best place that there is; and how a check's outcome is told.
 */
#ifndef TNW_CLI_TRUST_H
#define TNW_CLI_TRUST_H

#include "cli.h"
#include "tnw/evidence.h"
#include "tnw/verify.h"

struct trust {
    struct tnw_verifier *verifier;
    char key[TNW_KEY_TEXT];
    bool borrowed; /* the key is that of the party that is being checked */
};

/* Takes the key of --key or --key-file, else log_key of profile or environment, else `named`, the key that is named by
 * what is to be checked, with a loud warning. witnesses: NULL for none; all of them must have cosigned.
 * Out: trust, freed with trust_close. Errors: USAGE, CONFIGURATION, IO, NO_MEMORY, with cli->why. */
TNW_MUST_CHECK enum tnw_err trust_open(struct cli *cli, const char *named, tnw_texts witnesses, struct trust *out);
void trust_close(struct trust *trust);

/* An outcome of CRYPTO with a finding is a verdict, no error: says that it does not hold, as JSON on stdout with --json,
 * else on stderr, sets the verdict, and returns TNW_OK. Else returns err. what: "the export". */
TNW_MUST_CHECK enum tnw_err trust_verdict(struct cli *cli, enum tnw_err err, const char *what,
                                          const struct tnw_finding *finding);

#endif

/*
 * What a check starts from: the log's key, from the best place that there is.
 */
#ifndef TNW_CLI_ANCHOR_H
#define TNW_CLI_ANCHOR_H

#include "cli.h"
#include "proof/seen.h"
#include "tnw/evidence.h"
#include "tnw/verify.h"

struct anchor {
    struct tnw_verifier *verifier; /* for any checkpoint of the log; knows the witnesses, and needs none of them */
    struct tnw_verifier *quorum;   /* for one that as many witnesses cosigned as are asked for */
    unsigned needed;               /* how many: --quorum, else all */
    char key[TNW_KEY_TEXT];
    struct tnw_verifier *former; /* with the key that counted before the log went on under another; NULL: none */
    char former_key[TNW_KEY_TEXT];
    struct tnw_key_step steps[TNW_KEY_STEPS_MAX]; /* to the present one, not confirmed */
    size_t step_count;
    bool borrowed; /* the key is that of the party that is being checked */
};

/* Takes the key of --key or --key-file, else log_key of profile or environment, else `named`, the key that is named by
 * what is to be checked, with a loud warning. Where tnw trust knows that the log goes on under another key than the
 * profile's, it is that one; for a check without the server, the named one if it ever counted. witnesses: NULL for
 * none. Out: anchor, freed with anchor_close. Errors: USAGE, CONFIGURATION, IO, NO_MEMORY, with cli->why. */
TNW_MUST_CHECK enum tnw_err anchor_open(struct cli *cli, const char *named, tnw_texts witnesses, struct anchor *out);
/* The same for a receipt in a file, with the key that it names. In: max: bytes of it. Out: json, freed by the caller,
 * also after an error. */
TNW_MUST_CHECK enum tnw_err anchor_open_receipt(struct cli *cli, const char *path, size_t max, char **json, size_t *len,
                                                struct anchor *out);
/* Goes on with another key of the same log. Errors: USAGE, NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err anchor_move(struct cli *cli, struct anchor *anchor, const char *key);
/* Verifies a checkpoint that was kept: of the present key, or of the one before. Errors: as tnw_verify_checkpoint. */
TNW_MUST_CHECK enum tnw_err anchor_verify_kept(const struct anchor *anchor, const char *note, struct tnw_seal *seal,
                                               struct tnw_finding *finding);
/* How many of the witnesses must have cosigned: --quorum, else all. Errors: USAGE. */
TNW_MUST_CHECK enum tnw_err anchor_quorum(struct cli *cli, tnw_texts witnesses, unsigned *needed);
/* Gives the command the witnesses that are remembered for its server (tnw trust witness), when it asks a server, takes
 * witnesses to check, and none are given. In: seen: owns their texts, closed by the caller after the command. */
void anchor_take_witnesses(struct cli *cli, struct seen *seen);
void anchor_close(struct anchor *anchor);

#endif

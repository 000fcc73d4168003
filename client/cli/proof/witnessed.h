/*
 * What of the log witnesses vouch for: --witness and --quorum. While the log grows that is an older checkpoint than the
 * newest one, which continues it.
 */
#ifndef TNW_CLI_WITNESSED_H
#define TNW_CLI_WITNESSED_H

#include <jansson.h>

#include "cli.h"
#include "proof/anchor.h"

struct witnessed {
    bool asked;                        /* there is a --witness */
    struct tnw_checkpoint *checkpoint; /* NULL: not asked, or the server has none with the quorum */
    char *json;                        /* the server's answer that brought it */
    struct tnw_seal seal;              /* its, once it was checked */
};

/* The query for the newest checkpoint that the quorum cosigned; without --witness for the newest. Errors: USAGE. */
TNW_MUST_CHECK enum tnw_err witnessed_query(struct cli *cli, struct tnw_checkpoint_query *out);

/* Asks the server for it; does nothing without --witness. Freed with witnessed_free. Errors: USAGE; the client's. */
TNW_MUST_CHECK enum tnw_err witnessed_ask(struct cli *cli, struct witnessed *out);
/* Whether the quorum did cosign it, and it and `newest`, which was verified, are of one log: the smaller is the start
 * of the other. Does nothing when it was not asked for. Errors: CRYPTO with a finding; the client's. */
TNW_MUST_CHECK enum tnw_err witnessed_check(struct cli *cli, const struct anchor *anchor, const struct tnw_seal *newest,
                                            struct witnessed *witnessed, struct tnw_finding *finding);
void witnessed_free(struct witnessed *witnessed);

/* Who cosigned, and when; nothing when nobody did. */
void witnessed_show_names(const struct cli *cli, const struct tnw_seal *seal);
/* One line, and the names: how much of a log of that size is witnessed. Nothing when it was not asked for. */
void witnessed_show(const struct cli *cli, const struct witnessed *witnessed, uint64_t size);
/* {"size", "witnesses": [{"name", "time"}]}, or null; a new reference. */
json_t *witnessed_json(const struct witnessed *witnessed);

#endif

/*
 * A log that goes on under another key than the one that is held: by changes that the older key signed each time.
 */
#ifndef TNW_CLI_FOLLOW_H
#define TNW_CLI_FOLLOW_H

#include "proof/anchor.h"
#include "proof/seen.h"

/* Takes the key that the server names, when signed changes lead to it from the anchor's; does nothing when it is the
 * anchor's. The client's last answer is another one then. Errors: CRYPTO with a finding: none do; the client's. */
TNW_MUST_CHECK enum tnw_err follow_key(struct cli *cli, struct anchor *anchor, const char *named,
                                       struct tnw_finding *finding);
/* Whether the records of the changes are in the log of that seal, which the new key signed; then says which key it is,
 * and remembers it. In: seen: where to; NULL: in the file, if it can be. Errors: CRYPTO with a finding; the client's;
 * those of seen_accept. */
TNW_MUST_CHECK enum tnw_err follow_confirm(struct cli *cli, struct anchor *anchor, const struct tnw_seal *seal,
                                           struct seen *seen, struct tnw_finding *finding);

#endif

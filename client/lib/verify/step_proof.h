/*
 * What a receipt shows for each of its records: that it is in the sealed log, at its own place.
 */
#ifndef TNW_LIB_STEP_PROOF_H
#define TNW_LIB_STEP_PROOF_H

#include "audit/note/checkpoint.h"
#include "logged.h"
#include "tnw/verify.h"

/* In: proof: an object with leaf and inclusion; name: of the step, for the finding. Errors: CRYPTO with a finding. */
TNW_MUST_CHECK enum tnw_err step_proof_check(const struct checkpoint *sealed, const struct logged *record,
                                             const json_t *proof, const char *name, struct tnw_finding *finding);
/* Whether a member is that text. */
bool step_proof_is_text(const json_t *object, const char *name, const char *text);

#endif

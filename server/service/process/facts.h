/*
 * The facts of a dossier: what a body says of them, who may see and set which, and their versions.
 */
#ifndef TNW_SERVICE_PROCESS_FACTS_H
#define TNW_SERVICE_PROCESS_FACTS_H

#include <jansson.h>

#include "json/write.h"
#include "service/core/access.h"
#include "store/records/process/facts.h"

/* What a body says. */
struct facts_change {
    code_set given; /* of enum fact */
    day_num start;
    enum employment employment;
    day_num resumed; /* one more of facts.works, or an earlier day of the last; 0: takes it back */
    struct facts facts;
};

/* In: body, which fits its schema. */
void facts_read(const json_t *body, struct facts_change *out);

/* The facts that somebody may see, or set, in that role. */
code_set facts_visible(const struct call *call, enum role role);
code_set facts_settable(const struct call *call, enum role role);

/* Errors: ROLE_NOT_ALLOWED: one of the facts given is not theirs to set. INVALID_BODY: a person named is none of the
 * dossier, or a day is further off than it can be. */
TNW_MUST_CHECK enum tnw_err facts_check(struct call *call, struct txn *txn, const struct access *access,
                                        const struct facts_change *change);

/* After facts_check and works_settle. Changes the dossier by what differs; returns what that is. Nothing is stored. */
code_set facts_apply(struct dossier *dossier, const struct facts_change *change);
/* Stores dossier and facts as a new version, after facts_apply or a change like it. */
void facts_keep(struct call *call, struct txn *txn, struct access *access, code_set changed);

/* In which role's numbers the caller counts versions: one that sees no more than they do. */
enum role facts_counted_as(const struct call *call);
/* How many versions the caller saw, in that role: the number of the one that stands. */
uint32_t facts_version_seen(const struct call *call, struct txn *txn, const struct dossier *dossier);

/* Writes the members that are in the set: not known ones as null. */
void facts_show(struct json_writer *jw, struct txn *txn, const struct facts_version *facts, code_set set);

#endif

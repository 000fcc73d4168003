/*
 * What a record can say: every action that there is, and what goes with it. A record may be of the right form, in its
 * place and hashed, and still say what the server never does; whoever verifies looks for that too.
 */
#ifndef TNW_AUDIT_RECORD_RULES_H
#define TNW_AUDIT_RECORD_RULES_H

#include "audit/record_view.h"

struct record_action {
    const char *name;
    bool in_dossier; /* what was permitted, was in a dossier */
    bool lists;      /* it may show dossiers in a list */
    bool consents;   /* it may have a digest of what a consent says */
    bool file;       /* it has that of a file */
    bool own;        /* no operation: the server or its operator recorded it */
};

/* Terminated by a row without a name. */
extern const struct record_action record_actions[];

/* Returns what the record says that no record can say, one static English clause; NULL: nothing. */
const char *record_rules_broken(const struct record_view *view);

#endif

/*
 * What an operation notes for its audit record while it runs, and the record itself.
 */
#ifndef TNW_SERVICE_CORE_AUDIT_FACTS_H
#define TNW_SERVICE_CORE_AUDIT_FACTS_H

#include "service/core/call.h"

/* Adds a ground ("consent:cns_…", "law:CODE", "own_dossier"), once each; a list may rest on several. */
void audit_facts_ground(struct audit_facts *facts, const char *ground);
/* Instead of the grounds so far: why not. */
void audit_facts_refusal(struct audit_facts *facts, const char *reason);
void audit_facts_object(struct audit_facts *facts, enum id_kind kind, const struct id *id);
void audit_facts_category(struct audit_facts *facts, enum category category);

/* Appends the record: what the operation noted, who called and what came of it. Whoever has access for the first time is announced
 * to the patient in the same transaction. */
void audit_facts_record(struct call *call, struct txn *txn);

#endif

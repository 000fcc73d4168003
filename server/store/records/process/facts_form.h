/*
 * Inside the store: the facts of a dossier as bytes, in its header and in each of their versions.
 */
#ifndef TNW_STORE_RECORDS_PROCESS_FACTS_FORM_H
#define TNW_STORE_RECORDS_PROCESS_FACTS_FORM_H

#include "base/bytes.h"
#include "base/domain/facts.h"

void facts_encode(struct buf *out, const struct facts *facts);
/* The second form is written. */
enum facts_form { FACTS_FORM_LAST_WORK, FACTS_FORM_WORKS };
void facts_parse(struct cursor *cur, enum facts_form form, struct facts *out);

#endif

/*
 * Inside the store: the facts of a dossier as bytes, in its header and in each of their versions.
 */
#ifndef TNW_STORE_RECORDS_PROCESS_FACTS_FORM_H
#define TNW_STORE_RECORDS_PROCESS_FACTS_FORM_H

#include "base/bytes.h"
#include "base/domain/facts.h"

void facts_encode(struct buf *out, const struct facts *facts);
void facts_parse(struct cursor *cur, struct facts *out);

#endif

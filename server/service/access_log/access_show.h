/*
 * One item of the patient's access log: data, plain words, and on demand the proof.
 */
#ifndef TNW_SERVICE_ACCESS_LOG_ACCESS_SHOW_H
#define TNW_SERVICE_ACCESS_LOG_ACCESS_SHOW_H

#include "json/write.h"
#include "service/access_log/access_day.h"
#include "service/access_log/words.h"
#include "service/core/call.h"
#include "store/records/dossier.h"

struct access_show {
    struct call *call;
    struct txn *txn;
    const struct dossier *dossier;
    enum language language;
    bool proof;
    uint64_t size; /* of the tree in which records are proved to be */
};

/* Writes one access, or several that were folded. Failures are sticky in the transaction or in the writer's buf. */
void access_show_item(struct json_writer *jw, const struct access_show *show, const struct access_item *item);

/* Writes the members that prove one record: the record itself, its leaf hash, its link in this dossier, its
 * inclusion. */
void access_show_proof(struct json_writer *jw, const struct access_show *show, const struct record_view *view,
                       struct slice record);
/* Writes "sealed": the newest checkpoint, and what its map says of the dossier; null for a later page, whose `size`
 * says to which checkpoint it belongs. Errors: NOT_SEALED_YET, INTERNAL. */
TNW_MUST_CHECK enum tnw_err access_show_sealed(struct json_writer *jw, const struct access_show *show, bool later_page);

#endif

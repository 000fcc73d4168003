/* What a server would answer from a log in memory. */
#ifndef TNW_TESTS_CLIENT_LOG_ANSWER_H
#define TNW_TESTS_CLIENT_LOG_ANSWER_H

#include "client_log.h"

/* Pages of `limit` items behind `after` (-1: the first page). New references. */
json_t *client_log_answer_page(struct client_log *log, unsigned dossier, int64_t after, size_t limit);
json_t *client_log_answer_inclusion(struct client_log *log, uint64_t seq);
/* The record as JSON. */
json_t *client_log_answer_record(const struct client_log *log, size_t seq);
json_t *client_log_answer_receipt(struct client_log *log, bool withdrawn);
/* That of the erasure of dossier 0, up to so many stages. */
json_t *client_log_answer_erasure(struct client_log *log, unsigned stages);
/* The export of the first `size` records, with that note as last line; size LOG_SEALED and log->note for the true
 * one. */
struct buf client_log_answer_export(const struct client_log *log, size_t size, const struct buf *note);

#endif

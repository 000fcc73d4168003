/*
 * A request whose body is a file: fresh → head (the ledger looks) → file (chunk by chunk, each durable before more is
 * taken) → ready.
 */
#ifndef TNW_HTTP_FILE_FILE_REQUEST_H
#define TNW_HTTP_FILE_FILE_REQUEST_H

#include "http/exchange.h"

/* REQUEST_FRESH, the head let in: suspends, and goes on in REQUEST_HEAD. */
enum MHD_Result file_request_begin(struct request *request);
/* REQUEST_HEAD: the answer, if it is a refusal or was given before; else the file may come. */
enum MHD_Result file_request_head(struct request *request);
/* REQUEST_FILE: takes what there is room for; nothing (bytes NULL) is the end. */
enum MHD_Result file_request_take(struct request *request, const char *bytes, size_t *len);
/* Whatever became of it. */
void file_request_end(struct request *request);

#endif

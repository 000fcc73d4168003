/*
 * One HTTP request on its way through libmicrohttpd: fresh → body → (settled →) run → (suspended) → ready → sent.
 */
#ifndef TNW_HTTP_REQUEST_H
#define TNW_HTTP_REQUEST_H

#include <microhttpd.h>

/* MHD's callbacks: URI log (makes the request), access handler, completion (frees it). */
void *request_begin(void *cls, const char *uri, struct MHD_Connection *mhd);
enum MHD_Result request_handle(void *cls, struct MHD_Connection *mhd, const char *url, const char *method,
                               const char *version, const char *upload, size_t *upload_size, void **context);
void request_end(void *cls, struct MHD_Connection *mhd, void **context, enum MHD_RequestTerminationCode why);

#endif

/*
 * The reply of a call as an HTTP response.
 */
#ifndef TNW_HTTP_REPLY_H
#define TNW_HTTP_REPLY_H

#include "http/request.h"

/* Queues the reply; the request must live until MHD reports its completion, since the body is not copied. */
enum MHD_Result reply_send(struct request *request);

#endif

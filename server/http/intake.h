/*
 * From the head of a request to a call: certificate, admission, route, parameters.
 */
#ifndef TNW_HTTP_INTAKE_H
#define TNW_HTTP_INTAKE_H

#include "http/request.h"

/* Fills the call; what is wrong with the request becomes its refusal (request->refused). False: no memory. */
bool intake_head(struct request *request, const char *method, const char *version);

/* Refuses the call. close: whether the connection must end with the answer. */
void intake_refuse(struct request *request, enum tnw_err err, const char *detail, bool close);

/* Takes a part of the body; false when the peer sends so much that the connection is cut. */
bool intake_body(struct request *request, const char *part, size_t len);

#endif

/*
 * A reply as libmicrohttpd sends it: from memory, or a file chunk by chunk.
 */
#ifndef TNW_HTTP_FILE_FILE_REPLY_H
#define TNW_HTTP_FILE_FILE_REPLY_H

#include <microhttpd.h>

#include "base/limits.h"
#include "service/core/call.h"

/* Each byte of a name can take three characters, and stands in a form for old clients as well. */
#define FILE_REPLY_DISPOSITION (4 * LIMIT_FILE_NAME_BYTES + 64)

/* Content-Disposition (RFC 6266, RFC 8187): always to be saved, never shown in place. */
void file_reply_disposition(char out[FILE_REPLY_DISPOSITION], const char *name);

/* Of what the call replies, whose body it borrows. NULL: no memory. */
struct MHD_Response *file_reply_or_body(const struct call *call);

#endif

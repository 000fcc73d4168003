/*
 * Listening sockets on exactly the given numeric address.
 */
#ifndef TNW_HTTP_LISTEN_H
#define TNW_HTTP_LISTEN_H

#include <stdbool.h>
#include <stdint.h>

#include "tnw/error.h"

/* Out: fd, non-blocking and close-on-exec; port, the one the kernel chose when *port was 0. "::" takes IPv4 as well.
 * loopback_only: any other address is refused. where: at least 256 characters. Errors: CONFIGURATION, IO. */
TNW_MUST_CHECK enum tnw_err listen_open(const char *address, uint16_t *port, bool loopback_only, int *fd,
                                        char where[256]);

#endif

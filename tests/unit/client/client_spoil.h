/* Ways to spoil an export of the log in client_log.c, and what its check must find. */
#ifndef TNW_TESTS_CLIENT_SPOIL_H
#define TNW_TESTS_CLIENT_SPOIL_H

#include "client_lines.h"

struct client_spoil {
    const char *name;
    void (*spoil)(struct client_lines *lines, struct client_log *log);
    enum tnw_fault fault;
    int64_t seq;
    uint64_t line;
};

/* Terminated by a row with spoil NULL. */
extern const struct client_spoil client_spoils[];

#endif

/* Ways to spoil a consent receipt of the log in client_log.c, and what its check must find. */
#ifndef TNW_TESTS_CLIENT_RECEIPT_SPOIL_H
#define TNW_TESTS_CLIENT_RECEIPT_SPOIL_H

#include "client_log_answer.h"

struct client_receipt_spoil {
    const char *name;
    void (*spoil)(json_t *receipt, struct client_log *log);
    enum tnw_fault fault;
    int64_t seq;
};

/* Terminated by a row with spoil NULL. */
extern const struct client_receipt_spoil client_receipt_spoils[];

#endif

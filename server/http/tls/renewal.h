/*
 * What of the TLS files grows old. The CRL is read again when its file changes, since who revokes a certificate does
 * not think of a signal; the end of each file's time is logged before and when it comes, and shown as a metric.
 */
#ifndef TNW_HTTP_TLS_RENEWAL_H
#define TNW_HTTP_TLS_RENEWAL_H

#include <stdatomic.h>

#include "base/log.h"
#include "http/metrics.h"
#include "http/tls/tls.h"

enum renewal_file { RENEWAL_CERTIFICATE, RENEWAL_CLIENT_CA, RENEWAL_CRL, RENEWAL_FILES };
enum renewal_stage { RENEWAL_FAR, RENEWAL_SOON, RENEWAL_PASSED };

struct renewal {
    struct tls *tls;
    const struct http_options *options;
    const struct log *log;
    const struct clock *clock;
    struct metrics *metrics;
    struct stat seen;   /* the CRL's file as it was at the last look */
    struct stat failed; /* as it was when it could not be read; all zero: never */
    int64_t try_again;  /* what failed; monotonic, like the next */
    int64_t next_look;
    uint64_t generation;
    enum renewal_stage told[RENEWAL_FILES];
    _Atomic time_ms ends[RENEWAL_FILES]; /* ACCEPTANCE_NO_END: there is none */
};

/* Nothing was looked at yet. What is handed in must live as long. */
void renewal_init(struct renewal *renewal, struct tls *tls, const struct http_options *options, const struct log *log,
                  const struct clock *clock, struct metrics *metrics);
/* On one thread, a few times a second, once tls holds something. now: clock_monotonic_ms. */
void renewal_look(struct renewal *renewal, int64_t now);

/* The name of a file in logs and metrics. */
const char *renewal_name(enum renewal_file file);

#endif

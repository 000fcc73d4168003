/*
 * The command line of tnw-load.
 */
#ifndef TNW_BENCH_OPTIONS_H
#define TNW_BENCH_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "bench/cpu.h"
#include "bench/target.h"
#include "bench/template.h"

#define OPTIONS_HEADERS_MAX 16

struct options {
    char host[256]; /* as in the certificate, without the brackets of an IPv6 address */
    char port[6];
    char authority[272]; /* as in the header Host */
    struct target_files files;
    struct template_parts parts;
    const char *headers[OPTIONS_HEADERS_MAX];
    struct cpu_pids servers; /* whose processor time is told */
    unsigned connections;
    unsigned threads;
    uint64_t duration; /* nanoseconds */
    uint64_t warm_up;
    uint64_t patience;
    uint64_t count;
    uint64_t rate;
    uint64_t first_number;
    unsigned expect; /* 0: any 2xx */
    bool blocking;
    bool json;
    bool help;
};

/* Out: options, whose strings borrow from argv; parts points into it, so it must stay where it is.
 * Errors: TNW_E_USAGE, with one line on stderr. */
TNW_MUST_CHECK enum tnw_err options_parse(struct options *options, int argc, char **argv);
void options_print_help(void);

#endif

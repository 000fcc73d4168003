#include "http/daemon.h"

#include <microhttpd.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/limits.h"
#include "http/listen.h"
#include "http/request.h"

static void
log_message(void *cls, const char *format, va_list args)
{
    const struct http *http = cls;
    char text[200];
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    vsnprintf(text, sizeof text, format, args);
#pragma GCC diagnostic pop
    text[strcspn(text, "\n\"")] = '\0';
    log_event(http->front.world->log, LOG_LEVEL_DEBUG, "microhttpd", "text=\"%s\"", text);
}

/* Two for each processor: while one is in the kernel with a socket, the other has a request to work on. */
static unsigned
pool_size(const struct http_options *options)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    unsigned workers = options->workers != 0 ? options->workers : processors > 0 ? 2 * (unsigned)processors : 2;
    return workers == 1 ? 0 : workers; /* MHD: 0 is one thread without a pool, 1 is an error */
}

/* Each connection is a descriptor. Without any left libmicrohttpd tries to accept again and again, at the cost of a
 * processor. */
static enum tnw_err
limit_connections(const struct http *http, unsigned workers, unsigned *limit, char where[256])
{
    struct rlimit files;
    rlim_t kept = LIMIT_DESCRIPTORS_KEPT + (rlim_t)LIMIT_DESCRIPTORS_WORKER * workers;
    unsigned wanted = http->options.max_connections;
    if (getrlimit(RLIMIT_NOFILE, &files) != 0) {
        files.rlim_cur = RLIM_INFINITY;
    }
    if (files.rlim_cur <= kept + workers) { /* each worker takes at least one */
        snprintf(where, 256, "%llu open files are too few: %llu are for the server itself (ulimit -n, LimitNOFILE=)",
                 (unsigned long long)files.rlim_cur, (unsigned long long)kept);
        return TNW_E_CONFIGURATION;
    }
    *limit = files.rlim_cur - kept < wanted ? (unsigned)(files.rlim_cur - kept) : wanted;
    log_event(http->front.world->log, *limit < wanted ? LOG_LEVEL_WARNING : LOG_LEVEL_INFO, "connection_limit",
              "connections=%u configured=%u descriptors=%llu", *limit, wanted, (unsigned long long)files.rlim_cur);
    return TNW_OK;
}

/* A worker of this policy that wakes up does not push the ledger, for which all of them wait, off its processor.
 * Threads inherit it from who starts them. Where the operator has set another policy, that one stays. */
static void
exchange_policy(int from, int to)
{
    int policy;
    struct sched_param param;
    if (pthread_getschedparam(pthread_self(), &policy, &param) == 0 && policy == from) {
        (void)pthread_setschedparam(pthread_self(), to, &param);
    }
}

enum tnw_err
daemon_start(struct http *http, char where[256])
{
    const struct http_options *o = &http->options;
    const unsigned workers = pool_size(o);
    unsigned connections = 0;
    int fd = -1;
    http->port = o->port;
    enum tnw_err err = limit_connections(http, workers, &connections, where);
    if (err == TNW_OK) {
        err = listen_open(o->listen, &http->port, false, &fd, where);
    }
    if (err != TNW_OK) {
        return err;
    }
    /* Never epoll: with TLS one stalled ClientHello makes it spin. */
    unsigned flags =
        MHD_USE_TLS | MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_POLL | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG;
    struct MHD_OptionItem settings[] = {
        {MHD_OPTION_EXTERNAL_LOGGER, (intptr_t)log_message, http},
        {MHD_OPTION_LISTEN_SOCKET, fd, NULL},
        {MHD_OPTION_THREAD_POOL_SIZE, (intptr_t)workers, NULL},
        {MHD_OPTION_CONNECTION_LIMIT, (intptr_t)connections, NULL},
        {MHD_OPTION_PER_IP_CONNECTION_LIMIT, (intptr_t)o->max_per_address, NULL},
        {MHD_OPTION_CONNECTION_MEMORY_LIMIT, (intptr_t)LIMIT_CONNECTION_MEMORY, NULL},
        /* Ours come first; this is for a watchdog that hangs. */
        {MHD_OPTION_CONNECTION_TIMEOUT, 2 * LIMIT_IDLE_MS / 1000, NULL},
        {MHD_OPTION_STRICT_FOR_CLIENT, 1, NULL},
        {MHD_OPTION_HTTPS_PRIORITIES, 0, (void *)(uintptr_t)tls_priorities(o)},
        {MHD_OPTION_HTTPS_CERT_CALLBACK, 0, (void *)tls_no_certificate},
        {MHD_OPTION_URI_LOG_CALLBACK, (intptr_t)request_begin, http},
        {MHD_OPTION_NOTIFY_COMPLETED, (intptr_t)request_end, http},
        {MHD_OPTION_NOTIFY_CONNECTION, (intptr_t)connection_notify, &http->front},
        {MHD_OPTION_END, 0, NULL},
    };
    crowd_limit(&http->front.connections, connections, o->max_per_address);
    exchange_policy(SCHED_OTHER, SCHED_BATCH);
    http->daemon =
        MHD_start_daemon(flags, 0, NULL, NULL, request_handle, http, MHD_OPTION_ARRAY, settings, MHD_OPTION_END);
    exchange_policy(SCHED_BATCH, SCHED_OTHER);
    if (http->daemon == NULL) {
        close(fd);
        snprintf(where, 256, "libmicrohttpd does not start");
        return TNW_E_IO;
    }
    return TNW_OK;
}

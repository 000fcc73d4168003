/*
 * The operator's log: one line of key=value on stderr, as journald likes it. Two ways to log a failure: log_bug for our
 * mistakes, log_peer for the peer's. None of them prints a secret, an identity number, a name or content.
 */
#ifndef TNW_BASE_LOG_H
#define TNW_BASE_LOG_H

#include <stdatomic.h>

enum log_level { LOG_LEVEL_ERROR, LOG_LEVEL_WARNING, LOG_LEVEL_INFO, LOG_LEVEL_DEBUG };

/* The level may be changed by any thread (SIGHUP). */
struct log {
    _Atomic(int) level;
};

/* event: a word; format: further key=value pairs, values without blanks, or "" for none. Thread-safe: one write
 * each. */
void log_event(const struct log *log, enum log_level level, const char *event, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

#define log_bug(log, event, ...) log_event((log), LOG_LEVEL_ERROR, (event), __VA_ARGS__)
#define log_peer(log, event, ...) log_event((log), LOG_LEVEL_INFO, (event), __VA_ARGS__)

#endif

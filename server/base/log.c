#include "base/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

/* sd-daemon(3): a leading <N> tells journald the priority. */
static const char *const prefixes[] = {
    [LOG_LEVEL_ERROR] = "<3>level=error",
    [LOG_LEVEL_WARNING] = "<4>level=warning",
    [LOG_LEVEL_INFO] = "<6>level=info",
    [LOG_LEVEL_DEBUG] = "<7>level=debug",
};

void
log_event(const struct log *log, enum log_level level, const char *event, const char *format, ...)
{
    if ((int)level > atomic_load_explicit(&log->level, memory_order_relaxed)) {
        return;
    }
    char line[1024];
    int n = snprintf(line, sizeof line - 1, "%s event=%.64s ", prefixes[level], event);
    va_list args;
    va_start(args, format);
    int m = vsnprintf(line + n, sizeof line - 1 - (size_t)n, format, args);
    va_end(args);
    size_t len = (size_t)n + (m < 0 ? 0 : (size_t)m);
    if (len > sizeof line - 2) {
        len = sizeof line - 2;
    }
    line[len] = '\n';
    if (write(STDERR_FILENO, line, len + 1) < 0) {
        return; /* nobody is left to tell */
    }
}

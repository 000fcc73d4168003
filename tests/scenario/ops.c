#include "ops.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "house_test.h"
#include "swarm.h"

enum { AWAIT_MS = 60000, STEP_MS = 20 };

int
ops_port(const struct house *house)
{
    return (int)strtol(strrchr(sandbox_text(&house->sandbox, "ops_url"), ':') + 1, NULL, 10);
}

/* It answers one request on a connection. */
char *
ops_get(const struct house *house, const char *path)
{
    struct wire wire;
    char request[128];
    (void)snprintf(request, sizeof request, "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n", path);
    assert_true(wire_connect(&wire, ops_port(house)));
    assert_true(wire_send(&wire, slice_str(request)));
    assert_true(wire_drain(&wire, LIMIT_OPS_MS / 2));
    assert_int_equal(strncmp(buf_text(&wire.in), "HTTP/1.1 200 ", 13), 0);
    char *text = strdup(buf_text(&wire.in));
    wire_close(&wire);
    return text;
}

int64_t
ops_metric(const struct house *house, const char *name)
{
    char line[80];
    (void)snprintf(line, sizeof line, "\n%s ", name);
    char *text = ops_get(house, "/metrics");
    const char *at = strstr(text, line);
    assert_non_null(at);
    int64_t value = strtoll(at + strlen(line), NULL, 10);
    free(text);
    return value;
}

void
ops_await(const struct house *house, const char *name, int64_t value)
{
    int64_t now = ops_metric(house, name);
    for (int waited = 0; now != value && waited < AWAIT_MS; waited += STEP_MS) {
        swarm_sleep_ms(STEP_MS);
        now = ops_metric(house, name);
    }
    if (now != value) {
        fail_msg("%s is %lld, and not %lld", name, (long long)now, (long long)value);
    }
}

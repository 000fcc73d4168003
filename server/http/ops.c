#include "http/ops.h"

#include <microhttpd.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/limits.h"
#include "http/listen.h"

static enum MHD_Result
answer(struct MHD_Connection *mhd, unsigned status, const char *text)
{
    struct MHD_Response *response =
        MHD_create_response_from_buffer(strlen(text), (void *)(uintptr_t)text, MHD_RESPMEM_MUST_COPY);
    if (response == NULL) {
        return MHD_NO;
    }
    (void)MHD_add_response_header(response, "Content-Type", "text/plain; version=0.0.4; charset=utf-8");
    (void)MHD_add_response_header(response, "Cache-Control", "no-store");
    enum MHD_Result result = MHD_queue_response(mhd, status, response);
    MHD_destroy_response(response);
    return result;
}

static bool
is_ready(struct http *http)
{
    struct store_stats stats;
    return !atomic_load(&http->draining) && store_stats(http->world->store, &stats) == TNW_OK;
}

static enum MHD_Result
answer_metrics(struct http *http, struct MHD_Connection *mhd)
{
    struct buf text = {0};
    metrics_write(http, &text);
    const char *body = buf_text(&text);
    enum MHD_Result result = body == NULL ? MHD_NO : answer(mhd, MHD_HTTP_OK, body);
    buf_free(&text);
    return result;
}

static enum MHD_Result
handle(void *cls, struct MHD_Connection *mhd, const char *url, const char *method, const char *version,
       const char *upload, size_t *upload_size, void **context)
{
    (void)version;
    (void)upload;
    (void)context;
    struct http *http = cls;
    if (*upload_size > 0 || strcmp(method, "GET") != 0) {
        return MHD_NO;
    }
    if (strcmp(url, "/healthz") == 0) {
        return answer(mhd, MHD_HTTP_OK, "ok\n");
    }
    if (strcmp(url, "/readyz") == 0) {
        bool ready = is_ready(http);
        return answer(mhd, ready ? MHD_HTTP_OK : MHD_HTTP_SERVICE_UNAVAILABLE, ready ? "ready\n" : "not ready\n");
    }
    if (strcmp(url, "/metrics") == 0) {
        return answer_metrics(http, mhd);
    }
    return answer(mhd, MHD_HTTP_NOT_FOUND, "not found\n");
}

enum tnw_err
ops_start(struct http *http, char where[256])
{
    int fd = -1;
    http->ops_port = http->options.ops_port;
    enum tnw_err err = listen_open(http->options.ops_listen, &http->ops_port, true, &fd, where);
    if (err != TNW_OK) {
        return err;
    }
    http->ops =
        MHD_start_daemon(MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_POLL, 0, NULL, NULL, handle, http,
                         MHD_OPTION_LISTEN_SOCKET, fd, MHD_OPTION_CONNECTION_LIMIT, (unsigned)LIMIT_OPS_CONNECTIONS,
                         MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)LIMIT_OPS_TIMEOUT_S, MHD_OPTION_END);
    if (http->ops == NULL) {
        close(fd);
        snprintf(where, 256, "libmicrohttpd does not start");
        return TNW_E_IO;
    }
    return TNW_OK;
}

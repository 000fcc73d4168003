#include "http/landing/landing.h"

#include <microhttpd.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/markup.h"
#include "http/listen.h"

/* No script, nothing from elsewhere, no form, in no frame. */
#define POLICY "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
#define HTTPS_PORT 443

static const struct landing_file *
find_file(const char *name)
{
    for (const struct landing_file *file = landing_files; file->name != NULL; file++) {
        if (strcmp(file->name, name) == 0) {
            return file;
        }
    }
    return NULL;
}

/* Where the page leads: what the configuration says, or the certificate's first name and the port of the API. */
static enum tnw_err
write_link(struct http *http, char link[512], char where[256])
{
    char name[256];
    if (http->options.landing_link[0] != '\0') {
        (void)snprintf(link, 512, "%s", http->options.landing_link);
        return TNW_OK;
    }
    struct tls_state *state = tls_acquire(&http->front.tls);
    bool named = tls_first_name(state, name, sizeof name);
    tls_release(&state);
    if (!named) {
        (void)snprintf(where, 256, "server.landing_link: needed, since the certificate names no one host");
        return TNW_E_CONFIGURATION;
    }
    int len = snprintf(link, 512, "https://%s", name);
    if (http->port != HTTPS_PORT) {
        (void)snprintf(link + len, 512 - (size_t)len, ":%u", http->port);
    }
    return TNW_OK;
}

static void
put_help(struct buf *page, const char *help)
{
    if (help[0] != '\0') {
        buf_put_str(page, "<p class=\"help\">");
        markup_put_text(page, slice_str(help));
        buf_put_str(page, "</p>");
    }
}

/* The page with its {{places}} filled in. */
static enum tnw_err
fill_page(struct http *http, const struct landing_file *file, const char *link)
{
    struct buf *page = &http->landing_page;
    const char *at = file->text;
    for (const char *place = strstr(at, "{{"); place != NULL; place = strstr(at, "{{")) {
        buf_put(page, at, (size_t)(place - at));
        if (strncmp(place, "{{link}}", 8) == 0) {
            markup_put_text(page, slice_str(link));
        } else {
            put_help(page, http->options.landing_help);
        }
        at = strstr(place, "}}") + 2;
    }
    buf_put_str(page, at);
    return page->err;
}

static enum MHD_Result
send_landing(struct MHD_Connection *mhd, unsigned status, const char *type, struct slice body)
{
    const char *const headers[][2] = {
        {"Content-Type", type},
        {"Content-Security-Policy", POLICY},
        {"X-Content-Type-Options", "nosniff"},
        {"Referrer-Policy", "no-referrer"},
        {"Strict-Transport-Security", "max-age=31536000"},
        {"Cache-Control", "no-store"},
        {"Connection", "close"}, /* its deadline is that of one request */
    };
    struct MHD_Response *response =
        MHD_create_response_from_buffer(body.len, (void *)(uintptr_t)body.ptr, MHD_RESPMEM_PERSISTENT);
    if (response == NULL) {
        return MHD_NO;
    }
    for (size_t i = 0; i < sizeof headers / sizeof headers[0]; i++) {
        (void)MHD_add_response_header(response, headers[i][0], headers[i][1]);
    }
    enum MHD_Result result = MHD_queue_response(mhd, status, response);
    MHD_destroy_response(response);
    return result;
}

static enum MHD_Result
handle_landing(void *cls, struct MHD_Connection *mhd, const char *url, const char *method, const char *version,
               const char *upload, size_t *upload_size, void **context)
{
    (void)version;
    (void)upload;
    (void)context;
    struct http *http = cls;
    const struct landing_file *style = find_file("style.css");
    if (*upload_size > 0 || (strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0)) {
        return MHD_NO;
    }
    if (strcmp(url, "/") == 0) {
        return send_landing(mhd, MHD_HTTP_OK, "text/html; charset=utf-8", buf_slice(&http->landing_page));
    }
    if (strcmp(url, "/style.css") == 0 && style != NULL) {
        return send_landing(mhd, MHD_HTTP_OK, "text/css; charset=utf-8", slice_of(style->text, style->len));
    }
    return send_landing(mhd, MHD_HTTP_NOT_FOUND, "text/plain; charset=utf-8", slice_str("not found\n"));
}

static enum tnw_err
open_landing(struct http *http, char where[256])
{
    int fd = -1;
    http->landing_port = http->options.landing_port;
    enum tnw_err err = listen_open(http->options.landing_listen, &http->landing_port, false, &fd, where);
    if (err != TNW_OK) {
        return err;
    }
    crowd_limit(&http->front.visitors, LIMIT_LANDING_CONNECTIONS, LIMIT_LANDING_PER_ADDRESS);
    struct MHD_OptionItem settings[] = {
        {MHD_OPTION_LISTEN_SOCKET, fd, NULL},
        {MHD_OPTION_CONNECTION_LIMIT, (intptr_t)LIMIT_LANDING_CONNECTIONS, NULL},
        {MHD_OPTION_PER_IP_CONNECTION_LIMIT, (intptr_t)LIMIT_LANDING_PER_ADDRESS, NULL},
        {MHD_OPTION_CONNECTION_MEMORY_LIMIT, (intptr_t)LIMIT_CONNECTION_MEMORY, NULL},
        {MHD_OPTION_CONNECTION_TIMEOUT, 2 * LIMIT_OPS_MS / 1000, NULL},
        {MHD_OPTION_STRICT_FOR_CLIENT, 1, NULL},
        {MHD_OPTION_HTTPS_PRIORITIES, 0, (void *)(uintptr_t)tls_priorities(&http->options)},
        {MHD_OPTION_HTTPS_CERT_CALLBACK, 0, (void *)tls_no_certificate},
        {MHD_OPTION_NOTIFY_CONNECTION, (intptr_t)connection_notify_visitor, &http->front},
        {MHD_OPTION_END, 0, NULL},
    };
    http->landing = MHD_start_daemon(MHD_USE_TLS | MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_POLL, 0, NULL, NULL,
                                     handle_landing, http, MHD_OPTION_ARRAY, settings, MHD_OPTION_END);
    if (http->landing == NULL) {
        close(fd);
        (void)snprintf(where, 256, "libmicrohttpd does not start");
        return TNW_E_IO;
    }
    return TNW_OK;
}

enum tnw_err
landing_start(struct http *http, char where[256])
{
    char link[512];
    if (http->options.landing_listen[0] == '\0') {
        return TNW_OK;
    }
    enum tnw_err err = write_link(http, link, where);
    if (err == TNW_OK) {
        err = fill_page(http, find_file("page.html"), link);
    }
    return err == TNW_OK ? open_landing(http, where) : err;
}

void
landing_stop(struct http *http)
{
    if (http->landing != NULL) {
        MHD_stop_daemon(http->landing);
    }
    buf_free(&http->landing_page);
}

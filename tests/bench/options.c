#include "bench/options.h"

#include <errno.h>
#include <getopt.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SECOND UINT64_C(1000000000)
#define BLOCKING_MAX 1024 /* threads */

static const char help[] =
    "usage: tnw-load [OPTION]... https://HOST[:PORT]/PATH\n"
    "       tnw-load [OPTION]... ldaps://HOST[:PORT]/DN\n"
    "Puts load on an HTTPS server (HTTP/1.1, TLS 1.3) and prints rate and latencies. With ldaps: of a directory: binds "
    "by the\n"
    "certificate and searches for that entry, or with a body adds it, a device whose description is the body.\n"
    "\n"
    "  --ca FILE            CA certificates that the server's must come from\n"
    "  --cert FILE          client certificate (PEM, with its chain)\n"
    "  --key FILE           its private key (PEM)\n"
    "  --suites LIST        TLS 1.3 cipher suites, as OpenSSL names them\n"
    "  -c, --connections N  keep-alive connections (64), one request at a time on each\n"
    "  -t, --threads N      threads (1)\n"
    "      --blocking       a thread for each connection that waits for its answers, as other programs do; closed "
    "loop\n"
    "  -d, --duration S     seconds that are measured (10)\n"
    "  -w, --warm-up S      seconds before that (1)\n"
    "  -n, --requests N     measure so many requests instead\n"
    "  -r, --rate N         requests a second, at fixed times, whatever the server does (open loop);\n"
    "                       latencies count from the time at which a request should have been sent; 0: closed loop\n"
    "      --timeout S      how long answers are waited for after the end (10)\n"
    "  -m, --method NAME    (GET, or POST with a body)\n"
    "  -H, --header TEXT    a header line; repeatable\n"
    "      --body TEXT, --body-file FILE, --bodies FILE   the body; --bodies has one a line, taken in turn\n"
    "      --paths FILE     one path a line, taken in turn, instead of the URL's\n"
    "      --first N        where {n} in path, headers and body starts; it is always 12 digits long\n"
    "      --expect CODE    the only good status (any 2xx)\n"
    "      --cpu PID        tell the processor time of that process, while requests are measured; repeatable, summed\n"
    "      --json           print one JSON object\n"
    "\n"
    "Exit status: 0 all answers good, 1 something failed, 2 usage.\n";

enum long_only {
    OPT_CA = 256,
    OPT_CERT,
    OPT_KEY,
    OPT_SUITES,
    OPT_TIMEOUT,
    OPT_BODY,
    OPT_BODY_FILE,
    OPT_BODIES,
    OPT_PATHS,
    OPT_FIRST,
    OPT_EXPECT,
    OPT_CPU,
    OPT_JSON,
    OPT_BLOCKING,
    OPT_HELP
};

static const struct option rows[] = {
    {"ca", required_argument, NULL, OPT_CA},         {"cert", required_argument, NULL, OPT_CERT},
    {"key", required_argument, NULL, OPT_KEY},       {"suites", required_argument, NULL, OPT_SUITES},
    {"connections", required_argument, NULL, 'c'},   {"blocking", no_argument, NULL, OPT_BLOCKING},
    {"threads", required_argument, NULL, 't'},       {"duration", required_argument, NULL, 'd'},
    {"warm-up", required_argument, NULL, 'w'},       {"requests", required_argument, NULL, 'n'},
    {"rate", required_argument, NULL, 'r'},          {"timeout", required_argument, NULL, OPT_TIMEOUT},
    {"method", required_argument, NULL, 'm'},        {"header", required_argument, NULL, 'H'},
    {"body", required_argument, NULL, OPT_BODY},     {"body-file", required_argument, NULL, OPT_BODY_FILE},
    {"bodies", required_argument, NULL, OPT_BODIES}, {"paths", required_argument, NULL, OPT_PATHS},
    {"first", required_argument, NULL, OPT_FIRST},   {"expect", required_argument, NULL, OPT_EXPECT},
    {"cpu", required_argument, NULL, OPT_CPU},       {"json", no_argument, NULL, OPT_JSON},
    {"help", no_argument, NULL, OPT_HELP},           {NULL, 0, NULL, 0},
};

static enum tnw_err
usage(const char *what, const char *value)
{
    (void)fprintf(stderr, "tnw-load: %s: %s (see --help)\n", what, value);
    return TNW_E_USAGE;
}

static enum tnw_err
parse_number(const char *text, uint64_t min, uint64_t max, uint64_t *out)
{
    char *end = NULL;
    errno = 0;
    unsigned long long value = strtoull(text, &end, 10);
    if (errno != 0 || text[0] < '0' || text[0] > '9' || *end != 0 || value < min || value > max) {
        return usage("not a number within bounds", text);
    }
    *out = value;
    return TNW_OK;
}

static enum tnw_err
parse_unsigned(const char *text, unsigned min, unsigned max, unsigned *out)
{
    uint64_t value = 0;
    enum tnw_err err = parse_number(text, min, max, &value);
    if (err == TNW_OK) {
        *out = (unsigned)value;
    }
    return err;
}

static enum tnw_err
parse_seconds(const char *text, uint64_t *out)
{
    char *end = NULL;
    double value = strtod(text, &end);
    if (end == text || *end != 0 || !isfinite(value) || value < 0 || value > 86400) {
        return usage("not a number of seconds", text);
    }
    *out = (uint64_t)(value * (double)SECOND);
    return TNW_OK;
}

static enum tnw_err
add_header(struct options *options, const char *text)
{
    if (options->parts.header_count == OPTIONS_HEADERS_MAX) {
        return usage("too many headers", text);
    }
    options->headers[options->parts.header_count++] = text;
    return TNW_OK;
}

static enum tnw_err
add_server(struct options *options, const char *text)
{
    uint64_t pid = 0;
    if (options->servers.count == CPU_PIDS_MAX) {
        return usage("too many processes", text);
    }
    enum tnw_err err = parse_number(text, 1, INT32_MAX, &pid);
    if (err == TNW_OK) {
        options->servers.pid[options->servers.count++] = (pid_t)pid;
    }
    return err;
}

static enum tnw_err
take_number(struct options *options, int option, const char *value)
{
    switch (option) {
    case 'c':
        return parse_unsigned(value, 1, 100000, &options->connections);
    case 't':
        return parse_unsigned(value, 1, 64, &options->threads);
    case 'd':
        return parse_seconds(value, &options->duration);
    case 'w':
        return parse_seconds(value, &options->warm_up);
    case 'n':
        return parse_number(value, 1, UINT64_C(1000000000), &options->count);
    case 'r':
        return parse_number(value, 0, 10000000, &options->rate);
    case OPT_TIMEOUT:
        return parse_seconds(value, &options->patience);
    case OPT_CPU:
        return add_server(options, value);
    case OPT_FIRST:
        return parse_number(value, 0, UINT64_C(999999999999), &options->first_number);
    case OPT_EXPECT:
        return parse_unsigned(value, 200, 599, &options->expect);
    default: /* getopt has said what is wrong */
        return TNW_E_USAGE;
    }
}

static enum tnw_err
take(struct options *options, int option, const char *value)
{
    const char **text = NULL;
    switch (option) {
    case OPT_CA:
        text = &options->files.ca;
        break;
    case OPT_CERT:
        text = &options->files.cert;
        break;
    case OPT_KEY:
        text = &options->files.key;
        break;
    case OPT_SUITES:
        text = &options->files.suites;
        break;
    case 'm':
        text = &options->parts.method;
        break;
    case OPT_BODY:
        text = &options->parts.body;
        break;
    case OPT_BODY_FILE:
        text = &options->parts.body_file;
        break;
    case OPT_BODIES:
        text = &options->parts.bodies_file;
        break;
    case OPT_PATHS:
        text = &options->parts.paths_file;
        break;
    case 'H':
        return add_header(options, value);
    case OPT_BLOCKING:
        options->blocking = true;
        return TNW_OK;
    case OPT_JSON:
        options->json = true;
        return TNW_OK;
    case OPT_HELP:
        options->help = true;
        return TNW_OK;
    default:
        return take_number(options, option, value);
    }
    *text = value;
    return TNW_OK;
}

/* authority = HOST[:PORT], the host of an IPv6 address in brackets */
static enum tnw_err
split_authority(struct options *options, const char *url)
{
    const char *host = options->authority;
    const char *close = strchr(host, ']');
    const char *colon = strrchr(close == NULL ? host : close, ':');
    const char *end = colon == NULL ? host + strlen(host) : colon;
    if (host[0] == '[' && close != NULL) {
        host++;
        end = close;
    }
    int host_len = snprintf(options->host, sizeof options->host, "%.*s", (int)(end - host), host);
    const char *standard = options->parts.ldap ? "636" : "443";
    const char *port = colon == NULL ? standard : colon + 1;
    int port_len = snprintf(options->port, sizeof options->port, "%s", port);
    if (host_len <= 0 || host_len >= (int)sizeof options->host || port_len <= 0 ||
        port_len >= (int)sizeof options->port) {
        return usage("bad URL", url);
    }
    return TNW_OK;
}

static enum tnw_err
parse_url(struct options *options, const char *url)
{
    static const char https[] = "https://";
    static const char ldaps[] = "ldaps://"; /* as long */
    options->parts.ldap = strncmp(url, ldaps, sizeof ldaps - 1) == 0;
    if (!options->parts.ldap && strncmp(url, https, sizeof https - 1) != 0) {
        return usage("neither an https:// nor an ldaps:// URL", url);
    }
    const char *start = url + sizeof https - 1;
    const char *slash = strchr(start, '/');
    size_t len = slash == NULL ? strlen(start) : (size_t)(slash - start);
    if (len == 0 || len >= sizeof options->authority) {
        return usage("bad URL", url);
    }
    memcpy(options->authority, start, len);
    options->authority[len] = 0;
    options->parts.path = slash == NULL ? "/" : slash;
    return split_authority(options, url);
}

static void
set_defaults(struct options *options)
{
    *options = (struct options){
        .connections = 64, .threads = 1, .duration = 10 * SECOND, .warm_up = SECOND, .patience = 10 * SECOND};
    options->parts.headers = options->headers;
    options->parts.host = options->authority;
}

static bool
has_body(const struct template_parts *parts)
{
    return parts->body != NULL || parts->body_file != NULL || parts->bodies_file != NULL;
}

enum tnw_err
options_parse(struct options *options, int argc, char **argv)
{
    set_defaults(options);
    int option = 0;
    while ((option = getopt_long(argc, argv, "c:t:d:w:n:r:m:H:", rows, NULL)) != -1) {
        enum tnw_err err = take(options, option, optarg);
        if (err != TNW_OK) {
            return err;
        }
    }
    if (options->help) {
        return TNW_OK;
    }
    if (optind + 1 != argc) {
        return usage("exactly one URL is needed", optind < argc ? argv[optind + 1] : "none given");
    }
    if ((options->files.cert == NULL) != (options->files.key == NULL)) {
        return usage("--cert and --key", "give both or none");
    }
    if (options->blocking && (options->rate > 0 || options->connections > BLOCKING_MAX)) {
        return usage("--blocking", "is for a closed loop of at most 1024 connections");
    }
    if (options->blocking || options->threads > options->connections) {
        options->threads = options->connections;
    }
    if (options->parts.method == NULL) {
        options->parts.method = has_body(&options->parts) ? "POST" : "GET";
    }
    return parse_url(options, argv[optind]);
}

void
options_print_help(void)
{
    (void)fputs(help, stdout);
}

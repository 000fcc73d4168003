/*
 * tnw-attack: what a peer can do to a TLS server before, or instead of, asking for something. See usage below.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <inttypes.h>
#include <netinet/in.h>
#include <openssl/err.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include "base/bytes.h"
#include "bench/target.h"

#define SECOND UINT64_C(1000000000)

enum { EXIT_USAGE = 2, HELLOS_KEPT = 64, SILENT = 1280, SILENT_ADDRESSES = 5, POLLS = 256 };

static const char usage[] =
    "usage: tnw-attack KIND SECONDS RATE PORT CA CERT KEY\n"
    "Attacks a server on localhost, and prints what it did as one JSON object.\n"
    "\n"
    "  hello    RATE recorded ClientHellos a second, of each group of key exchange in turn\n"
    "  silent   1280 connections from five addresses (127.0.0.2 and on) on which nothing is said;\n"
    "           RATE times a second one is looked at, and opened again if the server ended it\n"
    "  polls    RATE long polls a second with the client certificate; at 256 all hang up\n";

struct attack {
    struct target target;
    uint64_t rate;
    uint64_t start;
    uint64_t end;
    uint64_t steps;
    uint64_t opened;
};

static uint64_t
now(void)
{
    struct timespec time;
    (void)clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * SECOND + (uint64_t)time.tv_nsec;
}

/* Waits for the time of the next step; false: it is over. */
static bool
next_step(struct attack *attack)
{
    uint64_t due = attack->start + attack->steps * SECOND / attack->rate;
    struct timespec until = {.tv_sec = (time_t)(due / SECOND), .tv_nsec = (long)(due % SECOND)};
    if (due >= attack->end || now() >= attack->end) {
        return false;
    }
    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL) == EINTR) {
    }
    attack->steps++;
    return true;
}

/* from: 0, or which of the loopback addresses behind the first one. Returns -1 when it cannot connect within a
 * second. */
static int
open_socket(struct attack *attack, unsigned from)
{
    const struct timeval patience = {.tv_sec = 1};
    struct sockaddr_in source = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK + from)};
    int fd = socket(attack->target.address.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool ok = fd >= 0 && setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience) == 0 &&
              setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience) == 0 &&
              (from == 0 || bind(fd, (const struct sockaddr *)&source, sizeof source) == 0) &&
              connect(fd, (const struct sockaddr *)&attack->target.address, attack->target.address_len) == 0;
    if (!ok && fd >= 0) {
        (void)close(fd);
    }
    attack->opened += ok ? 1 : 0;
    return ok ? fd : -1;
}

static void
close_socket(int *fd)
{
    if (*fd >= 0) {
        (void)close(*fd);
    }
    *fd = -1;
}

/* A ClientHello with a share of that group, as anybody on the way could have recorded it. */
static bool
record_hello(struct buf *out, SSL_CTX *tls, const char *group)
{
    char part[8192];
    SSL *ssl = SSL_new(tls);
    BIO *sent = BIO_new(BIO_s_mem());
    BIO *nothing = BIO_new(BIO_s_mem());
    bool ok = ssl != NULL && sent != NULL && nothing != NULL && SSL_set1_groups_list(ssl, group) == 1;
    if (!ok) {
        BIO_free(sent);
        BIO_free(nothing);
        SSL_free(ssl);
        return false;
    }
    SSL_set_bio(ssl, nothing, sent);
    (void)SSL_connect(ssl);
    int len = BIO_read(sent, part, sizeof part);
    if (len > 0) {
        buf_put(out, part, (size_t)len);
    }
    SSL_free(ssl);
    ERR_clear_error();
    return len > 0 && out->err == TNW_OK;
}

static bool
attack_with_hellos(struct attack *attack)
{
    static const char *const groups[] = {"ffdhe8192", "ffdhe4096", "ffdhe2048", "X25519", "P-256", "P-384"};
    enum { GROUPS = sizeof groups / sizeof groups[0] };
    struct buf hellos[GROUPS] = {{0}};
    int kept[HELLOS_KEPT];
    bool ok = true;
    memset(kept, -1, sizeof kept);
    for (size_t i = 0; ok && i < GROUPS; i++) {
        ok = record_hello(&hellos[i], attack->target.tls, groups[i]);
    }
    while (ok && next_step(attack)) {
        int *place = &kept[attack->steps % HELLOS_KEPT];
        struct slice hello = buf_slice(&hellos[attack->steps % GROUPS]);
        close_socket(place);
        *place = open_socket(attack, 0);
        (void)send(*place, hello.ptr, hello.len, MSG_NOSIGNAL); /* a server that ends it early has been attacked, too */
    }
    for (size_t i = 0; i < HELLOS_KEPT; i++) {
        close_socket(&kept[i]);
    }
    for (size_t i = 0; i < GROUPS; i++) {
        buf_free(&hellos[i]);
    }
    return ok;
}

static bool
is_ended(int fd)
{
    char byte;
    ssize_t n = recv(fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    return n == 0 || (n < 0 && errno != EAGAIN && errno != EWOULDBLOCK);
}

static bool
attack_with_silence(struct attack *attack)
{
    int sockets[SILENT];
    memset(sockets, -1, sizeof sockets);
    while (next_step(attack)) {
        int *place = &sockets[attack->steps % SILENT];
        if (*place < 0 || is_ended(*place)) {
            close_socket(place);
            *place = open_socket(attack, 1 + (unsigned)(attack->steps % SILENT_ADDRESSES));
        }
    }
    for (size_t i = 0; i < SILENT; i++) {
        close_socket(&sockets[i]);
    }
    return true;
}

struct poller {
    SSL *ssl;
    int fd;
};

static void
begin_poll(struct attack *attack, struct poller *poller)
{
    static const char request[] = "GET /v1/inbox?after=999999&wait=55 HTTP/1.1\r\nHost: localhost\r\n\r\n";
    poller->fd = open_socket(attack, 0);
    poller->ssl = SSL_new(attack->target.tls);
    bool ok = poller->fd >= 0 && poller->ssl != NULL && SSL_set_fd(poller->ssl, poller->fd) == 1 &&
              (attack->target.name == NULL || SSL_set_tlsext_host_name(poller->ssl, attack->target.name) == 1) &&
              SSL_connect(poller->ssl) == 1;
    if (ok) {
        (void)SSL_write(poller->ssl, request, sizeof request - 1);
    }
    ERR_clear_error();
}

static void
hang_up(struct poller pollers[POLLS])
{
    for (size_t i = 0; i < POLLS; i++) {
        SSL_free(pollers[i].ssl);
        pollers[i].ssl = NULL;
        close_socket(&pollers[i].fd);
    }
}

static bool
attack_with_polls(struct attack *attack)
{
    struct poller pollers[POLLS];
    for (size_t i = 0; i < POLLS; i++) {
        pollers[i] = (struct poller){.fd = -1};
    }
    while (next_step(attack)) {
        size_t place = attack->steps % POLLS;
        if (place == 0) {
            hang_up(pollers);
        }
        begin_poll(attack, &pollers[place]);
    }
    hang_up(pollers);
    return true;
}

static const struct kind {
    const char *name;
    bool (*run)(struct attack *attack);
} kinds[] = {{"hello", attack_with_hellos}, {"silent", attack_with_silence}, {"polls", attack_with_polls}};

static const struct kind *
find_kind(const char *name)
{
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (strcmp(kinds[i].name, name) == 0) {
            return &kinds[i];
        }
    }
    return NULL;
}

int
main(int argc, char **argv)
{
    const struct kind *kind = argc == 8 ? find_kind(argv[1]) : NULL;
    struct attack attack = {.rate = argc == 8 ? strtoull(argv[3], NULL, 10) : 0};
    if (kind == NULL || attack.rate == 0) {
        (void)fputs(usage, stderr);
        return EXIT_USAGE;
    }
    (void)signal(SIGPIPE, SIG_IGN);
    const struct target_files files = {.ca = argv[5], .cert = argv[6], .key = argv[7]};
    bool ok = target_open(&attack.target, "localhost", argv[4], &files) == TNW_OK;
    attack.start = now();
    attack.end = attack.start + (uint64_t)(strtod(argv[2], NULL) * (double)SECOND);
    ok = ok && kind->run(&attack);
    printf("{\"kind\":\"%s\",\"steps\":%" PRIu64 ",\"opened\":%" PRIu64 ",\"seconds\":%.3f}\n", kind->name,
           attack.steps, attack.opened, (double)(now() - attack.start) / (double)SECOND);
    target_close(&attack.target);
    return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}

#include "http/listen.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static bool
is_loopback(const struct sockaddr_storage *address)
{
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
    if (address->ss_family == AF_INET) {
        memcpy(&v4, address, sizeof v4);
        return ntohl(v4.sin_addr.s_addr) >> 24 == IN_LOOPBACKNET;
    }
    memcpy(&v6, address, sizeof v6);
    return IN6_IS_ADDR_LOOPBACK(&v6.sin6_addr);
}

static enum tnw_err
resolve(const char *address, uint16_t port, struct sockaddr_storage *out, socklen_t *len)
{
    struct addrinfo hints = {.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV, .ai_socktype = SOCK_STREAM};
    struct addrinfo *found = NULL;
    char service[8];
    snprintf(service, sizeof service, "%u", (unsigned)port);
    if (getaddrinfo(address, service, &hints, &found) != 0) {
        return TNW_E_CONFIGURATION;
    }
    memcpy(out, found->ai_addr, found->ai_addrlen);
    *len = found->ai_addrlen;
    freeaddrinfo(found);
    return TNW_OK;
}

static int
open_bound(const struct sockaddr_storage *address, socklen_t len)
{
    int one = 1;
    int zero = 0;
    int fd = socket(address->ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0) {
        return -1;
    }
    bool ok = setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one) == 0;
    if (address->ss_family == AF_INET6) {
        ok = ok && setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &zero, sizeof zero) == 0;
    }
    if (!ok || bind(fd, (const struct sockaddr *)address, len) != 0 || listen(fd, SOMAXCONN) != 0) {
        int reason = errno;
        close(fd);
        errno = reason;
        return -1;
    }
    return fd;
}

static uint16_t
bound_port(int fd)
{
    struct sockaddr_storage address = {0};
    socklen_t len = sizeof address;
    if (getsockname(fd, (struct sockaddr *)&address, &len) != 0) {
        return 0;
    }
    in_port_t port; /* at the same place in both families */
    memcpy(&port, (const char *)&address + offsetof(struct sockaddr_in, sin_port), sizeof port);
    return ntohs(port);
}

enum tnw_err
listen_open(const char *address, uint16_t *port, bool loopback_only, int *fd, char where[256])
{
    struct sockaddr_storage resolved = {0};
    socklen_t len = 0;
    if (resolve(address, *port, &resolved, &len) != TNW_OK) {
        snprintf(where, 256, "%.200s: not a numeric address", address);
        return TNW_E_CONFIGURATION;
    }
    if (loopback_only && !is_loopback(&resolved)) {
        snprintf(where, 256, "%.200s: must be a loopback address", address);
        return TNW_E_CONFIGURATION;
    }
    *fd = open_bound(&resolved, len);
    if (*fd < 0) {
        snprintf(where, 256, "cannot listen on %.150s port %u: %s", address, (unsigned)*port, strerror(errno));
        return TNW_E_IO;
    }
    *port = bound_port(*fd);
    return TNW_OK;
}

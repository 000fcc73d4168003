/* A disk that does not keep what it was told: one bit of each writev() to the file whose path ends in TNW_SPOIL. */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

static int
is_spoilt(int fd)
{
    const char *name = getenv("TNW_SPOIL");
    char link[64];
    char path[4096];
    (void)snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t len = name == NULL ? -1 : readlink(link, path, sizeof path - 1);
    ssize_t end = name == NULL ? 0 : (ssize_t)strlen(name);
    return len >= end && memcmp(path + (len - end), name, (size_t)end) == 0;
}

ssize_t
writev(int fd, const struct iovec *parts, int count)
{
    static ssize_t (*real)(int fd, const struct iovec *parts, int count);
    struct iovec spoilt[2];
    if (real == NULL) {
        *(void **)&real = dlsym(RTLD_NEXT, "writev");
    }
    char *copy = count == 2 && parts[1].iov_len > 0 && is_spoilt(fd) ? malloc(parts[1].iov_len) : NULL;
    if (copy == NULL) {
        return real(fd, parts, count);
    }
    memcpy(copy, parts[1].iov_base, parts[1].iov_len);
    copy[parts[1].iov_len / 2] ^= 1;
    spoilt[0] = parts[0];
    spoilt[1] = (struct iovec){.iov_base = copy, .iov_len = parts[1].iov_len};
    ssize_t n = real(fd, spoilt, 2);
    free(copy);
    return n;
}

#include "http/guard/linger.h"

#include <fcntl.h>
#include <stdbool.h>
#include <sys/socket.h>
#include <unistd.h>

#include "http/guard/deadline.h"

/* A few round trips of a slow line. */
#define LINGER_MS 1000

void
linger_init(struct linger_list *list)
{
    pthread_mutex_init(&list->lock, NULL);
    for (int i = 0; i < LIMIT_LINGERING; i++) {
        list->place[i].fd = -1;
    }
}

void
linger_wipe(struct linger_list *list)
{
    linger_sweep(list, INT64_MAX);
    pthread_mutex_destroy(&list->lock);
}

void
linger_add(struct linger_list *list, int fd, int64_t now)
{
    pthread_mutex_lock(&list->lock);
    for (int i = 0; i < LIMIT_LINGERING; i++) {
        if (list->place[i].fd < 0) {
            list->place[i].fd = fcntl(fd, F_DUPFD_CLOEXEC, 0);
            list->place[i].until = deadline_after(now, LINGER_MS);
            (void)shutdown(fd, SHUT_WR);
            break;
        }
    }
    pthread_mutex_unlock(&list->lock);
}

/* Reads past what has come; true once the peer is gone. */
static bool
peer_is_gone(int fd)
{
    char waste[16384];
    ssize_t n = recv(fd, waste, sizeof waste, MSG_DONTWAIT);
    return n == 0;
}

void
linger_sweep(struct linger_list *list, int64_t now)
{
    pthread_mutex_lock(&list->lock);
    for (int i = 0; i < LIMIT_LINGERING; i++) {
        int fd = list->place[i].fd;
        if (fd >= 0 && (peer_is_gone(fd) || now >= list->place[i].until)) {
            close(fd);
            list->place[i].fd = -1;
        }
    }
    pthread_mutex_unlock(&list->lock);
}

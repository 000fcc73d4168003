#include "http/connection.h"

#include <stdlib.h>
#include <sys/socket.h>

#include "base/limits.h"
#include "http/deadline.h"
#include "http/http.h"

void
connection_list_init(struct connection_list *list)
{
    pthread_mutex_init(&list->lock, NULL);
    list->first = NULL;
    atomic_init(&list->count, 0);
}

void
connection_list_wipe(struct connection_list *list)
{
    pthread_mutex_destroy(&list->lock);
}

struct connection *
connection_new(struct http *http, int fd)
{
    struct connection *connection = calloc(1, sizeof *connection);
    if (connection == NULL) {
        return NULL;
    }
    connection->http = http;
    connection->fd = fd;
    atomic_init(&connection->deadline, deadline_after(clock_monotonic_ms(), LIMIT_HANDSHAKE_MS));
    struct connection_list *list = &http->connections;
    pthread_mutex_lock(&list->lock);
    connection->next = list->first;
    if (list->first != NULL) {
        list->first->prev = connection;
    }
    list->first = connection;
    pthread_mutex_unlock(&list->lock);
    atomic_fetch_add(&list->count, 1);
    return connection;
}

static void
unlink_connection(struct connection_list *list, struct connection *connection)
{
    pthread_mutex_lock(&list->lock);
    if (connection->next != NULL) {
        connection->next->prev = connection->prev;
    }
    if (connection->prev != NULL) {
        connection->prev->next = connection->next;
    } else {
        list->first = connection->next;
    }
    pthread_mutex_unlock(&list->lock);
    atomic_fetch_sub(&list->count, 1);
}

void
connection_free(struct connection **connection)
{
    if (*connection == NULL) {
        return;
    }
    unlink_connection(&(*connection)->http->connections, *connection);
    tls_release(&(*connection)->tls);
    bytes_wipe(&(*connection)->peer, sizeof(*connection)->peer);
    free(*connection);
    *connection = NULL;
}

unsigned
connection_cut_late(struct connection_list *list, int64_t now)
{
    unsigned cut = 0;
    pthread_mutex_lock(&list->lock);
    for (struct connection *c = list->first; c != NULL; c = c->next) {
        if (deadline_passed(atomic_load(&c->deadline), now)) {
            shutdown(c->fd, SHUT_RDWR);
            atomic_store(&c->deadline, DEADLINE_NONE);
            cut++;
        }
    }
    pthread_mutex_unlock(&list->lock);
    return cut;
}

/*
 * What code that has taken the server over would try, and what the server itself must be able to do.
 */
#ifndef TNW_TESTS_CONFINE_ATTEMPTS_H
#define TNW_TESTS_CONFINE_ATTEMPTS_H

#include <stdbool.h>
#include <sys/types.h>

enum { CONFINE_PATH = 256 };

/* What there is before, as in the server: folders etc, tls, pki, data, state of the configuration and home beside them.
 * Sockets stand for those of the listeners, and for a peer's. */
struct scene {
    const char *place;
    pid_t parent;
    int unbound;
    int pair[2];
};

/* What confines it: Landlock (READING: not in a build with sanitizers), or seccomp (OWN_CALLS: not there). */
enum need { FILES, READING, CALLS, OWN_CALLS };

struct attempt {
    const char *what;
    bool (*try)(const struct scene *scene); /* whether it could be done */
    bool allowed;
    enum need need;
};

/* Ends with one whose what is NULL. */
extern const struct attempt confine_attempts[];

/* Writes the path of a name in the scene; returns it. */
char *confine_path(const struct scene *scene, char path[CONFINE_PATH], const char *name);

#endif

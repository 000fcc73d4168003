/*
 * What the server gives up, so that whoever takes it over has little: other processes cannot look into it, it gains no
 * privilege, it reaches only the files and ports of its configuration, and of the kernel only what it uses. Each part
 * counts where the kernel has it.
 */
#ifndef TNW_APP_CONFINE_CONFINE_H
#define TNW_APP_CONFINE_CONFINE_H

#include <stdbool.h>

#include "app/config.h"

struct confinement {
    bool undumpable; /* no debugger of the same user, no core file */
    bool no_new_privileges;
    int landlock; /* version of its interface; 0: it is not there */
    bool calls;   /* system calls are on a list */
};

/* Before any key is read; for all commands. */
void confine_process(void);

/* Has the memory that a server's keys will lie in made and locked. Says what is in the way, for the log and for
 * check-config; NULL: nothing is. */
const char *confine_memory(void);

/* Before there are threads, once all that is not named below is open. From here on it can read the files that a
 * reload reads, also when others have been put in their place, write below the data folder and beside audit-state,
 * listen on its ports, and start threads. file: the configuration's own. strict: a system call that nobody thought of
 * ends the process, so that tests find it; else it is as if the kernel did not have it, and a library can do without.
 */
void confine_serving(struct confinement *out, const struct config *config, const char *file, bool strict);

/* Once all threads run and all listeners are open: no further ones. */
void confine_served(struct confinement *confinement);

#endif

/*
 * seccomp (through libseccomp, where the build has it): of which system calls the process may make use. A call that no
 * honest way leads to ends the process and says so in the log.
 */
#ifndef TNW_APP_CONFINE_CONFINE_CALLS_H
#define TNW_APP_CONFINE_CONFINE_CALLS_H

#include <stdbool.h>

/* For the calling thread and those that it starts. strict: all calls that are not on the list end the process; else
 * most are as if the kernel did not have them. false: the calls are not confined. */
bool confine_calls_to_start(bool strict);
/* For all threads, after confine_calls_to_start: no further threads, no internet sockets, no listeners. false: this is
 * not confined. */
bool confine_calls_to_serve(void);

#endif

/*
 * Landlock (Linux 5.13): which files and TCP ports the process and its threads may reach.
 */
#ifndef TNW_APP_CONFINE_CONFINE_FILES_H
#define TNW_APP_CONFINE_CONFINE_FILES_H

#include "app/config.h"

/* For the calling thread and those that it starts; file: the configuration's own. What is open stays open. Returns the
 * version of the kernel's interface that was used; 0: nothing is confined. */
int confine_files(const struct config *config, const char *file);

#endif

/*
 * Places at which a test can end the process, as kill -9 or a power cut would. In a release there are none.
 */
#ifndef TNW_BASE_STOP_H
#define TNW_BASE_STOP_H

/* Ends the process if the environment says TNW_STOP_AT=name; in a release it does nothing. */
void stop_here(const char *name);

#endif

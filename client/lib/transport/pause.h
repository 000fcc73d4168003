/*
 * Waiting between tries.
 */
#ifndef TNW_LIB_PAUSE_H
#define TNW_LIB_PAUSE_H

/* Returns how long to wait after that many tries: doubling, half of it random, so that many clients of a restarted
 * server do not come back in step. */
int pause_backoff_ms(unsigned tries);

void pause_ms(int ms);

#endif

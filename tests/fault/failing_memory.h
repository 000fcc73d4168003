/*
 * An allocator that fails when it is told to: that of the whole process, so that it is ours, jansson's, OpenSSL's and
 * libc's.
 */
#ifndef TNW_TESTS_FAULT_FAILING_MEMORY_H
#define TNW_TESTS_FAULT_FAILING_MEMORY_H

#include <stdbool.h>

/* The n-th allocation from now on fails, whichever thread makes it; 0: none does. */
void failing_memory_arm(unsigned long nth);
/* Returns whether one failed; and no further one does. */
bool failing_memory_disarm(void);

#endif

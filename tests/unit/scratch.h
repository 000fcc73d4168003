/* A folder that is gone after the test. */
#ifndef TNW_TESTS_SCRATCH_H
#define TNW_TESTS_SCRATCH_H

#define SCRATCH_PATH 64

/* Makes an empty folder of mode 0700; ends the test when it cannot. */
void scratch_make(char path[SCRATCH_PATH]);
void scratch_remove(const char *path);

#endif

/*
 * A result of the library: zeroed bytes for the caller to see, in front of them an arena for what they point at.
 */
#ifndef TNW_LIB_RESULT_H
#define TNW_LIB_RESULT_H

#include "base/arena.h"

/* NULL: no memory. */
void *result_new(size_t size);
struct arena *result_arena(void *result);
/* Wipes it, and what it points at. May be NULL. */
void result_free(void *result);

#endif

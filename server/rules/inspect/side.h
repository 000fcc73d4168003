/*
 * How large a picture may be.
 */
#ifndef TNW_RULES_INSPECT_SIDE_H
#define TNW_RULES_INSPECT_SIDE_H

#include <stdint.h>

/* Returns why a picture of those pixels is none, or too large; or NULL. */
const char *side_fault(uint32_t width, uint32_t height);

#endif

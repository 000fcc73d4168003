/*
 * What the inspection says of bytes as a whole and in pieces, which must be the same.
 */
#ifndef TNW_TESTS_FUZZ_INSPECT_SPLIT_H
#define TNW_TESTS_FUZZ_INSPECT_SPLIT_H

#include "rules/inspect/inspect.h"

/* Ends the process when two ways of cutting the file differ. */
void inspect_split(enum media media, struct slice file);

#endif

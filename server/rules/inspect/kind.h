/*
 * What each kind of file gives to the inspection: a state that takes the bytes in their order. Each fault depends on
 * the bytes before it alone, so that it is the same in whatever pieces they come.
 */
#ifndef TNW_RULES_INSPECT_KIND_H
#define TNW_RULES_INSPECT_KIND_H

#include "base/bytes.h"

struct kind {
    size_t state; /* bytes of its state, which begins as zeros */
    const char *(*begin)(void *state, uint64_t size);
    const char *(*take)(void *state, struct slice bytes);
    const char *(*end)(void *state);
    void (*wipe)(void *state); /* what the state holds beside itself */
};

extern const struct kind kind_pdf;
extern const struct kind kind_jpeg;
extern const struct kind kind_png;

#endif

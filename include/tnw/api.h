/*
 * What every public header of libtnw starts with.
 */
#ifndef TNW_API_H
#define TNW_API_H

#include <stddef.h>
#include <stdint.h>

#include "tnw/error.h"

/* The library hides all symbols but those marked so. */
#define TNW_API __attribute__((visibility("default")))

#ifdef __cplusplus
#define TNW_BEGIN extern "C" {
#define TNW_END }
#else
#define TNW_BEGIN
#define TNW_END
#endif

/*
 * A list of texts: pointers to NUL-terminated UTF-8, the last one NULL. In an input an absent list is NULL; in an
 * output it never is. Example: .roles = (const char *const[]){"huisarts", NULL}
 */
typedef const char *const *tnw_texts;

/* Where a list goes on. limit: how many items at most, 1 to 200, 0 for the server's default (50); after: the `next` of
 * the list before, NULL to begin. */
struct tnw_page {
    unsigned limit;
    const char *after;
};

#endif

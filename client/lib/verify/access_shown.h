/*
 * Whether a line of the access log says what the record says.
 */
#ifndef TNW_LIB_ACCESS_SHOWN_H
#define TNW_LIB_ACCESS_SHOWN_H

#include <jansson.h>

/* In: access, an item of the access log; record: its record. Returns the first member of the item that differs, static;
 * NULL: none. Names of people and explaining texts are not in records, and not looked at. */
const char *access_shown_differs(const json_t *access, const json_t *record);

#endif

/*
 * The name that a file has for people: one that every system can keep as it is, that looks like what it is, and that
 * is no path, no option and no device.
 */
#ifndef TNW_BASE_FILE_NAME_H
#define TNW_BASE_FILE_NAME_H

#include <stdbool.h>

#include "base/domain/media.h"

/* What is wrong with a name, UTF-8, as words behind it: "begins with a dot"; NULL: nothing. */
const char *file_name_fault(const char *name);
/* Whether its ending is one of the media's: .pdf, .jpg or .jpeg, .png, in letters of any size. */
bool file_name_ends(const char *name, enum media media);

#endif

/*
 * The directory as a table: all fiches by their refs, or which service works for which employer. Of one store, or of
 * two that hold the same, it is the same to the byte.
 */
#ifndef TNW_APP_DIRECTORY_DIRECTORY_EXPORT_H
#define TNW_APP_DIRECTORY_DIRECTORY_EXPORT_H

#include <stdio.h>

#include "app/config.h"
#include "service/core/call.h"

struct directory_export {
    const struct world *world;
    bool employers;    /* those, and no fiches */
    bool professional; /* that level too: it names persons */
    bool json;         /* an array with a row a line; otherwise CSV */
    bool excel;        /* CSV that a spreadsheet opens where the comma stands in numbers */
    FILE *out;
};

TNW_MUST_CHECK enum tnw_err directory_export_run(const struct directory_export *export, char where[CONFIG_WHERE]);

#endif

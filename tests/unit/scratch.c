#include "scratch.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int
remove_one(const char *path, const struct stat *st, int type, struct FTW *where)
{
    (void)st;
    (void)type;
    (void)where;
    return remove(path);
}

void
scratch_make(char path[SCRATCH_PATH])
{
    (void)snprintf(path, SCRATCH_PATH, "/tmp/tnw-test-XXXXXX");
    if (mkdtemp(path) == NULL) {
        perror(path);
        abort();
    }
}

void
scratch_remove(const char *path)
{
    if (nftw(path, remove_one, 8, FTW_DEPTH | FTW_PHYS) != 0) {
        perror(path);
        abort();
    }
}

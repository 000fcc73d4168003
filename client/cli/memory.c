#include "memory.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "report.h"

static void *
allocate(size_t size)
{
    void *made = malloc(size);
    if (made == NULL && size > 0) {
        fputs("tnw: out of memory\n", stderr); /* unbuffered */
        _exit(REPORT_LOCAL);
    }
    return made;
}

void
memory_ends_the_program(void)
{
    json_set_alloc_funcs(allocate, free);
}

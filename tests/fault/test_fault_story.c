/* The story that the faults are played in reaches every operation of the table. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fault/fault_story.h"

/* A new operation is covered, or this fails. */
static void
story_reaches_every_operation(void **state)
{
    (void)state;
    const char *hole = fault_story_hole();
    if (hole != NULL) {
        fail_msg("no step of the story reaches %s", hole);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(story_reaches_every_operation)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

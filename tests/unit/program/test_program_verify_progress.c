/* How far a verification is, as an event a line every five seconds, and seldomer nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app/verify/verify_progress.h"

#define EVERY_MS 5000

/* What is told of it on stderr, which is no terminal then. */
static void
tell_into(struct verify_progress *progress, uint64_t done, uint64_t total, char *out, size_t room)
{
    FILE *file = tmpfile();
    int kept = dup(STDERR_FILENO);
    assert_true(file != NULL && kept >= 0 && dup2(fileno(file), STDERR_FILENO) >= 0);
    verify_progress_tell(progress, done, total);
    assert_true(dup2(kept, STDERR_FILENO) >= 0);
    (void)close(kept);
    rewind(file);
    out[fread(out, 1, room - 1, file)] = 0;
    (void)fclose(file);
}

static void
an_event_says_how_far_it_is_and_how_long_it_takes(void **state)
{
    struct verify_progress progress = {.events = true};
    char said[256];
    (void)state;
    verify_progress_begin(&progress, 0);
    progress.terminal = false;
    tell_into(&progress, 100, 1100, said, sizeof said);
    assert_string_equal(said, "");
    progress.told -= EVERY_MS;
    progress.since -= 10 * EVERY_MS;
    tell_into(&progress, 600, 1100, said, sizeof said);
    assert_string_equal(said, "event=verify_progress percent=54 done=600 total=1100 seconds_left=50\n");
    tell_into(&progress, 700, 1100, said, sizeof said);
    assert_string_equal(said, "");
    progress.events = false;
    progress.told -= EVERY_MS;
    tell_into(&progress, 800, 1100, said, sizeof said);
    assert_string_equal(said, "");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_event_says_how_far_it_is_and_how_long_it_takes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

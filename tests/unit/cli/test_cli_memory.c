#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "memory.h"
#include "report.h"

#define TOO_LARGE 1000

void *__real_malloc(size_t size);
void *__wrap_malloc(size_t size);

void *
__wrap_malloc(size_t size)
{
    return size > TOO_LARGE ? NULL : __real_malloc(size);
}

/* Its exit status; 0 when it could read a text with a string of that length. */
static int
reads_a_string_of(size_t len)
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        char text[2 * TOO_LARGE];
        memset(text, 'x', sizeof text);
        memcpy(text, "[\"", 2);
        memcpy(text + 2 + len, "\"]", 2);
        memory_ends_the_program();
        _exit(json_loadb(text, len + 4, 0, NULL) != NULL ? 0 : 100);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void
the_program_ends_where_jansson_would_go_on_without_memory(void **state)
{
    (void)state;
    assert_int_equal(reads_a_string_of(100), 0);
    assert_int_equal(reads_a_string_of(TOO_LARGE), REPORT_LOCAL);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_program_ends_where_jansson_would_go_on_without_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

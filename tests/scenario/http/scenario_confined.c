/* The running server has given up what the unit test of confinement says, in each of its threads. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scenario/house.h"
#include "scenario/house_test.h"

/* Whether the server's log says that it got this. */
static bool
is_told(const struct house *house, const char *what)
{
    char *text = sandbox_read_file(sandbox_text(&house->sandbox, "log"));
    const char *at = strstr(text, "event=confined ");
    assert_non_null(at);
    const char *found = strstr(at, what);
    bool told = found != NULL && found < strchr(at, '\n');
    free(text);
    return told;
}

/* proc(5): Seccomp is 2 under a filter. */
static void
expect_confined(const struct house *house, const char *thread)
{
    char path[300];
    (void)snprintf(path, sizeof path, "/proc/%d/task/%s/status", (int)house->sandbox.server, thread);
    char *text = sandbox_read_file(path);
    assert_non_null(strstr(text, "\nNoNewPrivs:\t1\n"));
    if (is_told(house, "system_calls=yes")) {
        assert_non_null(strstr(text, "\nSeccomp:\t2\n"));
    } else {
        print_message("  skipped: this kernel or build has no seccomp\n");
    }
    free(text);
}

static void
each_thread_is_confined(void **state)
{
    struct house *house = *state;
    char path[64];
    size_t count = 0;
    (void)snprintf(path, sizeof path, "/proc/%d/task", (int)house->sandbox.server);
    DIR *threads = opendir(path);
    assert_non_null(threads);
    for (const struct dirent *entry = readdir(threads); entry != NULL; entry = readdir(threads)) {
        if (entry->d_name[0] != '.') {
            expect_confined(house, entry->d_name);
            count++;
        }
    }
    closedir(threads);
    assert_true(count > 4);
    assert_true(is_told(house, "no_new_privileges=yes"));
    house_expect(house, house_wire(house, "huisarts"),
                 &(struct ask){.actor = "huisarts", .method = "GET", .path = "/v1/me"}, 200, "");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_thread_is_confined),
    };
    return cmocka_run_group_tests(tests, house_setup, house_teardown);
}

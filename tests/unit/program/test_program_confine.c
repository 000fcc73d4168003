/* Who has taken the server over: code that runs in a process confined like it tries what it may and what it may not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/confine/confine.h"
#include "base/file.h"
#include "confine_attempts.h"
#include "unit/scratch.h"

enum { DONE = 10, REFUSED = 11 };

static char folder[SCRATCH_PATH];
static const struct scene outside = {.place = folder};
static struct config config;
static struct confinement possible; /* on this machine */

static void
put(const char *name, const char *text)
{
    char path[CONFINE_PATH];
    assert_int_equal(file_replace(confine_path(&outside, path, name), slice_str(text)), TNW_OK);
}

static bool
is_possible(enum need need)
{
#ifdef TNW_SANITIZED /* their runtime reads files and makes calls of its own */
    if (need == READING || need == OWN_CALLS) {
        return false;
    }
#endif
    return need == FILES || need == READING ? possible.landlock > 0 : possible.calls;
}

/* In a process of its own: as serve does it. go: what is read from it tells that files were replaced. */
static void
be_confined(const struct attempt *attempt, bool strict, int go, int told)
{
    struct scene scene = {.place = folder, .parent = getppid(), .unbound = socket(AF_INET, SOCK_STREAM, 0)};
    struct confinement is;
    char path[CONFINE_PATH];
    char byte;
    bool ready = scene.unbound >= 0 && socketpair(AF_UNIX, SOCK_STREAM, 0, scene.pair) == 0;
    confine_process();
    confine_serving(&is, &config, confine_path(&outside, path, "etc/tnwd.conf"), strict);
    confine_served(&is);
    ready = ready && write(told, &is, sizeof is) == sizeof is && read(go, &byte, 1) == 1;
    _exit(!ready ? EXIT_FAILURE : attempt == NULL || attempt->try(&scene) ? DONE : REFUSED);
}

/* Returns how it ended: DONE, REFUSED, or another status or signal. */
static int
try_confined(const struct attempt *attempt, bool strict, struct confinement *is)
{
    int go[2];
    int told[2];
    int status = 0;
    assert_int_equal(pipe(go), 0);
    assert_int_equal(pipe(told), 0);
    pid_t child = fork();
    if (child == 0) {
        be_confined(attempt, strict, go[0], told[1]);
    }
    assert_true(child > 0);
    close(told[1]);
    ssize_t got = read(told[0], is, sizeof *is);
    put("tls/server.pem", "another");
    put("pki/crl.pem", "another");
    assert_int_equal(write(go[1], "x", 1), 1);
    assert_int_equal(waitpid(child, &status, 0), child);
    close(told[0]);
    close(go[0]);
    close(go[1]);
    assert_int_equal(got, sizeof *is);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static int
make_place(void **state)
{
    (void)state;
    static const char *const folders[] = {"etc", "tls", "pki", "data", "state", "home"};
    char path[CONFINE_PATH];
    scratch_make(folder);
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
        assert_int_equal(mkdir(confine_path(&outside, path, folders[i]), 0700), 0);
    }
    put("etc/tnwd.conf", "a");
    put("tls/server.pem", "a");
    put("pki/crl.pem", "a");
    put("home/notes", "a");
    put("data/journal", "a");
    put("state/audit-state", "a");
    assert_int_equal(symlink("../pki/crl.pem", confine_path(&outside, path, "tls/crl.pem")), 0);
    (void)confine_path(&outside, config.tls_certificate, "tls/server.pem");
    (void)confine_path(&outside, config.tls_crl, "tls/crl.pem");
    (void)confine_path(&outside, config.store_path, "data");
    (void)confine_path(&outside, config.audit_state, "state/audit-state");
    assert_int_equal(try_confined(NULL, true, &possible), DONE);
    return 0;
}

static int
remove_place(void **state)
{
    (void)state;
    scratch_remove(folder);
    return 0;
}

static void
nobody_looks_into_the_process_and_it_gains_nothing(void **state)
{
    (void)state;
    assert_true(possible.no_new_privileges);
#ifndef TNW_SANITIZED
    assert_true(possible.undumpable);
#endif
}

/* In a release, and where tests are to find what is missing from the list of system calls. */
static void
expect_end(const struct attempt *attempt, bool strict)
{
    struct confinement is;
    int end = try_confined(attempt, strict, &is);
    assert_int_equal(is.landlock, possible.landlock);
    assert_int_equal(is.calls, possible.calls);
    if (end == EXIT_FAILURE || (end == DONE) != attempt->allowed) {
        fail_msg("%s%s: ended with %d", attempt->what, strict ? "" : " in a release", end);
    }
}

static void
it_does_its_work_and_nothing_else(void **state)
{
    (void)state;
    for (const struct attempt *attempt = confine_attempts; attempt->what != NULL; attempt++) {
        if (is_possible(attempt->need)) {
            expect_end(attempt, true);
            expect_end(attempt, false);
        } else {
            print_message("  skipped, this machine or build does not confine it: %s\n", attempt->what);
        }
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nobody_looks_into_the_process_and_it_gains_nothing),
        cmocka_unit_test(it_does_its_work_and_nothing_else),
    };
    return cmocka_run_group_tests(tests, make_place, remove_place);
}

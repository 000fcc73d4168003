/* Memory for keys is locked, left out of dumps and of children, guarded, and wiped when it is given back. */
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "crypto/secret.h"

/* What /proc/self/smaps says of the mapping of an address: proc(5), VmFlags. */
static void
flags_of(const void *address, char out[256])
{
    char line[512];
    bool inside = false;
    FILE *file = fopen("/proc/self/smaps", "re");
    assert_non_null(file);
    out[0] = 0;
    while (fgets(line, sizeof line, file) != NULL) {
        unsigned long from;
        unsigned long to;
        if (sscanf(line, "%lx-%lx ", &from, &to) == 2) {
            inside = from <= (unsigned long)address && (unsigned long)address < to;
        } else if (inside && strncmp(line, "VmFlags:", 8) == 0) {
            (void)snprintf(out, 256, "%.255s", line + 8);
        }
    }
    fclose(file);
}

static void
it_is_locked_and_left_out_of_dumps(void **state)
{
    (void)state;
    char flags[256];
    void *secret = secret_new(100);
    assert_non_null(secret);
    flags_of(secret, flags);
    assert_non_null(strstr(flags, " lo"));
    assert_non_null(strstr(flags, " dd"));
    assert_true(secret_is_locked());
    secret_free(secret, 100);
}

static void
it_is_zero_and_wiped_when_given_back(void **state)
{
    (void)state;
    static const uint8_t zeros[SECRET_MAX];
    uint8_t *secret = secret_new(SECRET_MAX);
    assert_memory_equal(secret, zeros, SECRET_MAX);
    memset(secret, 0xA5, SECRET_MAX);
    secret_free(secret, SECRET_MAX);
    assert_memory_equal(secret, zeros, SECRET_MAX); /* the page stays */
}

static void
two_never_overlap(void **state)
{
    (void)state;
    enum { COUNT = 200 };
    static const size_t sizes[] = {1, 1024, 1025, 3000, SECRET_MAX};
    static uint8_t *made[COUNT];
    srandom(7);
    for (int round = 0; round < 5; round++) {
        for (size_t i = 0; i < COUNT; i++) {
            size_t size = sizes[i % 5];
            if (made[i] == NULL && random() % 2 == 0) {
                made[i] = secret_new(size);
                memset(made[i], (int)i + 1, size);
            }
        }
        for (size_t i = 0; i < COUNT; i++) {
            size_t size = sizes[i % 5];
            for (size_t at = 0; made[i] != NULL && at < size; at++) {
                assert_int_equal(made[i][at], (uint8_t)(i + 1));
            }
            if (made[i] != NULL && (round == 4 || random() % 2 == 0)) {
                secret_free(made[i], size);
                made[i] = NULL;
            }
        }
    }
}

static void
what_is_too_long_is_refused(void **state)
{
    (void)state;
    assert_null(secret_new(SECRET_MAX + 1));
    assert_null(secret_new(0));
    secret_free(NULL, 1);
}

/* Runs it in a child; returns how that ended. */
static int
in_a_child(void (*run)(uint8_t *secret), uint8_t *secret)
{
    int status = 0;
    pid_t child = fork();
    if (child == 0) {
        const struct rlimit none = {0, 0};
        (void)setrlimit(RLIMIT_CORE, &none);
        (void)freopen("/dev/null", "w", stderr); /* what a sanitizer says of it */
        (void)signal(SIGSEGV, SIG_DFL);          /* cmocka would go on with the next test */
        (void)signal(SIGABRT, SIG_DFL);
        run(secret);
        _exit(0);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    return status;
}

static void
expect_zero(uint8_t *secret)
{
    _exit(secret[0] == 0 ? 17 : 18);
}

static void
a_child_does_not_have_it(void **state)
{
    (void)state;
    uint8_t *secret = secret_new(32);
    secret[0] = 1;
    int status = in_a_child(expect_zero, secret);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 17);
    secret_free(secret, 32);
}

static void
walk_off(uint8_t *secret)
{
    for (volatile uint8_t *at = secret; at < secret + ((size_t)1 << 20); at++) {
        *at = 1;
    }
}

static void
a_guard_is_behind_it(void **state)
{
    (void)state;
    uint8_t *secret = secret_new(32);
    int status = in_a_child(walk_off, secret);
    assert_false(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    secret_free(secret, 32);
}

static void
free_twice(uint8_t *secret)
{
    secret_free(secret, 32);
    secret_free(secret, 32);
}

static void
giving_back_twice_ends_the_process(void **state)
{
    (void)state;
    uint8_t *secret = secret_new(32);
    int status = in_a_child(free_twice, secret);
    assert_true(WIFSIGNALED(status) || WEXITSTATUS(status) != 0);
    secret_free(secret, 32);
}

/* Root may lock what it likes: as somebody else. */
static void
lock_nothing(uint8_t *secret)
{
    const struct rlimit none = {0, 0};
    (void)secret;
    bool is_limited = setrlimit(RLIMIT_MEMLOCK, &none) == 0 && (geteuid() != 0 || setuid(65534) == 0);
    uint8_t *fresh = secret_reserve((size_t)1 << 20) == TNW_OK ? secret_new(SECRET_MAX) : NULL;
    bool works = fresh != NULL;
    for (size_t i = 0; works && i < SECRET_MAX; i++) {
        fresh[i] = 1;
    }
    _exit(!is_limited ? 21 : !works ? 22 : secret_is_locked() ? 23 : 20);
}

static void
without_leave_to_lock_it_works_and_says_so(void **state)
{
    (void)state;
    int status = in_a_child(lock_nothing, NULL);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 20);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_locked_and_left_out_of_dumps),
        cmocka_unit_test(it_is_zero_and_wiped_when_given_back),
        cmocka_unit_test(two_never_overlap),
        cmocka_unit_test(what_is_too_long_is_refused),
        cmocka_unit_test(a_child_does_not_have_it),
        cmocka_unit_test(a_guard_is_behind_it),
        cmocka_unit_test(giving_back_twice_ends_the_process),
        cmocka_unit_test(without_leave_to_lock_it_works_and_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

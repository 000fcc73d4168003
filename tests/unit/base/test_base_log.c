/* The operator's log: one line a call, on stderr. */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/log.h"

/* stderr as a pipe between these two calls. */
struct capture {
    int saved;
    int read_end;
};

static struct capture
capture_start(void)
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    struct capture capture = {.saved = dup(STDERR_FILENO), .read_end = ends[0]};
    assert_true(dup2(ends[1], STDERR_FILENO) >= 0);
    (void)close(ends[1]);
    return capture;
}

static size_t
capture_end(const struct capture *capture, char *out, size_t size)
{
    assert_true(dup2(capture->saved, STDERR_FILENO) >= 0);
    (void)close(capture->saved);
    size_t len = 0;
    ssize_t n;
    while (len < size - 1 && (n = read(capture->read_end, out + len, size - 1 - len)) > 0) {
        len += (size_t)n;
    }
    (void)close(capture->read_end);
    out[len] = 0;
    return len;
}

static void
each_level_has_its_line_and_journald_priority(void **state)
{
    (void)state;
    char text[4096];
    const struct log log = {LOG_LEVEL_DEBUG};
    struct capture capture = capture_start();
    log_event(&log, LOG_LEVEL_ERROR, "one", "n=%d", 1);
    log_event(&log, LOG_LEVEL_WARNING, "two", "n=%d", 2);
    log_event(&log, LOG_LEVEL_INFO, "three", "n=%d", 3);
    log_event(&log, LOG_LEVEL_DEBUG, "four", "n=%d", 4);
    (void)capture_end(&capture, text, sizeof text);
    assert_string_equal(text, "<3>level=error event=one n=1\n<4>level=warning event=two n=2\n"
                              "<6>level=info event=three n=3\n<7>level=debug event=four n=4\n");
}

static void
what_is_below_the_level_is_not_written(void **state)
{
    (void)state;
    for (int level = LOG_LEVEL_ERROR; level <= LOG_LEVEL_DEBUG; level++) {
        char text[4096];
        const struct log log = {level};
        struct capture capture = capture_start();
        for (int at = LOG_LEVEL_ERROR; at <= LOG_LEVEL_DEBUG; at++) {
            log_event(&log, (enum log_level)at, "x", "a=b");
        }
        size_t len = capture_end(&capture, text, sizeof text);
        int lines = 0;
        for (size_t i = 0; i < len; i++) {
            lines += text[i] == '\n';
        }
        assert_int_equal(lines, level + 1);
    }
}

static void
a_bug_and_a_peers_fault_have_levels_of_their_own(void **state)
{
    (void)state;
    char text[4096];
    const struct log log = {LOG_LEVEL_INFO};
    struct capture capture = capture_start();
    log_bug(&log, "ours", "a=%d", 1);
    log_peer(&log, "theirs", "a=%d", 2);
    (void)capture_end(&capture, text, sizeof text);
    assert_string_equal(text, "<3>level=error event=ours a=1\n<6>level=info event=theirs a=2\n");
}

static void
a_line_that_is_too_long_is_cut_and_still_one_line(void **state)
{
    (void)state;
    for (int length = 980; length < 5000; length += length < 1020 ? 1 : 1000) {
        char text[8192];
        const struct log log = {LOG_LEVEL_INFO};
        struct capture capture = capture_start();
        log_event(&log, LOG_LEVEL_INFO, "x", "a=%0*d", length, 7);
        size_t len = capture_end(&capture, text, sizeof text);
        assert_true(len <= 1024);
        assert_int_equal(text[len - 1], '\n');
        assert_ptr_equal(strchr(text, '\n'), text + len - 1);
        assert_null(memchr(text, 0, len));
        assert_int_equal(strncmp(text, "<6>level=info event=x a=000", 27), 0);
    }
}

static void *
log_many(void *arg)
{
    for (int i = 0; i < 200; i++) {
        log_event(arg, LOG_LEVEL_INFO, "x", "a=%050d", 0);
    }
    return NULL;
}

/* All together write less than the pipe holds. */
static void
lines_of_many_threads_do_not_mix(void **state)
{
    (void)state;
    static char text[1 << 17];
    struct log log = {LOG_LEVEL_INFO};
    pthread_t threads[3];
    struct capture capture = capture_start();
    for (int i = 0; i < 3; i++) {
        assert_int_equal(pthread_create(&threads[i], NULL, log_many, &log), 0);
    }
    for (int i = 0; i < 3; i++) {
        (void)pthread_join(threads[i], NULL);
    }
    size_t len = capture_end(&capture, text, sizeof text);
    char line[128];
    size_t one = (size_t)snprintf(line, sizeof line, "<6>level=info event=x a=%050d\n", 0);
    assert_int_equal(len, 3 * 200 * one);
    for (size_t at = 0; at < len; at += one) {
        assert_memory_equal(text + at, line, one);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_level_has_its_line_and_journald_priority),
        cmocka_unit_test(what_is_below_the_level_is_not_written),
        cmocka_unit_test(a_bug_and_a_peers_fault_have_levels_of_their_own),
        cmocka_unit_test(a_line_that_is_too_long_is_cut_and_still_one_line),
        cmocka_unit_test(lines_of_many_threads_do_not_mix),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

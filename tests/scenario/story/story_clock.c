#include "story_clock.h"

#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "scenario/house_test.h"

#define FILE_VARIABLE "TNW_TEST_CLOCK"
#define FILE_SIZE 40
#define DAY_MS 86400000LL
#define NOON_MS (11 * 3600000LL) /* in UTC: noon in Belgium, or an hour later */

/* What the kernel says, whatever this program was told. */
static int64_t
true_time(void)
{
    struct timespec now;
    (void)syscall(SYS_clock_gettime, CLOCK_REALTIME, &now);
    return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

static int64_t
noon(const char *text)
{
    day_num day;
    assert_int_equal(date_parse(&day, text), TNW_OK);
    return day * DAY_MS + NOON_MS;
}

static void
write_offsets(const char *path, int64_t wall, int64_t running)
{
    char text[FILE_SIZE + 1];
    (void)snprintf(text, sizeof text, "%-19" PRId64 " %-19" PRId64 "\n", wall, running);
    int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    assert_true(fd >= 0);
    assert_int_equal(pwrite(fd, text, FILE_SIZE, 0), FILE_SIZE);
    (void)close(fd);
}

static void
read_offsets(const char *path, int64_t *wall, int64_t *running)
{
    char *text = sandbox_read_file(path);
    assert_int_equal(sscanf(text, "%" SCNd64 " %" SCNd64, wall, running), 2);
    free(text);
}

static void
forget_clock(void)
{
    (void)unlink(getenv(FILE_VARIABLE));
}

void
story_clock_enter(char **argv, const char *day)
{
    char path[] = "/tmp/tnw-clock.XXXXXX";
    char options[256];
    const char *before = getenv("ASAN_OPTIONS");
    if (getenv(FILE_VARIABLE) != NULL) {
        assert_int_equal(atexit(forget_clock), 0);
        return;
    }
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    (void)close(fd);
    write_offsets(path, noon(day) - true_time(), 0);
    /* Sanitizers want to be loaded first; here they need not. */
    (void)snprintf(options, sizeof options, "%s:verify_asan_link_order=0", before == NULL ? "" : before);
    (void)setenv("ASAN_OPTIONS", options, 1);
    (void)setenv(FILE_VARIABLE, path, 1);
    (void)setenv("LD_PRELOAD", CLOCK_SHIM, 1);
    execv("/proc/self/exe", argv);
    fail_msg("this program does not start again");
}

/* Whether the process stands still. */
static bool
is_stopped(pid_t pid)
{
    char path[64];
    (void)snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
    char *text = sandbox_read_file(path);
    const char *name_end = strrchr(text, ')');
    bool stopped = name_end != NULL && name_end[2] == 'T';
    free(text);
    return stopped;
}

/* While the server stands still, so that it reads no half of a number. */
void
story_clock_go(const struct sandbox *sandbox, const char *day)
{
    const char *path = getenv(FILE_VARIABLE);
    struct timespec moment = {.tv_nsec = 1000000};
    int64_t wall;
    int64_t running;
    read_offsets(path, &wall, &running);
    int64_t ahead = noon(day) - (true_time() + wall);
    assert_true(ahead >= 0);
    assert_int_equal(kill(sandbox->server, SIGSTOP), 0);
    while (!is_stopped(sandbox->server)) {
        nanosleep(&moment, NULL);
    }
    write_offsets(path, wall + ahead, running + ahead);
    assert_int_equal(kill(sandbox->server, SIGCONT), 0);
}

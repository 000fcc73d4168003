/*
 * For LD_PRELOAD: a machine whose clocks a test sets. The file that TNW_TEST_CLOCK names holds two numbers in 40
 * characters: milliseconds by which CLOCK_REALTIME and CLOCK_BOOTTIME are off. time and gettimeofday go with them.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#define FILE_SIZE 40

static const char *offsets;

__attribute__((constructor)) static void
map_offsets(void)
{
    const char *path = getenv("TNW_TEST_CLOCK");
    int fd = path == NULL ? -1 : open(path, O_RDONLY | O_CLOEXEC);
    void *mapped = fd < 0 ? MAP_FAILED : mmap(NULL, FILE_SIZE, PROT_READ, MAP_SHARED, fd, 0);
    if (mapped == MAP_FAILED) {
        abort();
    }
    (void)close(fd);
    offsets = mapped;
}

static void
move(struct timespec *time, long long ms)
{
    long long all = time->tv_sec * 1000LL + time->tv_nsec / 1000000 + ms;
    time->tv_nsec = all % 1000 * 1000000 + time->tv_nsec % 1000000;
    time->tv_sec = all / 1000;
}

int clock_gettime(clockid_t which, struct timespec *time);

int
clock_gettime(clockid_t which, struct timespec *time)
{
    int result = (int)syscall(SYS_clock_gettime, which, time);
    if (result == 0 && offsets != NULL && (which == CLOCK_REALTIME || which == CLOCK_BOOTTIME)) {
        char *end;
        long long wall = strtoll(offsets, &end, 10);
        move(time, which == CLOCK_REALTIME ? wall : strtoll(end, NULL, 10));
    }
    return result;
}

time_t
time(time_t *out)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_REALTIME, &now);
    if (out != NULL) {
        *out = now.tv_sec;
    }
    return now.tv_sec;
}

int gettimeofday(struct timeval *out, void *zone);

int
gettimeofday(struct timeval *out, void *zone)
{
    struct timespec now;
    (void)zone;
    (void)clock_gettime(CLOCK_REALTIME, &now);
    *out = (struct timeval){.tv_sec = now.tv_sec, .tv_usec = now.tv_nsec / 1000};
    return 0;
}

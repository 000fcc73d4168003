#include "pause.h"

#include <errno.h>
#include <sys/random.h>
#include <time.h>

#define FIRST_MS 200U
#define DOUBLINGS_MAX 4U

int
pause_backoff_ms(unsigned tries)
{
    unsigned doublings = tries - 1 < DOUBLINGS_MAX ? tries - 1 : DOUBLINGS_MAX;
    unsigned most = FIRST_MS << doublings;
    unsigned random = 0;
    if (getrandom(&random, sizeof random, 0) < 0) {
        random = 0;
    }
    return (int)(most / 2 + random % (most / 2));
}

void
pause_ms(int ms)
{
    struct timespec left = {.tv_sec = ms / 1000, .tv_nsec = (long)(ms % 1000) * 1000000};
    while (nanosleep(&left, &left) != 0 && errno == EINTR) {
    }
}

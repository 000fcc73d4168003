#include "bench/cpu.h"

#include <time.h>

uint64_t
cpu_used(const struct cpu_pids *pids)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < pids->count; i++) {
        clockid_t clock;
        struct timespec used;
        if (clock_getcpuclockid(pids->pid[i], &clock) == 0 && clock_gettime(clock, &used) == 0) {
            sum += (uint64_t)used.tv_sec * 1000000000 + (uint64_t)used.tv_nsec;
        }
    }
    return sum;
}

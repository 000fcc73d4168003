/*
 * How much processor time others have used.
 */
#ifndef TNW_BENCH_CPU_H
#define TNW_BENCH_CPU_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* A server and its workers: nginx has one for each processor. */
#define CPU_PIDS_MAX 256

struct cpu_pids {
    pid_t pid[CPU_PIDS_MAX];
    size_t count;
};

/* Returns nanoseconds, user and system, of all their threads; what is gone counts nothing. */
uint64_t cpu_used(const struct cpu_pids *pids);

#endif

/*
 * A command of tnwd that is recorded, and the power cut at many moments of it: what it leaves each time is put into a
 * folder and looked at. The folder is a home as `tnwd init` makes it.
 *
 * In the environment: TNW_CUTS: how many cuts; TNW_SEED: which; TNW_KEEP keeps the state.
 */
#ifndef TNW_CRASH_RECORDED_H
#define TNW_CRASH_RECORDED_H

#include <limits.h>

#include "base/bytes.h"
#include "crash/power_disk.h"

#define RECORDED_ARGUMENTS 24

struct recorded {
    char dir[64];
    char home[PATH_MAX];    /* where the command runs */
    char config[PATH_MAX];  /* of home */
    char cut[PATH_MAX];     /* what is left of home at a cut */
    char program[PATH_MAX]; /* tnwd, as it is recorded */
    struct power_disk *disk;
    struct buf recording;
    uint64_t *moments; /* behind each event */
    size_t count;
};

/* A home that was made. */
void recorded_begin(struct recorded *it, const char *name);
void recorded_end(struct recorded *it);
/* One that is there already, in a folder that is the caller's. recorded_free: leaves both. */
void recorded_adopt(struct recorded *it, const char *dir, const char *home);
void recorded_free(struct recorded *it);

/* Runs `tnwd WORDS… --config CONFIG` in the home, not recorded; words end with NULL. It must succeed. */
void recorded_prepare(const struct recorded *it, const char *const *words);
/* The same, recorded. Once. */
void recorded_run(struct recorded *it, const char *const *words);
/* What ends with that status; -1: it is killed. */
void recorded_run_to(struct recorded *it, const char *const *words, int status);

/* The power is cut `cuts` times (TNW_CUTS), and a last time behind the end; look is called for each, with what is left
 * in it->cut. told: when it was, for messages; answered: that was behind the end. */
void recorded_cuts(struct recorded *it, size_t cuts,
                   void (*look)(const struct recorded *it, const char *told, bool answered, void *ctx), void *ctx);

#endif

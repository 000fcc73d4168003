/*
 * A scenario is a const array of labelled steps.
 */
#ifndef SCENARIO_PLAY_H
#define SCENARIO_PLAY_H

#include "house.h"

struct step {
    const char *label;
    struct ask ask;
    int status;
    const char *code; /* of the problem; NULL: no problem */
    struct {
        const char *from; /* JSON pointer, or name of a header */
        const char *name;
    } save[3];
    struct {
        const char *pointer; /* "/items/#" is how many items there are */
        const char *value;   /* with {names}; NULL: the member is not there */
    } is[4];
    const char *lacks;  /* text that the answer must not hold, with {names} */
    const char *ground; /* of the audit record, with {names}; NULL: whatever */
};

#define PLAY(house, steps) play(house, steps, sizeof(steps) / sizeof(steps)[0])

/* Fails the test at the first step that comes out differently, with its label. */
void play(struct house *house, const struct step *steps, size_t count);

#endif

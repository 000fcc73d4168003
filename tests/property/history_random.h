/*
 * What a random history does next, from what its actors have come to know.
 */
#ifndef TNW_HISTORY_RANDOM_H
#define TNW_HISTORY_RANDOM_H

#include "property/history_step.h"

/* Shared by the threads of a history. */
struct stock;

/* dossiers: how many are worked on at a time. */
struct stock *stock_new(unsigned dossiers, day_num today);
void stock_free(struct stock *stock);

/* Any thread. serial: another one for each step of the history. */
struct step stock_next(struct stock *stock, unsigned *seed, unsigned serial);
/* Takes what the answer taught. */
void stock_learn(struct stock *stock, const struct step *step);

#endif

/*
 * A dossier that is erased, and a server that ends dossiers by their term, which a test kills or whose disk loses its
 * power; and what must be right on what is left.
 */
#ifndef TNW_CRASH_ERASING_STAGE_H
#define TNW_CRASH_ERASING_STAGE_H

#include "crash/stage.h"
#include "store/records/erasure/erasure.h"

/* The days of what is opened in 2026 and to which nothing is added. */
#define ERASING_WARNED "2028-12-02"
#define ERASING_ENDS "2029-01-01"

/* A dossier with what a dossier has: somebody who takes part, a fragment, a thread with a message, a consent. */
void erasing_stage_open(struct stage *stage, char dossier[ID_TEXT]);
/* The patient asks for it. Returns whether it was answered; what is answered must be 200. */
bool erasing_stage_ask(struct stage *stage, const char *dossier);
/* Waits until the erasure has come so far. */
void erasing_stage_await(struct stage *stage, const char *dossier, const char *state);

/* `tnwd WORDS… --config` of it; words end with NULL. point: where it is killed, NULL: nowhere. Returns the status. */
int erasing_stage_run(const struct server *server, const char *const *words, const char *point);
/* The server at noon of that day, whatever day it was before: `env` and what it is to be told, for server_start. */
void erasing_stage_day(const struct server *server, const char *day);
extern const char *const erasing_stage_sets[];

/* How it is with a dossier in a store that nobody has open. */
enum erasing_is { ERASING_THERE, ERASING_WAITS, ERASING_IS_EMPTY, ERASING_IS_COMPLETE };

/* `tnwd verify` finds nothing; that it is to be erased its patient was told as often as the log says; and no two of
 * these are true at once. */
enum erasing_is erasing_stage_look(const struct server *server, const char *dossier);
/* How often its patient was told. */
unsigned erasing_stage_warnings(const struct server *server, const char *dossier);

#endif

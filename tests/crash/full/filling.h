/*
 * A store that is filled with large fragments until there is no room. Each of these fails the test when it does not go
 * as it should.
 */
#ifndef TNW_CRASH_FILLING_H
#define TNW_CRASH_FILLING_H

#include "crash/stage.h"

/* Large fragments fill every size used here. */
#define FILLING_MAX 2000

struct filling {
    struct server server;
    struct stage stage;
    char dossier[ID_TEXT];
    char grant[ID_TEXT];                  /* to the arbeidsarts, to read */
    char fragments[FILLING_MAX][ID_TEXT]; /* acknowledged */
    size_t count;
    char engagement[ID_TEXT]; /* that waits for signatures; where a test adds one */
};

/* Opens the dossier, with a participant and the grant. */
void filling_open(struct filling *scene);
/* Returns whether there was a whole answer, which is to be cleared. */
bool filling_add(struct filling *scene, struct peer_answer *answer);
/* Until the server says that it is full, and says so properly. */
void filling_fill(struct filling *scene);
void filling_read(struct filling *scene, enum who who, size_t number, int status);
void filling_read_all(struct filling *scene);
void filling_withdraw(struct filling *scene);
/* Sends a PDF. Returns whether it was taken; else there was no room, which was said properly. Any thread. */
bool filling_send_file(struct filling *scene, struct slice file);
/* There is room again: adds one and reads it. */
void filling_must_work(struct filling *scene);
/* Gives back what the sandbox set aside, as if the disk had always been small. The server does not run. */
void filling_forget_room(const struct server *server);

#endif

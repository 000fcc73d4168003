/*
 * The calls that set a scene; each must succeed, else the test fails.
 */
#ifndef TNW_CRASH_STAGE_H
#define TNW_CRASH_STAGE_H

#include "crash/peer.h"
#include "crash/requests.h"

struct stage {
    const struct server *server;
    struct requests answered; /* of all calls made through the stage; not those for whose record there was no room */
};

/* A sandbox of that name on server, and its end. What lies there is kept with TNW_KEEP. */
void stage_begin(struct stage *stage, struct server *server, const char *name);
void stage_end(struct stage *stage, struct server *server);

/* On a connection of its own. Returns whether there was a whole answer. */
bool stage_ask(struct stage *stage, enum who who, const struct peer_request *request, struct peer_answer *answer);

/* body: NULL for a GET. id: of what was made, at least ID_TEXT; NULL when it does not matter. */
void stage_call(struct stage *stage, enum who who, const char *path, const char *body, char *id);

void stage_open_dossier(struct stage *stage, char id[ID_TEXT]);
/* By the huisarts. role: also the name of the actor. */
void stage_add_participant(struct stage *stage, const char *dossier, enum who who);
/* By the patient, to everybody in that role: fit_note and that action, until that day. */
void stage_grant(struct stage *stage, const char *dossier, enum who role, const char *action, const char *until,
                 char *id);
void stage_start_thread(struct stage *stage, const char *dossier, enum who with, char id[ID_TEXT]);

/* Fails the test with that text unless it is empty. */
void stage_expect_empty(const char *where);

/* Opens the data of a server that does not run, and fails the test unless the log is right and names every request that
 * the stage saw answered. Returns how many records name a request. */
uint64_t stage_check_log(struct stage *stage);

/* Opens the data of a server that does not run, and fails the test unless there are so many files, whole ones, and no
 * part of another. */
void stage_expect_files(const struct server *server, unsigned count);

#endif

/*
 * One tnwd that a test starts, kills and starts again on the same state. The state (certificates, registry, data) is
 * made once by tests/sandbox.sh; after that the program itself is started, so that a signal meets it and no script.
 */
#ifndef TNW_CRASH_SERVER_H
#define TNW_CRASH_SERVER_H

#include <stdbool.h>
#include <sys/types.h>

#include "base/id.h"
#include "store/store.h"

#define SERVER_PATH 256

/* Who is in every sandbox, in the order of server_actors. */
enum who {
    WHO_HUISARTS,
    WHO_HUISARTS2,
    WHO_ADVISEREND_ARTS,
    WHO_ARBEIDSARTS,
    WHO_TNW_COORDINATOR,
    WHO_PATIENT,
    WHO_PATIENT2,
    WHO_BEMIDDELAAR,
    WHO_WERKGEVER,
    WHO_AUDITOR,
    WHO_COUNT
};

struct server {
    char dir[SERVER_PATH];
    char ids[WHO_COUNT][ID_TEXT];
    pid_t pid; /* 0: not running */
    unsigned port;
    unsigned restarts;
};

struct server_start {
    const char *const *sets;   /* section.key=value, NULL-terminated; NULL for none */
    const char *const *prefix; /* a command that runs the server, NULL-terminated; NULL for none */
    unsigned long file_limit;  /* RLIMIT_FSIZE in bytes; 0 for none */
    const char *program;       /* another one than tnwd, below the folder of programs; NULL for that */
};

const char *server_name(enum who who);
const char *server_niss(enum who who);

/* All of these print what went wrong and end the test program when the machine does not play along. */

/* Makes a fresh state below the folder for temporary files. name: of the test. */
void server_prepare(struct server *server, const char *name);
/* Starts and waits until it answers. start: NULL for plain. */
void server_start(struct server *server, const struct server_start *start);
/* The process ends at once, wherever it is. */
void server_kill(struct server *server);
/* SIGTERM. Returns the exit status, which a leak makes other than 0; -1: ended by a signal. */
int server_stop(struct server *server);
/* Waits until it ends by itself. Returns its exit status, -1: ended by a signal, -2: still there after that many
 * seconds (it is then killed). */
int server_wait(struct server *server, unsigned seconds);
/* Removes the state, unless keep or TNW_KEEP is set: then says where it is. */
void server_remove(struct server *server, bool keep);

/* Runs another program, silently. Returns its exit status, -1: ended by a signal. */
int server_run(const char *const *argv);

/* Opens the data of a server that does not run, as its next start would. */
void server_open_data(const struct server *server, struct keyring **keyring, struct store **store);

/* `tnwd verify` on them finds nothing. */
void server_verify(const struct server *server);

#endif

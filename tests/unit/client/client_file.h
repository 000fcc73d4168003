/*
 * A file that goes to a peer of a script and comes from one, for tests of libtnw's attachments. Allocations of the
 * library can fail: the program is linked with --wrap=malloc and --wrap=calloc.
 */
#ifndef TNW_TESTS_CLIENT_FILE_H
#define TNW_TESTS_CLIENT_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "client_peer.h"
#include "crypto/hash.h"
#include "tnw/tnw.h"

#define FILE_SIZE 1000
#define ANSWER_MAX 4096

struct scene {
    char folder[32];
    char pem[64];
    char ca[64];
    unsigned tries; /* 0: as a client does by itself */
    uint8_t content[FILE_SIZE];
    char sha256[2 * HASH_SIZE + 1];
    char draft[ANSWER_MAX]; /* the answer to an upload of it */
    char file[ANSWER_MAX];  /* the answer to a download of it: NUL-free */
};

/* A file of somebody's: what was asked of it, or written to it. */
struct place {
    struct scene *scene;
    size_t piece;     /* so much at a time at most */
    int64_t fails;    /* at or behind this place it cannot be read or written */
    int64_t ends;     /* it has no more than this */
    ptrdiff_t lies;   /* it says so many, whatever was asked */
    unsigned begun;   /* how often it began at 0 */
    int64_t expected; /* where it must go on */
    char got[FILE_SIZE];
};

struct outcome {
    enum tnw_err err;
    size_t used;
    char detail[256];
    char name[128];
    char requests[3][4096];
};

/* Of a cmocka test: the state is a struct scene. */
int client_file_set_up(void **state);
int client_file_tear_down(void **state);

/* The file, whole, in pieces of 100. */
struct place client_file_place(struct scene *scene);

/* An answer to an upload: a draft of that. */
void client_file_draft(char out[ANSWER_MAX], const char *type, int64_t size, const char *sha256);
/* An answer to a download: the file, said to be so long; headers: more of them, each with its line end. */
void client_file_answer(char out[ANSWER_MAX], const struct scene *scene, const char *headers, const char *etag,
                        int length);

TNW_MUST_CHECK enum tnw_err client_file_open(const struct scene *scene, const struct peer *peer,
                                             struct tnw_client **client);
/* Play the script for one upload, or download. fails: which allocation of the library does; 0: none. */
struct outcome client_file_put(struct scene *scene, struct tnw_upload upload, unsigned fails,
                               const struct peer_step *steps, size_t count);
struct outcome client_file_get(struct scene *scene, struct place *place, const char *sha256, unsigned fails,
                               const struct peer_step *steps, size_t count);

#define STEPS(...)                                                                                                     \
    (const struct peer_step[]){__VA_ARGS__}, sizeof((const struct peer_step[]){__VA_ARGS__}) / sizeof(struct peer_step)
#define PDF(place)                                                                                                     \
    (struct tnw_upload)                                                                                                \
    {                                                                                                                  \
        .type = "application/pdf", .size = FILE_SIZE, .context = (place)                                               \
    }

#endif

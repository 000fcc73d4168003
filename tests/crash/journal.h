/*
 * What writers asked for and what they were told: the test's own memory, held against what lies on disk after a crash.
 */
#ifndef TNW_CRASH_JOURNAL_H
#define TNW_CRASH_JOURNAL_H

#include "crash/data_check.h"
#include "crash/peer.h"

#define JOURNAL_TAG 48

enum write_kind { WRITE_FRAGMENT, WRITE_AMENDMENT, WRITE_MESSAGE, WRITE_GRANT, WRITE_WITHDRAWAL };

/* One write. Its tag is in its content (for a grant: it is its last day), so that it is found again whatever its id. */
struct write {
    enum write_kind kind;
    char dossier[ID_TEXT];
    char target[ID_TEXT]; /* the fragment amended, the thread posted to, the consent withdrawn */
    char tag[JOURNAL_TAG];
    char key[JOURNAL_TAG]; /* Idempotency-Key; an amendment has none */
    char id[ID_TEXT];      /* what the answer named */
    unsigned version;      /* of a fragment, after the write */
    bool acknowledged;
};

struct writes {
    struct write *list;
    size_t count;
    size_t room;
};

/* Returns a new zeroed entry at the end; valid until the next one. */
struct write *writes_add(struct writes *writes);
void writes_free(struct writes *writes);

/* Asks for it, the first time or again. Returns whether there was a whole answer, which is left in answer; takes id,
 * version and acknowledged from a success. */
bool write_perform(struct write *write, struct peer *peer, struct peer_answer *answer);

/* What was found on disk. */
struct found;
struct found *found_new(void);
void found_free(struct found *found);
/* Adds all of a dossier. Returns whether it is whole. */
bool found_read(struct found *found, struct txn *txn, const char *dossier, char where[DATA_WHERE]);
/* To be called once, after the last dossier. */
void found_sort(struct found *found);
/* Whether an acknowledged write is there exactly once, with its id and version, and one that was not is there at most
 * once. */
bool found_agrees(const struct found *found, const struct write *write, char where[DATA_WHERE]);

#endif

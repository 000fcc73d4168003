/*
 * Attachments: files that hang on a fragment or a message. What one is, its bytes in chunks of one length, and the
 * index of drafts: those that nothing refers to, whole or not.
 */
#ifndef TNW_STORE_RECORDS_FILE_ATTACHMENT_H
#define TNW_STORE_RECORDS_FILE_ATTACHMENT_H

#include "base/clock.h"
#include "base/codes.h"
#include "base/domain/media.h"
#include "base/id.h"
#include "base/limits.h"
#include "crypto/hash.h"
#include "store/txn.h"

/* What it hangs on: whoever may read that may read it. */
enum attachment_parent { PARENT_NONE, PARENT_FRAGMENT, PARENT_MESSAGE, PARENT_COUNT };

#define ATTACHMENT_SALT 16

struct attachment {
    struct id dossier;
    struct id id;
    struct id author; /* whose it is while it is a draft, and who it is from after that */
    struct id by;     /* the medewerker who sent it in the author's name; zero: the author did */
    enum media media;
    uint32_t size;
    struct hash sha256;
    uint8_t salt[ATTACHMENT_SALT]; /* makes what the records hold of it tell nothing to who guesses its bytes */
    time_ms created;
    enum attachment_parent of; /* PARENT_NONE: it is a draft */
    struct id parent;
    struct id thread; /* of a message */
    uint32_t version; /* of a fragment: the newest that has it */
};

/* false: absent or sticky error. */
bool attachment_get(struct txn *txn, const struct id *dossier, const struct id *id, struct attachment *out);
void attachment_put(struct txn *txn, const struct attachment *attachment);
/* What the records of it hold: a commitment to its bytes, which only who has the salt can compare with a file. */
struct hash attachment_content(const struct attachment *attachment);
/* For who will ask for it. */
void attachment_hint(struct txn *txn, const struct id *dossier, const struct id *id);

/* Chunk number 0 and on; each but the last has LIMIT_ATTACHMENT_CHUNK bytes. Get appends to out; false: absent or
 * sticky error. */
void attachment_put_chunk(struct txn *txn, const struct id *dossier, const struct id *id, uint32_t number,
                          struct slice bytes);
bool attachment_get_chunk(struct txn *txn, const struct id *dossier, const struct id *id, uint32_t number,
                          struct buf *out);
uint32_t attachment_chunks(uint32_t size);

/* A draft, from before its first chunk until something refers to it. */
struct attachment_draft {
    time_ms since; /* the time in its id; the hour counts */
    struct id dossier;
    struct id id;
};
uint32_t attachment_draft_hour(const struct attachment_draft *draft); /* in its key */
void attachment_draft_put(struct txn *txn, const struct attachment_draft *draft);
void attachment_draft_del(struct txn *txn, const struct attachment_draft *draft);
bool attachment_draft_has(struct txn *txn, const struct attachment_draft *draft);
/* The oldest one. false: there is none, or a sticky error. */
bool attachment_draft_first(struct txn *txn, struct attachment_draft *out);
/* All of it: the row of the draft, what it is, its chunks. */
void attachment_draft_remove(struct txn *txn, const struct attachment_draft *draft);

/* What a version of a fragment, or a message, says of one. They stand one behind the other in a buf. */
struct attachment_ref {
    struct id id;
    char name[LIMIT_FILE_NAME_BYTES + 1];
};
void attachment_ref_put(struct buf *refs, const struct attachment_ref *ref);
/* The next one. false: no more; a cursor with an error: they are damaged. */
bool attachment_ref_next(struct cursor *refs, struct attachment_ref *out);

#endif

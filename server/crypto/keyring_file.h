/*
 * The keyring's file: text of mode 0600 (or a systemd credential), one key a line: the name of its form, its id, and
 * what stands behind that. It is changed as a whole: what is there in its place is complete, whenever the process ends.
 *
 *     index ID HEX     the key of indexes: one, for ever
 *     wrap ID HEX      a wrapping key
 *
 * and where a token keeps the keys (token/token_ring.h, bridge.h)
 *
 *     token-index ID HEX, token ID HEX, bridge OLD NEW HEX
 */
#ifndef TNW_CRYPTO_KEYRING_FILE_H
#define TNW_CRYPTO_KEYRING_FILE_H

#include <sys/stat.h>

#include "crypto/aead.h"

#define KEYRING_WRAP_MAX 16
#define KEYRING_ID 8
#define KEYRING_ID_TEXT (2 * KEYRING_ID + 1)
/* The most that stands behind an id, with its NUL. */
#define KEYRING_REST 768

struct keyring_id {
    uint8_t bytes[KEYRING_ID];
};

struct keyring_id keyring_id_new(void);
bool keyring_id_eq(const struct keyring_id *a, const struct keyring_id *b);
void keyring_id_format(char out[KEYRING_ID_TEXT], const struct keyring_id *id);
/* Errors: CORRUPT: not 16 lower-case hex digits. */
TNW_MUST_CHECK enum tnw_err keyring_id_parse(struct keyring_id *out, const char *text);

struct keyring_line {
    const char *form; /* "index", "wrap" … */
    struct keyring_id id;
    const char *rest; /* behind the id */
};

/* Opens lines of another form than those of the file itself: keys that something else keeps, as a token. It outlives
 * the keyring; one thread at a time. It is asked once for each key: what is in force is not opened again, and a new key
 * is read by who has the old one over the bridge that keyring_add puts beside it, since a server that serves cannot
 * reach a token. */
struct keyring_opener {
    const char *form;
    const char *index_form; /* of the key of indexes; NULL: it keeps none */
    void *ctx;
    /* Out: key, or what is wrong with the line, in where. */
    enum tnw_err (*open)(void *ctx, const struct keyring_line *line, struct aead_key *key, char where[256]);
    /* Keeps a key there, which has that id. Out: rest: what its line says behind the id. NULL: it keeps no new ones. */
    enum tnw_err (*make)(void *ctx, const struct keyring_id *id, const struct aead_key *key, char rest[KEYRING_REST],
                         char where[256]);
    /* Destroys what the line stands for, so that no copy of the line opens anything any more; gone is fine. */
    enum tnw_err (*destroy)(void *ctx, const struct keyring_line *line, char where[256]);
};

/* Called with each key. Returns NULL, or what is wrong with the line. */
typedef const char *keyring_take(void *ctx, const struct keyring_line *line);

/* where: at least 256 characters, in all below. Out: seen: which file it was; may be NULL. Errors: CONFIGURATION (bad
 * line, wrong mode or owner), IO, NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err keyring_file_read(const char *path, keyring_take *take, void *ctx, struct stat *seen,
                                              char where[256]);

/* A fresh one, with an index key and a wrapping key; refuses to replace one. Errors: IO, CONFLICT. */
TNW_MUST_CHECK enum tnw_err keyring_file_create(const char *path);

/* Whether this process could change it: not so of a systemd credential. */
bool keyring_file_can_change(const char *path);
/* Puts a line behind the others: FORM ID REST; rest NULL: a fresh key. Errors: as keyring_file_read. */
TNW_MUST_CHECK enum tnw_err keyring_file_add(const char *path, const struct keyring_line *line, char where[256]);
/* Takes the lines of these ids away and overwrites what they were; absent is fine. Errors: as keyring_file_read. */
TNW_MUST_CHECK enum tnw_err keyring_file_remove(const char *path, const struct keyring_id *ids, size_t count,
                                                char where[256]);
/* Puts this text in its place, and overwrites what was there. Errors: as keyring_file_read. */
TNW_MUST_CHECK enum tnw_err keyring_file_put(const char *path, struct buf *text, char where[256]);
/* Overwrites and removes what a change left beside the file that was cut short. Both above begin with it. Errors:
 * IO. */
TNW_MUST_CHECK enum tnw_err keyring_file_clean(const char *path, char where[256]);

#endif

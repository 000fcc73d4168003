/*
 * Where a backup lies: a folder of generations, and what says whose backup it is.
 *
 *   backup.json           whose it is
 *   lock                  held by who changes something
 *   maker                 held by who makes and follows generations, as long as it runs
 *   generation-000001/    manifest.json (last), rows, frames-…, keys-…, keys.json, end
 */
#ifndef TNW_APP_BACKUP_DEST_H
#define TNW_APP_BACKUP_DEST_H

#include "app/backup/step_file.h"
#include "base/id.h"
#include "crypto/keyring.h"

#define DEST_GENERATIONS 512
#define DEST_LOG 256

/* Whose backup it is. */
struct dest_owner {
    char log[DEST_LOG]; /* name of its log */
    struct id store;    /* stands for the keyring, which each store has of its own, and tells nothing of it */
};

struct dest {
    char path[BACKUP_PATH];
    int lock;  /* on DEST/lock; -1: not open */
    int claim; /* on DEST/maker; -1: it may be another process's */
    struct id id;
    char name[ENGINE_FOLLOWER]; /* that id in hex: it follows by that name */
    struct dest_owner owner;
};

struct dest_owner dest_owner_of(const struct keyring *keyring, const char *log);

/* Opens it. In: owner: NULL: whoever's. makes: where there is nothing. where: at least CONFIG_WHERE characters, in all.
 * Errors: USAGE: something else is there, or a backup of another store or log;
 * CONFIGURATION: others can read it; NOT_FOUND: there is none; IO. */
TNW_MUST_CHECK enum tnw_err dest_open(struct dest *dest, const char *path, const struct dest_owner *owner, bool makes,
                                      char where[CONFIG_WHERE]);
/* One process makes generations there. Errors: CONFLICT: another one does; IO. */
TNW_MUST_CHECK enum tnw_err dest_claim(struct dest *dest, char where[CONFIG_WHERE]);
/* Opens one that is there, whoever's, and changes nothing. */
TNW_MUST_CHECK enum tnw_err dest_look(struct dest *dest, const char *path, char where[CONFIG_WHERE]);
void dest_close(struct dest *dest);

/* Who changes a generation that another process may change too has the lock meanwhile. */
TNW_MUST_CHECK enum tnw_err dest_lock(struct dest *dest, char where[CONFIG_WHERE]);
void dest_unlock(struct dest *dest);

/* Ascending. Returns how many. */
size_t dest_generations(const struct dest *dest, unsigned numbers[DEST_GENERATIONS]);
/* name: NULL: the generation's folder. Always fits: paths were measured when it was opened. */
void dest_path(char path[BACKUP_PATH], const struct dest *dest, unsigned generation, const char *name);
/* Removes a generation; what is left of one is none. Errors: IO. */
TNW_MUST_CHECK enum tnw_err dest_remove(const struct dest *dest, unsigned generation, char where[CONFIG_WHERE]);

#endif

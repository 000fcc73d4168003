/*
 * A store's folder as a whole, for who puts another store in its place: which format it has, whether anybody has it
 * open, and the change itself.
 */
#ifndef TNW_STORE_LMDB_LMDB_FOLDER_H
#define TNW_STORE_LMDB_LMDB_FOLDER_H

#include "store/engine.h"

/* The version of the schema of what lies in the folder, whatever it is; nothing is changed. where: at least 256
 * characters, in all. Errors: NOT_FOUND: no store; CORRUPT, IO, NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err lmdb_folder_version(const char *folder, uint8_t *version, char where[256]);

/* What data.mdb takes on the disk, and what the disk has left for this user. Errors: IO. */
TNW_MUST_CHECK enum tnw_err lmdb_folder_room(const char *folder, uint64_t *taken, uint64_t *left, char where[256]);

/* Before the process opens the store: nobody else has. Errors: CONFLICT: process N has it open; IO. */
TNW_MUST_CHECK enum tnw_err lmdb_folder_alone(const char *folder, char where[256]);
/* While the process has it open: from now on until it ends nobody else can open it, and nobody has. Errors: as
 * above. */
TNW_MUST_CHECK enum tnw_err lmdb_folder_close_others_out(const char *folder, char where[256]);

/* Makes an empty folder of that name within, and takes away what stood there. Out: path: of FILE_PATH characters. */
TNW_MUST_CHECK enum tnw_err lmdb_folder_begin(const char *folder, const char *name, char *path, char where[256]);
/* Takes it away with all its files. Errors: IO. */
TNW_MUST_CHECK enum tnw_err lmdb_folder_remove(const char *path, char where[256]);
/* Puts the store of `path`, which is closed, in the place of the folder's, whose journal nothing is left in. One
 * rename: before it the old one is whole, after it the new one. Durable when it returns TNW_OK. Errors: IO. */
TNW_MUST_CHECK enum tnw_err lmdb_folder_replace(const char *folder, const char *path, char where[256]);

#endif

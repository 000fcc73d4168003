/*
 * Small files that must be whole: written durably, read with a bound.
 */
#ifndef TNW_BASE_FILE_H
#define TNW_BASE_FILE_H

#include "base/bytes.h"

#define FILE_WHERE 256
/* Paths here are shorter than this. */
#define FILE_PATH 4096

/* Makes a file of mode 0600; refuses to replace one. Durable when it returns TNW_OK, and nothing is left behind when
 * not. Errors: CONFLICT: there is one; IO. */
TNW_MUST_CHECK enum tnw_err file_create(const char *path, struct slice content);
/* Puts the content in the place of what is there, of mode 0600: all of it or nothing, whatever happens. Durable when it
 * returns TNW_OK. Writes to PATH.new, and leaves there what was replaced: once that is there, a full disk has the room
 * for a content of one block. Errors: IO. */
TNW_MUST_CHECK enum tnw_err file_replace(const char *path, struct slice content);
/* Makes PATH.new beforehand, with what PATH has, unless it is there. max: bytes of PATH. Errors: IO, NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err file_set_aside(const char *path, size_t max);

/* Whether that errno says that there is no room: on the disk, by a quota, or by a limit of the process. */
bool file_is_full(int number);

/* The folder that a path names a file in; "." where it names none. false: it is too long. */
bool file_folder(const char *path, char folder[FILE_PATH]);
/* Makes the file's name durable, by its folder. False: why is in errno. */
bool file_sync_name(const char *path);

/* Moves a file within its folder over what is there. Durable when it returns TNW_OK. Errors: IO. */
TNW_MUST_CHECK enum tnw_err file_move(const char *from, const char *to);
/* Gives the file a second name beside its own, by which it is kept; one that was kept before stays. Errors: IO. */
TNW_MUST_CHECK enum tnw_err file_keep(const char *path, const char *kept);

/* Whether a file or folder is this user's or root's own, others cannot read it, and its group cannot write to it.
 * Out: where: the path and what to do. Errors: IO: not there; CONFIGURATION: it is not. */
TNW_MUST_CHECK enum tnw_err file_check_kept(const char *path, char where[FILE_WHERE]);

/* Appends the file's content to out. Out: where: the path and why not. Errors: IO: not there, not readable, no
 * regular file, or of more than max bytes; NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err file_read(struct buf *out, const char *path, size_t max, char where[FILE_WHERE]);
/* The same for a secret. Errors: as above; CONFIGURATION: others than this user can read it, or it is somebody
 * else's. */
TNW_MUST_CHECK enum tnw_err file_read_secret(struct buf *out, const char *path, size_t max, char where[FILE_WHERE]);

#endif

/*
 * What a recorded server did to the files of one folder: events, one behind the other in a file. Numbers are of the
 * machine's own byte order. A position in it is a moment: who has an answer asks how long the recording is by then.
 */
#ifndef TNW_CRASH_RECORDING_H
#define TNW_CRASH_RECORDING_H

#include <stdint.h>

#define RECORDING_FILE "TNW_RECORDING"          /* in the environment: where to */
#define RECORDING_FOLDER "TNW_RECORDING_FOLDER" /* of what: an absolute path */

enum recording_kind {
    RECORDING_WRITE,        /* at: where; then the bytes */
    RECORDING_WRITE_SYNCED, /* the same, by a descriptor that syncs each */
    RECORDING_LENGTH,       /* at: how long the file is now */
    RECORDING_AT_LEAST,     /* at: how long it is at least */
    RECORDING_SYNC,         /* at: the position of the recording when the sync began; a folder's is of its names */
    RECORDING_NAMELESS,     /* a new file that has no name yet */
    RECORDING_MAKE,         /* a name for a new file; then the path */
    RECORDING_LINK,         /* a name, its first or a further one, for a file that is there; then the path */
    RECORDING_RENAME,       /* then the path, NUL, and the new one */
    RECORDING_EXCHANGE,     /* the same, both ways */
    RECORDING_UNLINK,       /* then the path */
};

struct recording_event {
    uint32_t kind;
    uint32_t len;  /* of the bytes behind it */
    uint64_t file; /* inode; of a name: its folder's */
    uint64_t at;
};

#endif

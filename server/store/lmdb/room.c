#include "store/lmdb/room.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "base/limits.h"

/* What LMDB's lists of free pages take in a commit, beside what the writes were counted for. */
#define FREE_LISTS (16 * (uint64_t)4096)
/* LMDB's own: a slot of 64 bytes for each reader, and a head. */
#define LOCK_FILE ((off_t)LIMIT_READERS * 64 + 4096)

static bool
has_blocks(const struct stat *st, uint64_t size)
{
    return (uint64_t)st->st_blocks * 512 >= size;
}

enum tnw_err
room_for_lock(const char *folder, char where[256])
{
    char path[4096];
    struct stat st;
    (void)snprintf(path, sizeof path, "%s/lock.mdb", folder);
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0 || fstat(fd, &st) != 0) {
        (void)snprintf(where, 256, "%.180s: %s", path, strerror(errno));
        if (fd >= 0) {
            (void)close(fd);
        }
        return TNW_E_IO;
    }
    /* Not asked for again: XFS wants free blocks even for those that are there. */
    int rc = has_blocks(&st, LOCK_FILE) ? 0 : posix_fallocate(fd, 0, LOCK_FILE);
    (void)close(fd);
    if (rc == 0 || rc == EOPNOTSUPP || rc == EINVAL) {
        return TNW_OK;
    }
    (void)snprintf(where, 256, "%.180s: %s", path, strerror(rc));
    return rc == EIO ? TNW_E_IO : TNW_E_STORAGE_FULL;
}

/* From Linux's magic.h, and those of file systems that are not in it. */
#define MAGIC_BTRFS 0x9123683E
#define MAGIC_ZFS 0x2FC12FC1
#define MAGIC_BCACHEFS 0xCA451A4E

void
room_overwrites(int folder)
{
    struct statfs fs;
    int flags = 0;
    if (fstatfs(folder, &fs) == 0 && (uint32_t)fs.f_type == MAGIC_BTRFS &&
        ioctl(folder, FS_IOC_GETFLAGS, &flags) == 0) {
        flags |= FS_NOCOW_FL;
        (void)ioctl(folder, FS_IOC_SETFLAGS, &flags); /* should it fail, room_doubt says so */
    }
}

static bool
overwrites(int fd)
{
    int flags = 0;
    return ioctl(fd, FS_IOC_GETFLAGS, &flags) == 0 && (flags & FS_NOCOW_FL) != 0;
}

/* Where each write takes new blocks, those that a file has are none that it can count on. */
const char *
room_doubt(const char *path)
{
    struct statfs fs;
    const char *doubt = NULL;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    bool known = fd >= 0 && fstatfs(fd, &fs) == 0;
    if (known && (uint32_t)fs.f_type == MAGIC_BTRFS && !overwrites(fd)) {
        doubt = "is on btrfs, where a full disk ends the server: copy the files into a folder with chattr +C, or use "
                "ext4 or XFS";
    } else if (known && ((uint32_t)fs.f_type == MAGIC_ZFS || (uint32_t)fs.f_type == MAGIC_BCACHEFS)) {
        doubt = "is on a file system that copies on write, where a full disk ends the server: set room aside for it "
                "(refreservation), or use ext4 or XFS";
    }
    if (fd >= 0) {
        (void)close(fd);
    }
    return doubt;
}

uint64_t
room_used(const struct lmdb_engine *engine)
{
    MDB_envinfo info;
    if (mdb_env_info(engine->env, &info) != 0) {
        return engine->mapped;
    }
    return ((uint64_t)info.me_last_pgno + 1) * engine->page_size;
}

/* Gives blocks to the holes of a file that was copied sparsely. Returns up to where there are none left. */
static uint64_t
fill_holes(int fd, uint64_t size)
{
    off_t hole = lseek(fd, 0, SEEK_HOLE);
    while (hole >= 0 && (uint64_t)hole < size) {
        off_t end = lseek(fd, hole, SEEK_DATA);
        end = end < 0 || (uint64_t)end > size ? (off_t)size : end;
        if (posix_fallocate(fd, hole, end - hole) != 0) {
            return (uint64_t)hole;
        }
        hole = lseek(fd, end, SEEK_HOLE);
    }
    return size;
}

/* What has blocks, when it is not known yet, or another process made the file larger. */
static void
look_at_file(struct lmdb_engine *engine)
{
    struct stat st;
    if (fstat(engine->fd, &st) == 0 && (uint64_t)st.st_size > engine->allocated) {
        uint64_t size = (uint64_t)st.st_size;
        engine->allocated = has_blocks(&st, size) ? size : fill_holes(engine->fd, size);
    }
}

/* Up to that size of the file. Only from the old end: XFS wants free blocks for the whole range. Asked
 * for first: ext4 keeps what it found for a call that fails, and the rest of the disk is for others. */
static bool
allocate(struct lmdb_engine *engine, uint64_t want)
{
    struct statvfs fs;
    if (want > engine->allocated) {
        look_at_file(engine);
    }
    if (want <= engine->allocated) {
        return true;
    }
    uint64_t more = want - engine->allocated;
    if (fstatvfs(engine->fd, &fs) == 0 && (uint64_t)fs.f_bavail * fs.f_frsize < more + LIMIT_DISK_LEFT) {
        return false;
    }
    if (posix_fallocate(engine->fd, (off_t)engine->allocated, (off_t)more) != 0) {
        return false;
    }
    engine->allocated = want;
    return true;
}

static bool
allocate_up_to(struct lmdb_engine *engine, uint64_t want)
{
    uint64_t limit = atomic_load(&engine->limit);
    return allocate(engine, want < limit ? want : limit);
}

void
room_set_aside(struct lmdb_engine *engine)
{
    uint64_t used = room_used(engine);
    /* Twice the reserve, so that this happens now and then and not in every batch. */
    if (used + engine->reserve > engine->allocated && !allocate_up_to(engine, used + 2 * (uint64_t)engine->reserve)) {
        (void)allocate_up_to(engine, used + engine->reserve);
    }
}

bool
room_is_left(const struct lmdb_engine *engine)
{
    uint64_t want = room_used(engine) + engine->reserve;
    return want <= engine->allocated && want <= atomic_load(&engine->limit);
}

bool
room_is_left_for(struct lmdb_engine *engine, uint64_t more)
{
    uint64_t want = room_used(engine) + engine->reserve + more;
    return want <= atomic_load(&engine->limit) && allocate(engine, want);
}

/* Growth leaves out split pages: they are at most as many as those that are copied. */
static uint64_t
commit_size(uint64_t growth)
{
    return 2 * growth + FREE_LISTS;
}

enum tnw_err
room_for_commit(struct lmdb_engine *engine, uint64_t growth)
{
    uint64_t used = room_used(engine);
    uint64_t limit = atomic_load(&engine->limit);
    uint64_t want = used + commit_size(growth);
    uint64_t most = limit + engine->reserve; /* growth is counted high where many writes meet one page */
    return used < limit && allocate(engine, want < most ? want : most) ? TNW_OK : TNW_E_STORAGE_FULL;
}

bool
room_is_reserved(const struct lmdb_engine *engine, uint64_t growth)
{
    return commit_size(growth) <= engine->reserve;
}

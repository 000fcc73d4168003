#include "store/memory/memory_disk.h"

#include <stdio.h>
#include <stdlib.h>

void
memory_disk_drop(struct memory_version *version)
{
    for (unsigned space = 0; space < MEMORY_SPACES_MAX; space++) {
        memory_tree_drop(version->roots[space]);
    }
    *version = (struct memory_version){.number = 0};
}

void
memory_disk_copy(struct memory_version *to, const struct memory_version *from)
{
    memory_disk_drop(to);
    *to = *from;
    for (unsigned space = 0; space < MEMORY_SPACES_MAX; space++) {
        (void)memory_tree_share(to->roots[space]);
    }
}

struct memory_disk *
memory_disk_new(void)
{
    struct memory_disk *disk = calloc(1, sizeof *disk);
    if (disk != NULL) {
        (void)pthread_mutex_init(&disk->lock, NULL);
    }
    return disk;
}

struct memory_disk *
memory_disk_fork(struct memory_disk *disk)
{
    struct memory_disk *fork = memory_disk_new();
    if (fork == NULL) {
        return NULL;
    }
    (void)pthread_mutex_lock(&disk->lock);
    fork->schema = disk->schema;
    fork->waiting = disk->waiting;
    memory_disk_copy(&fork->committed, &disk->committed);
    memory_disk_copy(&fork->kept, &disk->kept);
    (void)pthread_mutex_unlock(&disk->lock);
    return fork;
}

void
memory_disk_free(struct memory_disk **disk)
{
    struct memory_disk *it = *disk;
    if (it != NULL) {
        memory_disk_drop(&it->committed);
        memory_disk_drop(&it->kept);
        (void)pthread_mutex_destroy(&it->lock);
        free(it);
        *disk = NULL;
    }
}

static const struct memory_version *
newest(const struct memory_disk *disk)
{
    return disk->waiting > 0 ? &disk->kept : &disk->committed;
}

static void
copy_newest(struct memory_disk *disk, struct memory_version *version)
{
    (void)pthread_mutex_lock(&disk->lock);
    memory_disk_copy(version, newest(disk));
    (void)pthread_mutex_unlock(&disk->lock);
}

size_t
memory_disk_count(struct memory_disk *disk, unsigned space)
{
    (void)pthread_mutex_lock(&disk->lock);
    size_t count = newest(disk)->counts[space];
    (void)pthread_mutex_unlock(&disk->lock);
    return count;
}

static void
tell_difference(const char *space, const struct memory_entry *entry, char where[256])
{
    char key[2 * ENGINE_KEY_MAX + 1];
    hex_encode(key, entry->bytes, entry->key_len);
    (void)snprintf(where, 256, "%.40s: %.200s", space, key);
}

uint64_t
memory_disk_differences(struct memory_disk *a, struct memory_disk *b, char where[256])
{
    struct memory_version one = {.number = 0};
    struct memory_version other = {.number = 0};
    const struct engine_schema *schema = a->schema == NULL ? b->schema : a->schema;
    uint64_t differ = 0;
    where[0] = 0;
    copy_newest(a, &one);
    copy_newest(b, &other);
    for (unsigned space = 0; schema != NULL && space < schema->count; space++) {
        const struct memory_entry *entry = memory_tree_difference(one.roots[space], other.roots[space]);
        if (entry != NULL && differ == 0) {
            tell_difference(schema->spaces[space].name, entry, where);
        }
        differ |= (uint64_t)(entry != NULL) << space;
    }
    memory_disk_drop(&one);
    memory_disk_drop(&other);
    return differ;
}

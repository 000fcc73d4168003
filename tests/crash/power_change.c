#include "power_change.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SECTOR 512

static void
must(bool ok)
{
    if (!ok) {
        (void)fprintf(stderr, "power_change: no memory\n");
        abort();
    }
}

void
power_change_forget(struct power_changes *changes)
{
    free(changes->list);
    *changes = (struct power_changes){.list = NULL};
}

void
power_change_add(struct power_changes *changes, const struct power_change *change)
{
    if (changes->count == changes->room) {
        changes->room = changes->room == 0 ? 64 : 2 * changes->room;
        changes->list = reallocarray(changes->list, changes->room, sizeof *changes->list);
        must(changes->list != NULL);
    }
    changes->list[changes->count++] = *change;
}

static void
set_length(struct buf *content, size_t len)
{
    if (len > content->len) {
        size_t more = len - content->len;
        uint8_t *to = buf_grow(content, more);
        must(to != NULL);
        memset(to, 0, more);
    }
    content->len = len;
}

static void
put_bytes(struct buf *content, size_t at, const uint8_t *bytes, size_t len)
{
    if (at + len > content->len) {
        set_length(content, at + len);
    }
    memcpy(content->ptr + at, bytes, len);
}

void
power_change_apply(struct buf *content, const struct power_change *change)
{
    size_t at = (size_t)change->event.at;
    if (change->event.kind == RECORDING_LENGTH || (change->event.kind == RECORDING_AT_LEAST && at > content->len)) {
        set_length(content, at);
    } else if (change->bytes != NULL) {
        put_bytes(content, at, change->bytes, change->event.len);
    }
}

size_t
power_change_sync(struct power_changes *changes, uint64_t folder, uint64_t position)
{
    size_t front = 0;
    for (size_t i = 0; i < changes->count; i++) {
        struct power_change *change = &changes->list[i];
        bool meant = folder == 0 || change->event.file == folder;
        change->synced = change->synced || (meant && change->position < position);
    }
    while (front < changes->count && changes->list[front].synced) {
        front++;
    }
    return front;
}

void
power_change_drop(struct power_changes *changes, size_t count)
{
    if (count > 0) {
        changes->count -= count;
        memmove(changes->list, changes->list + count, changes->count * sizeof *changes->list);
    }
}

uint64_t
power_change_number(uint64_t *seed)
{
    uint64_t number = (*seed += UINT64_C(0x9E3779B97F4A7C15));
    number = (number ^ number >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    number = (number ^ number >> 27) * UINT64_C(0x94D049BB133111EB);
    return number ^ number >> 31;
}

void
power_change_tear(struct buf *content, const struct power_change *change, uint64_t *seed)
{
    size_t at = (size_t)change->event.at;
    for (size_t done = 0; done < change->event.len;) {
        size_t part = SECTOR - (at + done) % SECTOR;
        part = part > change->event.len - done ? change->event.len - done : part;
        if (power_change_number(seed) % 2 == 0) {
            put_bytes(content, at + done, change->bytes + done, part);
        }
        done += part;
    }
}

#include "store/cipher/rack.h"

#include <assert.h>

#include "base/clock.h"
#include "base/limits.h"
#include "crypto/secret.h"

static_assert(sizeof(struct tools) <= SECRET_MAX, "they lie in locked memory");

static void
tools_free(struct tools *tools)
{
    aead_scratch_free(&tools->aead);
    secret_free(tools, sizeof *tools);
}

static struct tools *
tools_new(void)
{
    struct tools *tools = secret_new(sizeof *tools);
    if (tools != NULL && (tools->aead = aead_scratch_new()) == NULL) {
        secret_free(tools, sizeof *tools);
        return NULL;
    }
    return tools;
}

void
rack_init(struct rack *rack)
{
    (void)pthread_mutex_init(&rack->lock, NULL);
    rack->count = 0;
    rack->cleared = 0;
}

void
rack_wipe(struct rack *rack)
{
    while (rack->count > 0) {
        tools_free(rack->tools[--rack->count]);
    }
    (void)pthread_mutex_destroy(&rack->lock);
}

struct tools *
rack_take(struct rack *rack)
{
    struct tools *tools = NULL;
    (void)pthread_mutex_lock(&rack->lock);
    if (rack->count > 0) {
        tools = rack->tools[--rack->count];
    }
    uint64_t cleared = rack->cleared;
    (void)pthread_mutex_unlock(&rack->lock);
    tools = tools == NULL ? tools_new() : tools;
    if (tools != NULL) {
        tools->turn++;
        tools->cleared = cleared;
    }
    return tools;
}

void
rack_clear(struct rack *rack)
{
    (void)pthread_mutex_lock(&rack->lock);
    rack->cleared++;
    while (rack->count > 0) {
        tools_free(rack->tools[--rack->count]);
    }
    (void)pthread_mutex_unlock(&rack->lock);
}

void
rack_give(struct rack *rack, struct tools *tools)
{
    if (tools == NULL) {
        return;
    }
    tools->used = true;
    tools->given = clock_monotonic_ms();
    (void)pthread_mutex_lock(&rack->lock);
    bool room = rack->count < RACK_ROOM && tools->cleared == rack->cleared;
    if (room) {
        rack->tools[rack->count++] = tools;
    }
    (void)pthread_mutex_unlock(&rack->lock);
    if (!room) {
        tools_free(tools);
    }
}

struct kept_key *
rack_key(struct tools *tools, const struct id *place)
{
    struct kept_key *oldest = &tools->keys[0];
    for (struct kept_key *kept = tools->keys; kept < tools->keys + RACK_KEYS; kept++) {
        if (kept->wrapped_len > 0 && id_eq(&kept->place, place)) {
            kept->used = ++tools->uses;
            return kept;
        }
        oldest = kept->used < oldest->used ? kept : oldest;
    }
    bytes_wipe(oldest, sizeof *oldest);
    oldest->place = *place;
    oldest->used = ++tools->uses;
    return oldest;
}

/* What hangs lowest was used longest ago, since the last one is taken first. */
void
rack_forget_idle(struct rack *rack, int64_t now)
{
    (void)pthread_mutex_lock(&rack->lock);
    for (size_t i = 0; i < rack->count && now - rack->tools[i]->given >= LIMIT_KEY_IDLE_MS; i++) {
        struct tools *tools = rack->tools[i];
        if (tools->used) {
            aead_scratch_forget(tools->aead);
            bytes_wipe(tools->keys, sizeof tools->keys);
            tools->used = false;
        }
    }
    (void)pthread_mutex_unlock(&rack->lock);
}

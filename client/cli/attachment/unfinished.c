#include "attachment/unfinished.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/id.h"
#include "settings/remembered.h"

#define UNFINISHED_MAX ((size_t)1 << 20)
/* Drafts and answers are kept for 24 hours by the server; an hour for two clocks that differ. */
#define UNFINISHED_MS (INT64_C(23) * 3600 * 1000)
#define ID_PREFIX 4

struct unfinished {
    char *path;
    json_t *all;
};

static time_ms
wall_ms(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_REALTIME, &now);
    return (time_ms)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static bool
is_fresh(const char *key)
{
    time_ms when;
    time_ms now = wall_ms();
    return key != NULL && id_time(&when, key) && when <= now && now - when < UNFINISHED_MS;
}

/* What is too old goes with the next that is written. */
static void
drop_old(json_t *all)
{
    void *next;
    const char *name;
    json_t *key;
    json_object_foreach_safe(all, next, name, key)
    {
        if (!is_fresh(json_string_value(key))) {
            (void)json_object_del(all, name);
        }
    }
}

/* A damaged file holds nothing that matters. */
static void
unfinished_open(struct cli *cli, struct unfinished *out)
{
    char before[sizeof cli->why];
    memcpy(before, cli->why, sizeof before);
    out->path = remembered_path(cli, "unfinished.json");
    if (out->path == NULL ||
        remembered_read(cli, out->path, UNFINISHED_MAX, TEXT_DAMAGED_REMOVE_IT, &out->all) != TNW_OK) {
        out->all = json_object();
    }
    drop_old(out->all);
    memcpy(cli->why, before, sizeof before);
}

static void
unfinished_close(struct cli *cli, struct unfinished *unfinished)
{
    char before[sizeof cli->why];
    memcpy(before, cli->why, sizeof before);
    if (unfinished->path == NULL || remembered_write(cli, unfinished->path, unfinished->all) != TNW_OK) {
        memcpy(cli->why, before, sizeof before); /* the next run knows less */
    }
    json_decref(unfinished->all);
    free(unfinished->path);
}

void
unfinished_key(struct cli *cli, const struct hash *digest, char out[UNFINISHED_KEY])
{
    char name[2 * HASH_SIZE + 1];
    struct unfinished unfinished;
    hex_encode(name, digest->bytes, HASH_SIZE);
    unfinished_open(cli, &unfinished);
    const char *key = json_string_value(json_object_get(unfinished.all, name));
    if (key == NULL) {
        char text[ID_TEXT];
        struct id id = id_new(wall_ms());
        id_format(text, ID_ATTACHMENT, &id);
        memcpy(out, text + ID_PREFIX, UNFINISHED_KEY);
        json_object_set_new(unfinished.all, name, json_string(out));
    } else {
        (void)snprintf(out, UNFINISHED_KEY, "%s", key);
    }
    unfinished_close(cli, &unfinished);
}

void
unfinished_forget(struct cli *cli, const struct hash *digest)
{
    char name[2 * HASH_SIZE + 1];
    struct unfinished unfinished;
    hex_encode(name, digest->bytes, HASH_SIZE);
    unfinished_open(cli, &unfinished);
    (void)json_object_del(unfinished.all, name);
    unfinished_close(cli, &unfinished);
}

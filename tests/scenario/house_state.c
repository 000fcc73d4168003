#include "house_state.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "house_test.h"

static struct client *
client_of(struct house *house, const char *actor)
{
    for (size_t i = 0; i < house->client_count; i++) {
        if (strcmp(house->clients[i].name, actor) == 0) {
            return &house->clients[i];
        }
    }
    assert_true(house->client_count < HOUSE_CLIENTS);
    struct client *client = &house->clients[house->client_count++];
    *client = (struct client){.wire = {.fd = -1}};
    (void)snprintf(client->name, sizeof client->name, "%s", actor);
    client->tls = wire_client(sandbox_text(&house->sandbox, "ca"), sandbox_actor(&house->sandbox, actor, "cert"),
                              sandbox_actor(&house->sandbox, actor, "key"));
    assert_non_null(client->tls);
    return client;
}

SSL_CTX *
house_tls(struct house *house, const char *actor)
{
    return client_of(house, actor)->tls;
}

struct wire *
house_wire(struct house *house, const char *actor)
{
    struct client *client = client_of(house, actor);
    if (client->wire.fd < 0 && !wire_open(&client->wire, client->tls, house->sandbox.port)) {
        fail_msg("%s cannot connect: alert %d", actor, client->wire.alert);
    }
    return &client->wire;
}

void
house_hang_up(struct house *house)
{
    for (size_t i = 0; i < house->client_count; i++) {
        wire_close(&house->clients[i].wire);
    }
}

void
house_remember(struct house *house, const struct entry *entry)
{
    pthread_mutex_lock(&house->lock);
    if (house->entry_count < HOUSE_ENTRIES) {
        house->entries[house->entry_count++] = *entry;
    }
    pthread_mutex_unlock(&house->lock);
}

void
house_save(struct house *house, const char *name, const char *value)
{
    assert_int_equal(json_object_set_new(house->names, name, json_string(value)), 0);
}

const char *
house_name(const struct house *house, const char *name)
{
    return json_string_value(json_object_get(house->names, name));
}

static void
put_day(struct buf *out, const char *offset)
{
    time_t when = time(NULL) + (time_t)strtol(offset, NULL, 10) * 86400;
    struct tm day;
    char text[32];
    localtime_r(&when, &day);
    (void)strftime(text, sizeof text, "%Y-%m-%d", &day);
    buf_put_str(out, text);
}

static void
put_name(const struct house *house, struct buf *out, const char *name)
{
    const char *value = house_name(house, name);
    const char *dot = strchr(name, '.');
    if (value == NULL && strncmp(name, "today", 5) == 0) {
        put_day(out, name + 5);
        return;
    }
    if (value == NULL && dot != NULL) {
        char actor[40];
        (void)snprintf(actor, sizeof actor, "%.*s", (int)(dot - name), name);
        value = sandbox_actor(&house->sandbox, actor, dot + 1);
    }
    if (value == NULL) {
        fail_msg("nothing is known by the name {%s}", name);
    }
    buf_put_str(out, value);
}

char *
house_fill(const struct house *house, const char *text)
{
    struct buf out = {0};
    if (text == NULL) {
        return NULL;
    }
    while (*text != 0) {
        char name[40];
        size_t len = strspn(text + 1, "abcdefghijklmnopqrstuvwxyz_0123456789.+-");
        if (*text == '{' && len > 0 && text[1 + len] == '}') {
            (void)snprintf(name, sizeof name, "%.*s", (int)len, text + 1);
            put_name(house, &out, name);
            text += len + 2;
        } else {
            buf_put_u8(&out, (uint8_t)*text++);
        }
    }
    char *filled = strdup(buf_text(&out));
    assert_non_null(filled);
    buf_free(&out);
    return filled;
}

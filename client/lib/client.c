#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ask.h"
#include "base/id.h"
#include "config.h"

const char *
tnw_version(void)
{
    return TNW_VERSION;
}

enum tnw_err
tnw_client_new(const struct tnw_config *config, struct tnw_client **out)
{
    char why[256];
    *out = NULL;
    enum tnw_err err = tnw_config_check(config, why);
    if (err != TNW_OK) {
        return err;
    }
    struct tnw_client *client = calloc(1, sizeof *client);
    if (client == NULL) {
        return TNW_E_NO_MEMORY;
    }
    err = config_copy(&client->config, config, &client->arena);
    if (err == TNW_OK) {
        err = transport_new(&client->transport);
    }
    if (err != TNW_OK) {
        tnw_client_free(&client);
        return err;
    }
    ask_begin(client);
    *out = client;
    return TNW_OK;
}

void
tnw_client_free(struct tnw_client **slot)
{
    struct tnw_client *client = slot == NULL ? NULL : *slot;
    if (client == NULL) {
        return;
    }
    *slot = NULL;
    transport_free(client->transport);
    transport_answer_clear(&client->answer);
    result_free(client->problem);
    arena_clear(&client->act_arena);
    arena_clear(&client->for_arena);
    arena_clear(&client->arena);
    explicit_bzero(client, sizeof *client);
    free(client);
}

static bool
copy_text(struct arena *arena, const char *text, const char **copy)
{
    *copy = text == NULL ? NULL : arena_text(arena, text);
    return text == NULL || *copy != NULL;
}

enum tnw_err
tnw_client_act(struct tnw_client *client, const char *role, const char *actor, const char *purpose)
{
    char why[256];
    ask_begin(client);
    enum tnw_err err = config_check_act(role, actor, purpose, why);
    if (err != TNW_OK) {
        return ask_fail(client, err, why);
    }
    struct arena arena = {0};
    struct tnw_config act = client->config;
    if (!copy_text(&arena, role, &act.role) || !copy_text(&arena, actor, &act.actor) ||
        !copy_text(&arena, purpose, &act.purpose)) {
        arena_clear(&arena);
        return ask_fail(client, TNW_E_NO_MEMORY, "");
    }
    arena_clear(&client->act_arena);
    client->act_arena = arena;
    client->config = act;
    return TNW_OK;
}

enum tnw_err
tnw_client_act_for(struct tnw_client *client, const char *principal)
{
    char why[256];
    ask_begin(client);
    enum tnw_err err = config_check_principal(principal, why);
    if (err != TNW_OK) {
        return ask_fail(client, err, why);
    }
    struct arena arena = {0};
    const char *copy;
    if (!copy_text(&arena, principal, &copy)) {
        return ask_fail(client, TNW_E_NO_MEMORY, "");
    }
    arena_clear(&client->for_arena);
    client->for_arena = arena;
    client->config.acting_for = copy;
    return TNW_OK;
}

const struct tnw_failure *
tnw_client_error(const struct tnw_client *client)
{
    return &client->failure;
}

const char *
tnw_client_json(const struct tnw_client *client)
{
    return client->answer.body == NULL ? "" : client->answer.body;
}

static bool
header_ok(const char *value)
{
    return value == NULL || target_header_value(value);
}

static const char *
why_unsendable(const struct tnw_request *request)
{
    static const char *const methods[] = {"GET", "POST", "PUT", "PATCH", "DELETE"};
    bool known = false;
    for (size_t i = 0; i < sizeof methods / sizeof methods[0]; i++) {
        known = known || (request->method != NULL && strcmp(request->method, methods[i]) == 0);
    }
    if (!known) {
        return "the method is not one of GET POST PUT PATCH DELETE";
    }
    if (!target_sendable(request->target)) {
        return "the target must begin with /v1/ and be percent-encoded";
    }
    return header_ok(request->if_match) && header_ok(request->idempotency_key)
               ? NULL
               : "if_match and idempotency_key take 1 to 128 printable characters";
}

static enum tnw_err
give_reply(struct tnw_client *client, struct tnw_reply **out)
{
    const struct transport_answer *answer = &client->answer;
    struct tnw_reply *reply = result_new(sizeof *reply);
    if (reply == NULL) {
        return TNW_E_NO_MEMORY;
    }
    struct arena *arena = result_arena(reply);
    reply->status = answer->status;
    if (!copy_text(arena, tnw_client_json(client), &reply->json) || !copy_text(arena, answer->etag, &reply->etag) ||
        !copy_text(arena, answer->request_id, &reply->request_id)) {
        result_free(reply);
        return TNW_E_NO_MEMORY;
    }
    *out = reply;
    return TNW_OK;
}

enum tnw_err
tnw_client_request(struct tnw_client *client, const struct tnw_request *request, struct tnw_reply **reply)
{
    *reply = NULL;
    ask_begin(client);
    const char *why = why_unsendable(request);
    if (why != NULL) {
        return ask_fail(client, TNW_E_USAGE, why);
    }
    enum tnw_err err = ask_exchange(client, request, NULL, 0);
    if (client->answer.status != 0 && give_reply(client, reply) != TNW_OK) {
        return ask_fail(client, TNW_E_NO_MEMORY, "");
    }
    return err;
}

ASK_FREE(reply)

const char *
tnw_client_answered(const struct tnw_client *client)
{
    struct id id;
    const char *request = client->answer.request_id;
    return id_parse(&id, ID_REQUEST, request) == TNW_OK ? request : "";
}

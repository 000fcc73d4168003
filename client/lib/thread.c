#include "tnw/thread.h"

#include "ask.h"
#include "shapes/shapes.h"

enum tnw_err
tnw_thread_start(struct tnw_client *client, const char *dossier, const struct tnw_thread_new *thread,
                 struct tnw_thread **started)
{
    ASK_RETURN(client, started, .method = "POST", .path = "/v1/dossiers/{}/threads", .ids = {dossier},
               .in = &shapes_thread_new, .body = thread, .out = &shapes_thread);
}

enum tnw_err
tnw_thread_list(struct tnw_client *client, const char *dossier, const struct tnw_page *page,
                struct tnw_threads **threads)
{
    ASK_RETURN(client, threads, .method = "GET", .path = "/v1/dossiers/{}/threads", .ids = {dossier}, .page = page,
               .out = &shapes_threads);
}

enum tnw_err
tnw_thread_get(struct tnw_client *client, const char *id, struct tnw_thread **thread)
{
    ASK_RETURN(client, thread, .method = "GET", .path = "/v1/threads/{}", .ids = {id}, .out = &shapes_thread);
}

enum tnw_err
tnw_thread_close(struct tnw_client *client, const char *id, const char *conclusion, struct tnw_thread **thread)
{
    ASK_RETURN(client, thread, .method = "POST", .path = "/v1/threads/{}/close", .ids = {id}, .in = &shapes_thread_end,
               .body = &(struct shapes_conclude){.conclusion = conclusion}, .out = &shapes_thread);
}

enum tnw_err
tnw_message_send(struct tnw_client *client, const char *thread, const struct tnw_message_new *message,
                 struct tnw_message **sent)
{
    ASK_RETURN(client, sent, .method = "POST", .path = "/v1/threads/{}/messages", .ids = {thread},
               .idempotency_key = message->idempotency_key, .in = &shapes_message_new, .body = message,
               .out = &shapes_message);
}

enum tnw_err
tnw_message_list(struct tnw_client *client, const char *thread, const struct tnw_page *page,
                 struct tnw_messages **messages)
{
    ASK_RETURN(client, messages, .method = "GET", .path = "/v1/threads/{}/messages", .ids = {thread}, .page = page,
               .out = &shapes_messages);
}

enum tnw_err
tnw_message_ack(struct tnw_client *client, const char *thread, const char *id, struct tnw_receipt **receipt)
{
    ASK_RETURN(client, receipt, .method = "POST", .path = "/v1/threads/{}/messages/{}/read", .ids = {thread, id},
               .out = &shapes_receipt);
}

ASK_FREE(thread)
ASK_FREE(threads)
ASK_FREE(message)
ASK_FREE(messages)
ASK_FREE(receipt)

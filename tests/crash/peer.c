#include "peer.h"

#include <curl/curl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"

/* A server that hangs is a failed test, not a hung one. */
#define CALL_SECONDS 60L

struct peer {
    const struct server *server;
    CURL *easy;
    char base[64];
    struct buf text;
    struct peer_answer *answer;
};

static void
global_init(void)
{
    (void)curl_global_init(CURL_GLOBAL_DEFAULT);
}

static size_t
take_body(char *bytes, size_t size, size_t count, void *ctx)
{
    struct peer *peer = ctx;
    buf_put(&peer->text, bytes, size * count);
    return size * count;
}

/* Copies the value of a header line if it is that header's. */
static bool
header_is(const char *line, const char *name, char *out, size_t size)
{
    size_t len = strlen(name);
    if (strncasecmp(line, name, len) != 0 || line[len] != ':') {
        return false;
    }
    const char *value = line + len + 1 + strspn(line + len + 1, " ");
    (void)snprintf(out, size, "%.*s", (int)strcspn(value, "\r\n"), value);
    return true;
}

static size_t
take_header(char *bytes, size_t size, size_t count, void *ctx)
{
    struct peer *peer = ctx;
    char line[512];
    char value[256];
    (void)snprintf(line, sizeof line, "%.*s", (int)(size * count), bytes);
    if (header_is(line, "TNW-Request", value, sizeof value)) {
        (void)snprintf(peer->answer->request, ID_TEXT, "%.30s", value);
    } else if (header_is(line, "ETag", value, sizeof value)) {
        peer->answer->etag = (unsigned)strtoul(value + 1, NULL, 10);
    } else if (header_is(line, "Retry-After", value, sizeof value)) {
        peer->answer->retry_after = true;
    } else if (header_is(line, "Content-Type", value, sizeof value)) {
        peer->answer->problem_type = strcmp(value, "application/problem+json") == 0;
        peer->answer->file = strcmp(value, "application/pdf") == 0;
    }
    return size * count;
}

static void
set_file(struct peer *peer, const struct server *server, CURLoption option, const char *folder, const char *name,
         const char *end)
{
    char path[2 * SERVER_PATH];
    (void)snprintf(path, sizeof path, "%s/%s/%s%s", server->dir, folder, name, end);
    (void)curl_easy_setopt(peer->easy, option, path);
}

struct peer *
peer_new(const struct server *server, enum who who)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    (void)pthread_once(&once, global_init);
    struct peer *peer = calloc(1, sizeof *peer);
    if (peer == NULL || (peer->easy = curl_easy_init()) == NULL) {
        abort();
    }
    peer->server = server;
    (void)snprintf(peer->base, sizeof peer->base, "https://localhost:%u", server->port);
    set_file(peer, server, CURLOPT_CAINFO, "pki", "ca.pem", "");
    set_file(peer, server, CURLOPT_SSLCERT, "actors", server_name(who), ".pem");
    set_file(peer, server, CURLOPT_SSLKEY, "actors", server_name(who), ".key");
    (void)curl_easy_setopt(peer->easy, CURLOPT_TIMEOUT, CALL_SECONDS);
    (void)curl_easy_setopt(peer->easy, CURLOPT_NOSIGNAL, 1L);
    (void)curl_easy_setopt(peer->easy, CURLOPT_WRITEFUNCTION, take_body);
    (void)curl_easy_setopt(peer->easy, CURLOPT_WRITEDATA, peer);
    (void)curl_easy_setopt(peer->easy, CURLOPT_HEADERFUNCTION, take_header);
    (void)curl_easy_setopt(peer->easy, CURLOPT_HEADERDATA, peer);
    return peer;
}

void
peer_free(struct peer *peer)
{
    if (peer != NULL) {
        curl_easy_cleanup(peer->easy);
        buf_free(&peer->text);
        free(peer);
    }
}

const struct server *
peer_server(const struct peer *peer)
{
    return peer->server;
}

static void
add_header(struct curl_slist **list, const char *name, const char *value)
{
    char line[256];
    if (value != NULL) {
        (void)snprintf(line, sizeof line, "%s: %s", name, value);
        *list = curl_slist_append(*list, line);
    }
}

static struct curl_slist *
headers_of(const struct peer_request *request)
{
    struct curl_slist *list = NULL;
    char version[16];
    (void)snprintf(version, sizeof version, "\"%u\"", request->if_match);
    add_header(&list, "TNW-Role", request->role);
    add_header(&list, "TNW-Purpose", request->purpose);
    add_header(&list, "Idempotency-Key", request->key);
    add_header(&list, "If-Match", request->if_match == 0 ? NULL : version);
    const char *type = request->file.len > 0 ? "application/pdf" : request->body == NULL ? NULL : "application/json";
    add_header(&list, "Content-Type", type);
    add_header(&list, "Expect", "");
    return list;
}

static void
set_body(struct peer *peer, const struct peer_request *request)
{
    (void)curl_easy_setopt(peer->easy, CURLOPT_HTTPGET, 1L);
    if (request->file.len > 0) {
        (void)curl_easy_setopt(peer->easy, CURLOPT_POSTFIELDSIZE, (long)request->file.len);
        (void)curl_easy_setopt(peer->easy, CURLOPT_POSTFIELDS, request->file.ptr);
    } else if (request->body != NULL) {
        (void)curl_easy_setopt(peer->easy, CURLOPT_POSTFIELDSIZE, (long)strlen(request->body));
        (void)curl_easy_setopt(peer->easy, CURLOPT_POSTFIELDS, request->body);
    }
    (void)curl_easy_setopt(peer->easy, CURLOPT_CUSTOMREQUEST, request->method);
}

static bool
read_answer(struct peer *peer, struct peer_answer *answer)
{
    if (peer->text.len > 0 && !answer->file) {
        answer->body = json_loadb((const char *)peer->text.ptr, peer->text.len, JSON_REJECT_DUPLICATES, NULL);
        if (answer->body == NULL) {
            return false;
        }
    }
    long status = 0;
    (void)curl_easy_getinfo(peer->easy, CURLINFO_RESPONSE_CODE, &status);
    answer->status = (int)status;
    if (status >= 400) {
        (void)snprintf(answer->code, sizeof answer->code, "%s", peer_text(answer, "code"));
    }
    return true;
}

bool
peer_call(struct peer *peer, const struct peer_request *request, struct peer_answer *answer)
{
    *answer = (struct peer_answer){.status = 0};
    char url[512];
    (void)snprintf(url, sizeof url, "%s%s", peer->base, request->path);
    struct curl_slist *headers = headers_of(request);
    buf_clear(&peer->text);
    peer->answer = answer;
    (void)curl_easy_setopt(peer->easy, CURLOPT_URL, url);
    (void)curl_easy_setopt(peer->easy, CURLOPT_HTTPHEADER, headers);
    set_body(peer, request);
    bool whole = curl_easy_perform(peer->easy) == CURLE_OK && read_answer(peer, answer);
    curl_slist_free_all(headers);
    return whole;
}

void
peer_answer_clear(struct peer_answer *answer)
{
    json_decref(answer->body);
    answer->body = NULL;
}

struct slice
peer_bytes(const struct peer *peer)
{
    return buf_slice(&peer->text);
}

const char *
peer_text(const struct peer_answer *answer, const char *member)
{
    const char *text = json_string_value(json_object_get(answer->body, member));
    return text == NULL ? "" : text;
}

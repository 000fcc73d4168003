#include "transport.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "target.h"

/* Of somebody who is not the server. */
#define POST_CONNECT_MS 10000L
#define POST_MS 30000L

struct transport {
    CURL *easy;
    char words[CURL_ERROR_SIZE];
};

/* libcurl's own state is per process: it is set up by the first client and left for the last, since nobody can know
 * whether another part of the program still uses it. */
static void
global_init(void)
{
    curl_global_init(CURL_GLOBAL_DEFAULT);
}

enum tnw_err
transport_new(struct transport **out)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    *out = NULL;
    struct transport *transport = calloc(1, sizeof *transport);
    if (transport == NULL || pthread_once(&once, global_init) != 0 || (transport->easy = curl_easy_init()) == NULL) {
        free(transport);
        return TNW_E_NO_MEMORY;
    }
    *out = transport;
    return TNW_OK;
}

void
transport_free(struct transport *transport)
{
    if (transport != NULL) {
        curl_easy_cleanup(transport->easy);
        free(transport);
    }
}

const char *
transport_words(const struct transport *transport)
{
    return transport->words;
}

void
transport_answer_clear(struct transport_answer *answer)
{
    if (answer->body != NULL) {
        explicit_bzero(answer->body, answer->len);
    }
    free(answer->body);
    *answer = (struct transport_answer){0};
}

/* The smallest power of two that holds len bytes and a NUL. */
static size_t
room_for(size_t len)
{
    size_t room = 4096;
    while (room < len + 1) {
        room *= 2;
    }
    return room;
}

/* Grows by copying, so that no piece of an answer stays behind in freed memory. */
static bool
make_body_room(struct transport_answer *answer, size_t more)
{
    size_t room = room_for(answer->len + more);
    if (answer->body != NULL && room == room_for(answer->len)) {
        return true;
    }
    char *body = malloc(room);
    if (body == NULL) {
        return false;
    }
    if (answer->body != NULL) {
        memcpy(body, answer->body, answer->len);
        explicit_bzero(answer->body, answer->len);
        free(answer->body);
    }
    answer->body = body;
    return true;
}

static size_t
take_body(char *data, size_t size, size_t count, void *to)
{
    struct transport_answer *answer = to;
    size_t more = size * count;
    if (more > TRANSPORT_BODY_MAX - answer->len) {
        return 0;
    }
    if (!make_body_room(answer, more)) {
        answer->lacks_memory = true;
        return 0;
    }
    memcpy(answer->body + answer->len, data, more);
    answer->len += more;
    answer->body[answer->len] = 0;
    return more;
}

/* Where the parts of an answer go. */
struct taker {
    CURL *easy;
    struct file_flow *file;
    struct transport_answer *answer;
};

static size_t
take_part(char *data, size_t size, size_t count, void *to)
{
    const struct taker *taker = to;
    long status = 0;
    curl_easy_getinfo(taker->easy, CURLINFO_RESPONSE_CODE, &status);
    if (status != 200) { /* a problem document */
        return take_body(data, size, count, taker->answer);
    }
    return file_flow_take(taker->file, data, size * count) ? size * count : 0;
}

static bool
set_text(CURL *easy, CURLoption option, const char *text)
{
    return curl_easy_setopt(easy, option, text) == CURLE_OK;
}

/* Checked one by one: a setting that is lost for want of memory could mean that more is trusted. */
static bool
set_trust(CURL *easy, const struct tnw_config *config)
{
    bool ok = curl_easy_setopt(easy, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2) == CURLE_OK &&
              curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L) == CURLE_OK &&
              curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L) == CURLE_OK;
    if (config->ca != NULL) { /* without the second the system's issuers would be trusted as well */
        ok = ok && set_text(easy, CURLOPT_CAINFO, config->ca) && set_text(easy, CURLOPT_CAPATH, NULL);
    }
    bool bag = config->pkcs12 != NULL;
    ok = ok && set_text(easy, CURLOPT_SSLCERTTYPE, bag ? "P12" : "PEM") &&
         set_text(easy, CURLOPT_SSLCERT, bag ? config->pkcs12 : config->certificate);
    if (!bag) {
        ok = ok && set_text(easy, CURLOPT_SSLKEY, config->key != NULL ? config->key : config->certificate);
    }
    /* Without a password OpenSSL would ask for one on the terminal. */
    return ok && set_text(easy, CURLOPT_KEYPASSWD, config->password != NULL ? config->password : "");
}

/* A proxy of the environment, or a method that is lost, would be another request than the one that was asked. */
static bool
set_limits(CURL *easy, const struct tnw_config *config, unsigned extra_ms)
{
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_PATH_AS_IS, 1L);
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, (long)config->connect_ms);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, (long)config->timeout_ms + (long)extra_ms);
    return set_text(easy, CURLOPT_PROXY, "") && set_text(easy, CURLOPT_PROTOCOLS_STR, "https");
}

/* libcurl itself sends a request again when a kept connection turns out dead. Where that is not safe, it starts on a
 * connection of its own. */
static bool
set_method(CURL *easy, const struct tnw_request *request, struct file_flow *file)
{
    bool post = strcmp(request->method, "POST") == 0;
    bool get = strcmp(request->method, "GET") == 0;
    curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, get || post ? 0L : 1L);
    if (file != NULL && file->out != NULL) {
        return file_flow_set_upload(file, easy);
    }
    if (request->body != NULL || post) {
        const char *body = request->body != NULL ? request->body : "";
        curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)strlen(body));
        curl_easy_setopt(easy, CURLOPT_POSTFIELDS, body);
    }
    return get || post || set_text(easy, CURLOPT_CUSTOMREQUEST, request->method);
}

static bool
add_header(struct curl_slist **list, const char *name, const char *value)
{
    char line[192];
    if (value == NULL) {
        return true;
    }
    int len = snprintf(line, sizeof line, "%s: %s", name, value);
    struct curl_slist *more = len < (int)sizeof line ? curl_slist_append(*list, line) : NULL;
    *list = more != NULL ? more : *list;
    return more != NULL;
}

static bool
set_file(CURL *easy, const struct tnw_config *config, struct taker *taker)
{
    if (taker->file == NULL) {
        return true;
    }
    bool takes = taker->file->in == NULL || (curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_part) == CURLE_OK &&
                                             curl_easy_setopt(easy, CURLOPT_WRITEDATA, taker) == CURLE_OK);
    return takes && file_flow_begin(taker->file, easy, config->timeout_ms);
}

static const char *
content_type(const struct tnw_request *request, const struct file_flow *file)
{
    if (file != NULL && file->out != NULL) {
        return file->out->type;
    }
    return request->body != NULL ? "application/json" : NULL;
}

static struct curl_slist *
header_list(const struct tnw_config *config, const struct tnw_request *request, const struct file_flow *file)
{
    const char *type = content_type(request, file);
    struct curl_slist *list = curl_slist_append(NULL, "Expect:");
    bool ok = list != NULL &&
              add_header(&list, "Accept", "application/json, application/problem+json, application/x-ndjson") &&
              add_header(&list, "Content-Type", type) && add_header(&list, "TNW-Role", config->role) &&
              add_header(&list, "TNW-Actor", config->actor) && add_header(&list, "TNW-For", config->acting_for) &&
              add_header(&list, "TNW-Purpose", config->purpose) && add_header(&list, "If-Match", request->if_match) &&
              add_header(&list, "Idempotency-Key", request->idempotency_key);
    if (ok && type == NULL) { /* libcurl's own default for POST is a form */
        struct curl_slist *more = curl_slist_append(list, "Content-Type:");
        ok = more != NULL;
    }
    if (!ok) {
        curl_slist_free_all(list);
        return NULL;
    }
    return list;
}

static void
take_header(CURL *easy, const char *name, char *out, size_t size)
{
    struct curl_header *header = NULL;
    out[0] = 0;
    if (curl_easy_header(easy, name, 0, CURLH_HEADER, -1, &header) == CURLHE_OK && strlen(header->value) < size) {
        memcpy(out, header->value, strlen(header->value) + 1);
    }
}

static void
take_answer(CURL *easy, struct transport_answer *answer)
{
    long status = 0;
    curl_off_t retry_after = 0;
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(easy, CURLINFO_RETRY_AFTER, &retry_after);
    answer->status = (int)status;
    answer->retry_after = (long)retry_after;
    take_header(easy, "Content-Type", answer->type, sizeof answer->type);
    take_header(easy, "ETag", answer->etag, sizeof answer->etag);
    take_header(easy, "TNW-Request", answer->request_id, sizeof answer->request_id);
    take_header(easy, "TNW-Next", answer->next, sizeof answer->next);
}

static struct failure
judge_exchange(struct transport *transport, CURLcode code, struct transport_answer *answer)
{
    long connects = 0;
    long status = 0;
    curl_off_t handshake = 0;
    curl_easy_getinfo(transport->easy, CURLINFO_NUM_CONNECTS, &connects);
    curl_easy_getinfo(transport->easy, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(transport->easy, CURLINFO_APPCONNECT_TIME_T, &handshake);
    if (code == CURLE_WRITE_ERROR && answer->lacks_memory) {
        code = CURLE_OUT_OF_MEMORY;
    }
    if (code == CURLE_OK) {
        take_answer(transport->easy, answer);
    } else {
        transport_answer_clear(answer);
        if (transport->words[0] == 0) {
            snprintf(transport->words, sizeof transport->words, "%s", curl_easy_strerror(code));
        }
    }
    return failure_of(&(struct failure_facts){
        .code = code,
        .text = transport->words,
        .fresh = connects > 0,
        .handshaken = handshake > 0,
        .answered = status != 0,
    });
}

/* A peer that closes early must not kill the program by SIGPIPE, and a library may not change how the process takes its
 * signals: so it is kept away from this thread, and taken off when we caused it. */
static CURLcode
perform_quietly(CURL *easy)
{
    sigset_t pipe;
    sigset_t before;
    sigset_t pending;
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    sigemptyset(&pending);
    sigpending(&pending);
    pthread_sigmask(SIG_BLOCK, &pipe, &before);
    CURLcode code = curl_easy_perform(easy);
    if (!sigismember(&pending, SIGPIPE)) {
        (void)sigtimedwait(&pipe, NULL, &(struct timespec){0});
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return code;
}

static void
begin_exchange(struct transport *transport, struct curl_slist *list, struct transport_answer *answer)
{
    CURL *easy = transport->easy;
    curl_easy_reset(easy); /* keeps the connection */
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, transport->words);
    curl_easy_setopt(easy, CURLOPT_USERAGENT, "libtnw/" TNW_VERSION);
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, list);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, answer);
}

struct failure
transport_send(struct transport *transport, const struct tnw_config *config, const struct tnw_request *request,
               struct file_flow *file, unsigned extra_ms, struct transport_answer *answer)
{
    CURL *easy = transport->easy;
    struct taker taker = {easy, file, answer};
    transport_answer_clear(answer);
    transport->words[0] = 0;
    char url[TARGET_MAX + 512];
    size_t host = strlen(config->url);
    host -= host > 0 && config->url[host - 1] == '/';
    int len = snprintf(url, sizeof url, "%.*s%s", (int)host, config->url, request->target);
    struct curl_slist *list = header_list(config, request, file);
    if (list == NULL || len >= (int)sizeof url) {
        curl_slist_free_all(list);
        return (struct failure){.err = list == NULL ? TNW_E_NO_MEMORY : TNW_E_USAGE};
    }
    begin_exchange(transport, list, answer);
    bool set = set_text(easy, CURLOPT_URL, url) && set_limits(easy, config, extra_ms) &&
               set_method(easy, request, file) && set_trust(easy, config) && set_file(easy, config, &taker);
    CURLcode code = set ? perform_quietly(easy) : CURLE_OUT_OF_MEMORY;
    struct failure failure = judge_exchange(transport, code, answer);
    if (file != NULL && code == CURLE_OK) {
        take_header(easy, "Content-Disposition", file->disposition, sizeof file->disposition);
        take_header(easy, "TNW-Salt", file->salt, sizeof file->salt);
    }
    curl_easy_reset(easy); /* the list and the buffers below do not outlive this call */
    curl_slist_free_all(list);
    return failure;
}

static bool
set_post(CURL *easy, const char *url, struct slice body)
{
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, POST_CONNECT_MS);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, POST_MS);
    curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)body.len);
    curl_easy_setopt(easy, CURLOPT_POSTFIELDS, body.ptr);
    return set_text(easy, CURLOPT_URL, url) && set_text(easy, CURLOPT_PROTOCOLS_STR, "http,https") &&
           curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L) == CURLE_OK;
}

struct failure
transport_post(struct transport *transport, const char *url, struct slice body, struct transport_answer *answer)
{
    CURL *easy = transport->easy;
    transport_answer_clear(answer);
    transport->words[0] = 0;
    struct curl_slist *list = curl_slist_append(NULL, "Content-Type: text/plain; charset=utf-8");
    if (list == NULL) {
        return (struct failure){.err = TNW_E_NO_MEMORY};
    }
    begin_exchange(transport, list, answer);
    CURLcode code = set_post(easy, url, body) ? perform_quietly(easy) : CURLE_OUT_OF_MEMORY;
    struct failure failure = judge_exchange(transport, code, answer);
    curl_easy_reset(easy);
    curl_slist_free_all(list);
    return failure;
}

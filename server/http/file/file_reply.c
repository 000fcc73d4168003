#include "http/file/file_reply.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "service/attachment/download.h"

/* attr-char of RFC 8187. */
static bool
is_plain(unsigned char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           (c != '\0' && strchr("!#$&+-.^_`|~", c) != NULL);
}

void
file_reply_disposition(char out[FILE_REPLY_DISPOSITION], const char *name)
{
    size_t at = (size_t)snprintf(out, FILE_REPLY_DISPOSITION, "attachment; filename=\"");
    for (const char *c = name; *c != '\0'; c++) {
        out[at++] = is_plain((unsigned char)*c) || *c == ' ' ? *c : '_';
    }
    at += (size_t)snprintf(out + at, FILE_REPLY_DISPOSITION - at, "\"; filename*=UTF-8''");
    for (const char *c = name; *c != '\0'; c++) {
        bool plain = is_plain((unsigned char)*c);
        at += (size_t)snprintf(out + at, FILE_REPLY_DISPOSITION - at, plain ? "%c" : "%%%02X", (unsigned char)*c);
    }
}

/* What of a request its file needs: the response may outlive it. */
struct file_reply {
    const struct world *world;
    struct reply_file file;
};

/* A worker's, whenever the peer has taken what was read before. What is damaged, or was erased meanwhile, ends the
 * connection before its length is there, so that nobody takes it for the file. */
static ssize_t
read_chunk(void *cls, uint64_t at, char *out, size_t max)
{
    const struct file_reply *reply = cls;
    bool erased;
    size_t len = download_part(reply->world->store, &reply->file, at, out, max, &erased);
    if (len == 0) {
        if (erased) {
            log_event(reply->world->log, LOG_LEVEL_INFO, "file_erased", "at=%" PRIu64, at);
        } else {
            log_bug(reply->world->log, "file_unreadable", "at=%" PRIu64, at);
        }
        return MHD_CONTENT_READER_END_WITH_ERROR;
    }
    return (ssize_t)len;
}

static void
free_reply(void *cls)
{
    free(cls);
}

struct MHD_Response *
file_reply_or_body(const struct call *call)
{
    const struct reply *reply = &call->reply;
    if (reply->file.size == 0) {
        return MHD_create_response_from_buffer(reply->body.len, reply->body.ptr, MHD_RESPMEM_PERSISTENT);
    }
    struct file_reply *file = malloc(sizeof *file);
    if (file == NULL) {
        return NULL;
    }
    *file = (struct file_reply){.world = call->world, .file = reply->file};
    struct MHD_Response *response =
        MHD_create_response_from_callback(reply->file.size, LIMIT_ATTACHMENT_CHUNK, read_chunk, file, free_reply);
    if (response == NULL) {
        free(file);
    }
    return response;
}

#include "transport/file_flow.h"

static void
give_up(struct file_flow *flow, enum tnw_err err, const char *fault)
{
    flow->err = err;
    flow->fault = fault;
}

bool
file_flow_begin(struct file_flow *flow, CURL *easy, unsigned patience_ms)
{
    flow->at = 0;
    flow->err = TNW_OK;
    flow->fault = NULL;
    flow->disposition[0] = 0;
    flow->salt[0] = 0;
    hash_begin(&flow->stream);
    return curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, 1L) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, ((long)patience_ms + 999) / 1000) == CURLE_OK;
}

struct hash
file_flow_end(struct file_flow *flow)
{
    return hash_end(&flow->stream);
}

/* libcurl asks for no more than is left, but for what its buffer takes. */
static size_t
read_next(char *to, size_t size, size_t count, void *cls)
{
    struct file_flow *flow = cls;
    size_t max = size * count;
    size_t left = (size_t)(flow->out->size - flow->at);
    max = max < left ? max : left;
    if (max == 0) {
        return 0;
    }
    ptrdiff_t got = flow->out->read(flow->out->context, flow->at, to, max);
    if (got <= 0 || (size_t)got > max) {
        give_up(flow, TNW_E_IO, got == 0 ? "The file ends before its size." : "The file cannot be read.");
        return CURL_READFUNC_ABORT;
    }
    hash_add(&flow->stream, slice_of(to, (size_t)got));
    flow->at += got;
    return (size_t)got;
}

/* libcurl begins again by itself when a kept connection turns out dead. */
static int
seek_start(void *cls, curl_off_t offset, int origin)
{
    struct file_flow *flow = cls;
    if (offset != 0 || origin != SEEK_SET) {
        return CURL_SEEKFUNC_CANTSEEK;
    }
    flow->at = 0;
    hash_begin(&flow->stream);
    return CURL_SEEKFUNC_OK;
}

bool
file_flow_set_upload(struct file_flow *flow, CURL *easy)
{
    return curl_easy_setopt(easy, CURLOPT_POST, 1L) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)flow->out->size) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_READFUNCTION, read_next) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_READDATA, flow) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_SEEKFUNCTION, seek_start) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_SEEKDATA, flow) == CURLE_OK;
}

bool
file_flow_take(struct file_flow *flow, const char *bytes, size_t len)
{
    if (len > LIMIT_ATTACHMENT - (size_t)flow->at) {
        give_up(flow, TNW_E_PROTOCOL, "The answer is larger than an attachment can be.");
        return false;
    }
    if (!flow->in->write(flow->in->context, flow->at, bytes, len)) {
        give_up(flow, TNW_E_IO, "The file cannot be written.");
        return false;
    }
    hash_add(&flow->stream, slice_of(bytes, len));
    flow->at += (int64_t)len;
    return true;
}

unsigned
file_flow_extra_ms(const struct file_flow *flow)
{
    size_t size = flow->out == NULL ? LIMIT_ATTACHMENT : (size_t)flow->out->size;
    return (unsigned)(size / LIMIT_STREAM_BYTES_S * 1000);
}

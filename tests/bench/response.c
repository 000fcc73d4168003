#include "bench/response.h"

#include <string.h>
#include <strings.h>

enum state { STATUS_LINE, HEADER, BODY, BODY_TO_EOF, CHUNK_SIZE, CHUNK_DATA, CHUNK_END, TRAILER, DONE };

void
response_init(struct response *resp, bool head)
{
    resp->status = 0;
    resp->done = false;
    resp->keep_alive = true;
    resp->head = head;
    resp->state = STATUS_LINE;
    resp->chunked = false;
    resp->has_length = false;
    resp->left = 0;
    resp->line_len = 0;
}

static enum tnw_err
finish(struct response *resp)
{
    resp->state = DONE;
    resp->done = true;
    return TNW_OK;
}

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static enum tnw_err
take_status_line(struct response *resp, const char *line, size_t len)
{
    if (len < 12 || memcmp(line, "HTTP/1.", 7) != 0 || !is_digit(line[7]) || line[8] != ' ') {
        return TNW_E_PROTOCOL;
    }
    if (!is_digit(line[9]) || !is_digit(line[10]) || !is_digit(line[11]) || (len > 12 && line[12] != ' ')) {
        return TNW_E_PROTOCOL;
    }
    resp->status = (line[9] - '0') * 100 + (line[10] - '0') * 10 + (line[11] - '0');
    resp->keep_alive = line[7] != '0';
    resp->state = HEADER;
    return resp->status >= 100 ? TNW_OK : TNW_E_PROTOCOL;
}

static enum tnw_err
parse_length(const char *text, size_t len, uint64_t *out)
{
    uint64_t value = 0;
    /* 15 digits are a petabyte: more cannot be meant, and cannot overflow. */
    if (len == 0 || len > 15) {
        return TNW_E_PROTOCOL;
    }
    for (size_t i = 0; i < len; i++) {
        if (!is_digit(text[i])) {
            return TNW_E_PROTOCOL;
        }
        value = value * 10 + (uint64_t)(text[i] - '0');
    }
    *out = value;
    return TNW_OK;
}

static bool
same_word(const char *text, size_t len, const char *word)
{
    return len == strlen(word) && strncasecmp(text, word, len) == 0;
}

static enum tnw_err
take_field(struct response *resp, const char *name, size_t name_len, const char *value, size_t value_len)
{
    if (same_word(name, name_len, "content-length")) {
        if (resp->has_length || resp->chunked) {
            return TNW_E_PROTOCOL;
        }
        resp->has_length = true;
        return parse_length(value, value_len, &resp->left);
    }
    if (same_word(name, name_len, "transfer-encoding")) {
        if (resp->has_length || resp->chunked || !same_word(value, value_len, "chunked")) {
            return TNW_E_PROTOCOL;
        }
        resp->chunked = true;
        return TNW_OK;
    }
    if (same_word(name, name_len, "connection") && same_word(value, value_len, "close")) {
        resp->keep_alive = false;
    }
    return TNW_OK;
}

/* RFC 9112 §6.3: which rule says how long the body is. */
static enum tnw_err
end_headers(struct response *resp)
{
    if (resp->status < 200) {
        response_init(resp, resp->head);
        return TNW_OK;
    }
    if (resp->head || resp->status == 204 || resp->status == 304 || (resp->has_length && resp->left == 0)) {
        return finish(resp);
    }
    if (resp->chunked) {
        resp->state = CHUNK_SIZE;
    } else if (resp->has_length) {
        resp->state = BODY;
    } else {
        resp->state = BODY_TO_EOF;
        resp->keep_alive = false;
    }
    return TNW_OK;
}

static enum tnw_err
take_header(struct response *resp, const char *line, size_t len)
{
    if (len == 0) {
        return end_headers(resp);
    }
    const char *colon = memchr(line, ':', len);
    if (colon == NULL || colon == line || line[0] == ' ' || line[0] == '\t') {
        return TNW_E_PROTOCOL;
    }
    const char *value = colon + 1;
    const char *end = line + len;
    while (value < end && (*value == ' ' || *value == '\t')) {
        value++;
    }
    while (end > value && (end[-1] == ' ' || end[-1] == '\t')) {
        end--;
    }
    return take_field(resp, line, (size_t)(colon - line), value, (size_t)(end - value));
}

static int
hex_digit(char c)
{
    if (is_digit(c)) {
        return c - '0';
    }
    char lower = (char)(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

static enum tnw_err
take_chunk_size(struct response *resp, const char *line, size_t len)
{
    size_t digits = 0;
    resp->left = 0;
    while (digits < len && hex_digit(line[digits]) >= 0) {
        resp->left = resp->left << 4 | (uint64_t)hex_digit(line[digits]);
        digits++;
    }
    if (digits == 0 || digits > 12 || (digits < len && line[digits] != ';')) {
        return TNW_E_PROTOCOL;
    }
    resp->state = resp->left == 0 ? TRAILER : CHUNK_DATA;
    return TNW_OK;
}

static enum tnw_err
take_line(struct response *resp, const char *line, size_t len)
{
    switch (resp->state) {
    case STATUS_LINE:
        return take_status_line(resp, line, len);
    case HEADER:
        return take_header(resp, line, len);
    case CHUNK_SIZE:
        return take_chunk_size(resp, line, len);
    case CHUNK_END:
        resp->state = CHUNK_SIZE;
        return len == 0 ? TNW_OK : TNW_E_PROTOCOL;
    default: /* TRAILER */
        return len == 0 ? finish(resp) : TNW_OK;
    }
}

/* A line that lies whole in the input is read in place; only one that is cut in two is copied. */
static enum tnw_err
feed_line(struct response *resp, const char *bytes, size_t len, size_t *used)
{
    const char *newline = memchr(bytes, '\n', len);
    size_t take = newline == NULL ? len : (size_t)(newline - bytes) + 1;
    const char *line = bytes;
    size_t line_len = take;
    *used = take;
    if (newline == NULL || resp->line_len > 0) {
        if (take > RESPONSE_LINE_MAX - resp->line_len) {
            return TNW_E_PROTOCOL;
        }
        memcpy(resp->line + resp->line_len, bytes, take);
        resp->line_len += take;
        line = resp->line;
        line_len = resp->line_len;
    }
    if (newline == NULL) {
        return TNW_OK;
    }
    resp->line_len = 0;
    if (line_len < 2 || line[line_len - 2] != '\r') {
        return TNW_E_PROTOCOL;
    }
    return take_line(resp, line, line_len - 2);
}

static enum tnw_err
feed_data(struct response *resp, size_t len, size_t *used)
{
    size_t take = resp->left < len ? (size_t)resp->left : len;
    *used = take;
    resp->left -= take;
    if (resp->left > 0) {
        return TNW_OK;
    }
    if (resp->state == BODY) {
        return finish(resp);
    }
    resp->state = CHUNK_END;
    return TNW_OK;
}

enum tnw_err
response_feed(struct response *resp, const char *bytes, size_t len, size_t *used)
{
    enum tnw_err err = TNW_OK;
    size_t at = 0;
    while (err == TNW_OK && at < len && !resp->done) {
        size_t step = 0;
        if (resp->state == BODY_TO_EOF) {
            step = len - at;
        } else if (resp->state == BODY || resp->state == CHUNK_DATA) {
            err = feed_data(resp, len - at, &step);
        } else {
            err = feed_line(resp, bytes + at, len - at, &step);
        }
        at += step;
    }
    *used = at;
    return err;
}

enum tnw_err
response_eof(struct response *resp)
{
    return resp->state == BODY_TO_EOF ? finish(resp) : TNW_E_PROTOCOL;
}

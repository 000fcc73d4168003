#include "bench/template.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/ldap.h"

/* The lines of a file, or one text; `{0}` is empty. Lines borrow from text. */
struct lines {
    struct buf text;
    struct slice *items;
    size_t count;
};

static void
lines_free(struct lines *lines)
{
    buf_free(&lines->text);
    free(lines->items);
    *lines = (struct lines){0};
}

static enum tnw_err
read_file(const char *path, struct buf *out)
{
    char chunk[65536];
    FILE *file = fopen(path, "re");
    if (file == NULL) {
        return TNW_E_IO;
    }
    for (size_t n = fread(chunk, 1, sizeof chunk, file); n > 0; n = fread(chunk, 1, sizeof chunk, file)) {
        buf_put(out, chunk, n);
    }
    enum tnw_err err = ferror(file) ? TNW_E_IO : out->err;
    (void)fclose(file);
    return err;
}

static size_t
count_lines(const struct buf *text)
{
    size_t count = 1;
    for (size_t i = 0; i < text->len; i++) {
        count += text->ptr[i] == '\n';
    }
    return count;
}

/* Empty lines are left out, so that a final newline makes no request without a body. */
static enum tnw_err
split(struct lines *lines)
{
    lines->items = calloc(count_lines(&lines->text), sizeof *lines->items);
    if (lines->items == NULL) {
        return TNW_E_NO_MEMORY;
    }
    const uint8_t *at = lines->text.ptr;
    const uint8_t *end = at + lines->text.len;
    while (at < end) {
        const uint8_t *newline = memchr(at, '\n', (size_t)(end - at));
        const uint8_t *stop = newline == NULL ? end : newline;
        if (stop > at) {
            lines->items[lines->count++] = slice_of(at, (size_t)(stop - at));
        }
        at = stop + 1;
    }
    return lines->count > 0 ? TNW_OK : TNW_E_USAGE;
}

static enum tnw_err
single(struct lines *lines)
{
    lines->items = calloc(1, sizeof *lines->items);
    if (lines->items == NULL) {
        return TNW_E_NO_MEMORY;
    }
    lines->items[0] = buf_slice(&lines->text);
    lines->count = 1;
    return lines->text.err;
}

static enum tnw_err
load_paths(struct lines *lines, const struct template_parts *parts)
{
    if (parts->paths_file == NULL) {
        buf_put_str(&lines->text, parts->path);
        return single(lines);
    }
    enum tnw_err err = read_file(parts->paths_file, &lines->text);
    return err == TNW_OK ? split(lines) : err;
}

static enum tnw_err
load_bodies(struct lines *lines, const struct template_parts *parts)
{
    if (parts->bodies_file != NULL) {
        enum tnw_err err = read_file(parts->bodies_file, &lines->text);
        return err == TNW_OK ? split(lines) : err;
    }
    if (parts->body_file != NULL) {
        enum tnw_err err = read_file(parts->body_file, &lines->text);
        return err == TNW_OK ? single(lines) : err;
    }
    buf_put_str(&lines->text, parts->body == NULL ? "" : parts->body);
    return single(lines);
}

/* Appends text with every {n} widened to its digits, and notes where they are. */
static enum tnw_err
put_text(struct template *tpl, struct slice text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (text.len - i < 3 || memcmp(text.ptr + i, "{n}", 3) != 0) {
            buf_put_u8(&tpl->bytes, text.ptr[i]);
            continue;
        }
        if (tpl->slot_count == TEMPLATE_SLOTS_MAX) {
            return TNW_E_USAGE;
        }
        tpl->slots[tpl->slot_count++] = tpl->bytes.len;
        buf_put(&tpl->bytes, "000000000000", TEMPLATE_DIGITS);
        i += 2;
    }
    return tpl->bytes.err;
}

static size_t
widened_length(struct slice text)
{
    size_t len = text.len;
    for (size_t i = 0; i + 3 <= text.len; i++) {
        if (memcmp(text.ptr + i, "{n}", 3) == 0) {
            len += TEMPLATE_DIGITS - 3;
        }
    }
    return len;
}

static enum tnw_err
put_headers(struct template *tpl, const struct template_parts *parts)
{
    for (size_t i = 0; i < parts->header_count; i++) {
        if (strpbrk(parts->headers[i], "\r\n") != NULL || strchr(parts->headers[i], ':') == NULL) {
            return TNW_E_USAGE;
        }
        enum tnw_err err = put_text(tpl, slice_str(parts->headers[i]));
        if (err != TNW_OK) {
            return err;
        }
        buf_put_str(&tpl->bytes, "\r\n");
    }
    return tpl->bytes.err;
}

static struct ldap_text
ldap_text_of(struct slice text)
{
    return (struct ldap_text){text, widened_length(text)};
}

/* What cn is in cn=…,… */
static struct slice
name_in(struct slice dn)
{
    const uint8_t *comma = memchr(dn.ptr, ',', dn.len);
    if (dn.len < 3 || memcmp(dn.ptr, "cn=", 3) != 0 || comma == NULL) {
        return (struct slice){0};
    }
    return slice_of(dn.ptr + 3, (size_t)(comma - dn.ptr) - 3);
}

static enum tnw_err
build_ldap(struct template *tpl, struct slice path, struct slice body)
{
    struct buf request = {0};
    struct slice dn = slice_of(path.ptr + 1, path.len - 1);
    struct slice name = name_in(dn);
    enum tnw_err err = TNW_E_USAGE;
    if (body.len > 0 && name.len == 0) {
        return err;
    }
    if (body.len > 0) {
        ldap_put_add(&request, ldap_text_of(dn), ldap_text_of(name), ldap_text_of(body));
    } else {
        ldap_put_search(&request, ldap_text_of(dn));
    }
    err = request.err == TNW_OK ? put_text(tpl, buf_slice(&request)) : request.err;
    buf_free(&request);
    return err;
}

static enum tnw_err
build_http(struct template *tpl, const struct template_parts *parts, struct slice path, struct slice body)
{
    buf_printf(&tpl->bytes, "%s ", parts->method);
    enum tnw_err err = put_text(tpl, path);
    if (err != TNW_OK) {
        return err;
    }
    buf_printf(&tpl->bytes, " HTTP/1.1\r\nHost: %s\r\n", parts->host);
    err = put_headers(tpl, parts);
    if (err != TNW_OK) {
        return err;
    }
    if (body.len > 0 || strcmp(parts->method, "POST") == 0) {
        buf_printf(&tpl->bytes, "Content-Length: %zu\r\n", widened_length(body));
    }
    buf_put_str(&tpl->bytes, "\r\n");
    return put_text(tpl, body);
}

static enum tnw_err
build_one(struct template *tpl, const struct template_parts *parts, struct slice path, struct slice body)
{
    return parts->ldap ? build_ldap(tpl, path, body) : build_http(tpl, parts, path, body);
}

static enum tnw_err
build_all(struct template_set *set, const struct template_parts *parts, const struct lines *paths,
          const struct lines *bodies)
{
    size_t count = paths->count > bodies->count ? paths->count : bodies->count;
    set->items = calloc(count, sizeof *set->items);
    if (set->items == NULL) {
        return TNW_E_NO_MEMORY;
    }
    enum tnw_err err = TNW_OK;
    for (set->count = 0; err == TNW_OK && set->count < count; set->count++) {
        size_t i = set->count;
        err = build_one(&set->items[i], parts, paths->items[i % paths->count], bodies->items[i % bodies->count]);
    }
    return err;
}

enum tnw_err
template_set_build(struct template_set *set, const struct template_parts *parts)
{
    struct lines paths = {0};
    struct lines bodies = {0};
    *set = (struct template_set){.head = strcmp(parts->method, "HEAD") == 0};
    enum tnw_err err = load_paths(&paths, parts);
    if (err != TNW_OK) {
        goto out;
    }
    err = load_bodies(&bodies, parts);
    if (err != TNW_OK) {
        goto out;
    }
    err = build_all(set, parts, &paths, &bodies);
out:
    lines_free(&paths);
    lines_free(&bodies);
    return err;
}

void
template_set_free(struct template_set *set)
{
    for (size_t i = 0; i < set->count; i++) {
        buf_free(&set->items[i].bytes);
    }
    free(set->items);
    *set = (struct template_set){0};
}

static void
write_number(uint8_t *at, uint64_t number)
{
    for (size_t i = TEMPLATE_DIGITS; i > 0; i--) {
        at[i - 1] = (uint8_t)('0' + number % 10);
        number /= 10;
    }
}

struct slice
template_render(const struct template_set *set, uint64_t number, struct buf *scratch)
{
    const struct template *tpl = &set->items[number % set->count];
    if (tpl->slot_count == 0) {
        return buf_slice(&tpl->bytes);
    }
    scratch->len = 0; /* buf_clear would wipe, and nothing here is secret */
    buf_put_slice(scratch, buf_slice(&tpl->bytes));
    for (size_t i = 0; scratch->err == TNW_OK && i < tpl->slot_count; i++) {
        write_number(scratch->ptr + tpl->slots[i], number);
    }
    return buf_slice(scratch);
}

#include "app/verify/verify_progress.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/command.h"
#include "base/file.h"
#include "store/layout.h"

#define TELL_TERMINAL_MS 1000
#define TELL_EVENT_MS 5000
#define KEEP_MS 10000
/* Of the time, so much may be spent on keeping the place: one part of so many. */
#define KEEP_PARTS 20
#define FILE_HEAD "tnwd verify state 2"
#define FILE_SIZE ((size_t)1 << 33) /* 64 bytes for each dossier, of which no store here has more than 100 million */

void
verify_progress_begin(struct verify_progress *progress, time_ms now)
{
    progress->terminal = isatty(STDERR_FILENO) == 1;
    progress->begun = now;
    progress->since = progress->told = progress->kept = clock_monotonic_ms();
    if (progress->file != NULL) {
        sigemptyset(&progress->signals);
        sigaddset(&progress->signals, SIGINT);
        sigaddset(&progress->signals, SIGTERM);
        (void)pthread_sigmask(SIG_BLOCK, &progress->signals, NULL);
    }
}

/* Seconds, by what was done so far; -1: not known yet. */
static int64_t
verify_seconds_left(const struct verify_progress *progress, uint64_t done, uint64_t total, int64_t now)
{
    const uint64_t own = done - progress->at;
    if (own == 0 || now <= progress->since) {
        return -1;
    }
    return (int64_t)((double)(total - done) * (double)(now - progress->since) / (double)own / 1000.0 + 0.5);
}

void
verify_progress_tell(struct verify_progress *progress, uint64_t done, uint64_t total)
{
    const int64_t now = clock_monotonic_ms();
    const unsigned percent = total == 0 ? 100 : (unsigned)(done * 100 / total);
    if (!progress->has_at) {
        progress->has_at = true;
        progress->at = done;
    }
    if (now - progress->told < (progress->terminal ? TELL_TERMINAL_MS : TELL_EVENT_MS)) {
        return;
    }
    progress->told = now;
    const int64_t left = verify_seconds_left(progress, done, total, now);
    if (progress->terminal) {
        (void)fprintf(stderr, "\r%3u %%: %" PRIu64 " of %" PRIu64 ", %" PRId64 ":%02d left ", percent, done, total,
                      left < 0 ? 0 : left / 60, left < 0 ? 0 : (int)(left % 60));
        progress->shown = true;
    } else if (progress->events) {
        (void)fprintf(stderr,
                      "event=verify_progress percent=%u done=%" PRIu64 " total=%" PRIu64 " seconds_left=%" PRId64 "\n",
                      percent, done, total, left);
    }
}

void
verify_progress_clear(struct verify_progress *progress)
{
    if (progress->shown) {
        (void)fprintf(stderr, "\r%*s\r", 60, "");
        progress->shown = false;
    }
}

static void
put_text_line(struct buf *out, const char *name, const char *value)
{
    buf_put_str(out, name);
    buf_put_u8(out, ' ');
    buf_put_str(out, value);
    buf_put_u8(out, '\n');
}

static void
put_number_line(struct buf *out, const char *name, uint64_t number)
{
    char text[24];
    (void)snprintf(text, sizeof text, "%" PRIu64, number);
    put_text_line(out, name, text);
}

static void
put_bytes_line(struct buf *out, const char *name, struct slice bytes)
{
    buf_put_str(out, name);
    buf_put_u8(out, ' ');
    buf_put_hex(out, bytes);
    buf_put_u8(out, '\n');
}

/* The numbers of a result, in the order of the file. */
#define RESULT_NUMBERS 6
static void
list_numbers(struct verify_result *result, uint64_t *numbers[RESULT_NUMBERS])
{
    uint64_t *const all[RESULT_NUMBERS] = {&result->rows,        &result->records,   &result->dossiers,
                                           &result->checkpoints, &result->strangers, &result->findings};
    memcpy(numbers, all, sizeof all);
}

static const char *const number_names[RESULT_NUMBERS] = {"rows",        "records",   "dossiers",
                                                         "checkpoints", "strangers", "findings"};

void
verify_progress_found(struct verify_progress *progress, const char *finding)
{
    put_text_line(&progress->findings, "told", finding);
}

bool
verify_progress_is_cut(const struct verify_progress *progress)
{
    const struct timespec none = {.tv_sec = 0};
    return progress->file != NULL && sigtimedwait(&progress->signals, NULL, &none) > 0;
}

bool
verify_progress_is_due(const struct verify_progress *progress)
{
    const int64_t rest = progress->took * KEEP_PARTS > KEEP_MS ? progress->took * KEEP_PARTS : KEEP_MS;
    return progress->file != NULL && clock_monotonic_ms() - progress->kept >= rest;
}

static void
put_verify_place(struct verify_progress *progress, const struct verify_place *place, struct buf *text)
{
    char begun[TIME_TEXT];
    struct verify_result result = place->result;
    uint64_t *numbers[RESULT_NUMBERS];
    time_format(begun, progress->begun);
    list_numbers(&result, numbers);
    put_text_line(text, "log", progress->log);
    put_text_line(text, "begun", begun);
    put_number_line(text, "format", LAYOUT_VERSION);
    put_number_line(text, "part", place->part);
    put_number_line(text, "seq", place->seq);
    put_bytes_line(text, "key", slice_of(place->key.bytes, sizeof place->key.bytes));
    put_number_line(text, "space", place->rows.space);
    put_bytes_line(text, "last", key_slice(&place->rows.last));
    put_number_line(text, "size", place->size);
    put_bytes_line(text, "root", slice_of(place->root.bytes, HASH_SIZE));
    for (size_t i = 0; i < RESULT_NUMBERS; i++) {
        put_number_line(text, number_names[i], *numbers[i]);
    }
    buf_put_slice(text, buf_slice(&progress->findings));
}

/* Its head, a digest of all that follows, and that. */
void
verify_progress_keep(struct verify_progress *progress, const struct verify_place *place, struct slice table)
{
    struct buf body = {0};
    struct buf content = {0};
    const int64_t begun = clock_monotonic_ms();
    put_verify_place(progress, place, &body);
    put_number_line(&body, "table", table.len);
    buf_put_slice(&body, table);
    const struct hash digest = hash_of(buf_slice(&body));
    buf_put_str(&content, FILE_HEAD "\n");
    put_bytes_line(&content, "digest", hash_slice(&digest));
    buf_put_slice(&content, buf_slice(&body));
    buf_fail(&content, body.err);
    if (content.err == TNW_OK && file_replace(progress->file, buf_slice(&content)) != TNW_OK) {
        verify_progress_clear(progress);
        (void)fprintf(stderr, "%s: cannot be written: a run that is cut will begin further back\n", progress->file);
    }
    buf_free(&body);
    buf_free(&content);
    progress->kept = clock_monotonic_ms();
    progress->took = progress->kept - begun;
}

/* The rest of the next line, if it begins with that name; NULL: it does not. Its end becomes NUL. */
static char *
take_line(char **text, const char *name)
{
    const size_t len = strlen(name);
    char *line = *text;
    char *end = line == NULL ? NULL : strchr(line, '\n');
    if (end == NULL || strncmp(line, name, len) != 0 || line[len] != ' ') {
        return NULL;
    }
    *end = 0;
    *text = end + 1;
    return line + len + 1;
}

static bool
take_number_line(char **text, const char *name, uint64_t *number)
{
    const char *value = take_line(text, name);
    char *end = NULL;
    errno = 0;
    *number = value == NULL ? 0 : strtoull(value, &end, 10);
    return value != NULL && value[0] >= '0' && value[0] <= '9' && *end == 0 && errno == 0;
}

static bool
take_bytes_line(char **text, const char *name, uint8_t *bytes, size_t max, size_t *len)
{
    const char *value = take_line(text, name);
    *len = value == NULL ? 0 : strlen(value) / 2;
    return value != NULL && strlen(value) % 2 == 0 && *len <= max && hex_decode(bytes, *len, value) == TNW_OK;
}

/* Behind the log's name. */
static bool
parse_verify_place(struct verify_place *place, char **text)
{
    uint64_t format;
    uint64_t part;
    uint64_t space;
    size_t key_len;
    size_t root_len;
    uint64_t *numbers[RESULT_NUMBERS];
    list_numbers(&place->result, numbers);
    bool ok = take_number_line(text, "format", &format) && format == LAYOUT_VERSION &&
              take_number_line(text, "part", &part) && part < VERIFY_PARTS &&
              take_number_line(text, "seq", &place->seq) &&
              take_bytes_line(text, "key", place->key.bytes, sizeof place->key.bytes, &key_len) &&
              key_len == sizeof place->key.bytes && take_number_line(text, "space", &space) && space <= SPACE_COUNT &&
              take_bytes_line(text, "last", place->rows.last.bytes, KEY_PIECE, &place->rows.last.len) &&
              take_number_line(text, "size", &place->size) &&
              take_bytes_line(text, "root", place->root.bytes, HASH_SIZE, &root_len) && root_len == HASH_SIZE;
    for (size_t i = 0; ok && i < RESULT_NUMBERS; i++) {
        ok = take_number_line(text, number_names[i], numbers[i]);
    }
    place->part = ok ? (enum verify_part)part : VERIFY_LOG;
    place->rows.space = ok ? (unsigned)space : 0;
    return ok;
}

/* content ends with a NUL that is no part of it. */
static bool
parse_verify_state(struct verify_progress *progress, struct verify_place *place, struct slice *table,
                   struct buf *content)
{
    struct hash stated;
    size_t digest_len;
    uint64_t table_len;
    char *text = (char *)content->ptr;
    const char *const end = text + content->len - 1;
    const size_t head = strlen(FILE_HEAD "\n");
    if (strncmp(text, FILE_HEAD "\n", head) != 0) {
        return false;
    }
    text += head;
    if (!take_bytes_line(&text, "digest", stated.bytes, HASH_SIZE, &digest_len) || digest_len != HASH_SIZE) {
        return false;
    }
    const struct hash digest = hash_of(slice_of(text, (size_t)(end - text)));
    const char *log = hash_eq(&digest, &stated) ? take_line(&text, "log") : NULL;
    const char *begun = log == NULL ? NULL : take_line(&text, "begun");
    bool ok = begun != NULL && strcmp(log, progress->log) == 0 && time_parse(&progress->begun, begun) == TNW_OK &&
              parse_verify_place(place, &text);
    for (const char *told = ok ? take_line(&text, "told") : NULL; told != NULL; told = take_line(&text, "told")) {
        verify_progress_found(progress, told);
    }
    ok = ok && take_number_line(&text, "table", &table_len) && table_len == (uint64_t)(end - text);
    *table = ok ? slice_of(text, (size_t)table_len) : slice_of(NULL, 0);
    return ok;
}

enum tnw_err
verify_progress_load(struct verify_progress *progress, struct verify_place *place, struct buf *content,
                     struct slice *table, char where[CONFIG_WHERE])
{
    *place = (struct verify_place){.part = VERIFY_LOG};
    if (access(progress->file, F_OK) != 0 && errno == ENOENT) {
        return TNW_E_NOT_FOUND;
    }
    enum tnw_err err = file_read(content, progress->file, FILE_SIZE, where);
    buf_put_u8(content, 0);
    if (err == TNW_OK) {
        err = content->err;
    }
    if (err == TNW_OK && !parse_verify_state(progress, place, table, content)) {
        err = command_fail(TNW_E_CONFIGURATION, where, progress->file,
                           "is no state of a verification of this log: name another file, or remove it");
    }
    return err;
}

void
verify_progress_end(const struct verify_progress *progress)
{
    if (progress->file != NULL) {
        char spare[FILE_PATH];
        (void)unlink(progress->file);
        (void)snprintf(spare, sizeof spare, "%.4000s.new", progress->file);
        (void)unlink(spare); /* file_replace's */
    }
}

void
verify_progress_wipe(struct verify_progress *progress)
{
    buf_free(&progress->findings);
}

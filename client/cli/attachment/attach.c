#include "attachment/attach.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <uninorm.h>
#include <unistd.h>
#include <unistr.h>

#include "attachment/attachment_show.h"
#include "attachment/unfinished.h"
#include "base/file_name.h"
#include "show.h"
#include "texts/text_detail.h"

/* Smaller ones are there before somebody wonders. */
#define PROGRESS_FROM ((int64_t)1 << 20)

static enum media
media_of(const uint8_t *bytes, size_t len)
{
    static const struct {
        const char *begins;
        size_t len;
        enum media media;
    } rows[] = {{"%PDF-", 5, MEDIA_PDF}, {"\xff\xd8\xff", 3, MEDIA_JPEG}, {"\x89PNG\r\n\x1a\n", 8, MEDIA_PNG}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (len >= rows[i].len && memcmp(bytes, rows[i].begins, rows[i].len) == 0) {
            return rows[i].media;
        }
    }
    return MEDIA_COUNT;
}

static enum tnw_err
file_fails(struct cli *cli, const struct attach_file *file, enum text why)
{
    return cli_wrong(cli, TNW_E_USAGE, file->path, why);
}

/* The last part of its path, as everybody composes it, with the ending of what it is. */
static enum tnw_err
name_file(struct cli *cli, struct attach_file *file)
{
    static const char *const endings[MEDIA_COUNT] = {[MEDIA_PDF] = ".pdf", [MEDIA_JPEG] = ".jpg", [MEDIA_PNG] = ".png"};
    const char *slash = strrchr(file->path, '/');
    const char *base = slash == NULL ? file->path : slash + 1;
    size_t len = sizeof file->name - 1;
    if (u8_check((const uint8_t *)base, strlen(base)) != NULL ||
        u8_normalize(UNINORM_NFC, (const uint8_t *)base, strlen(base), (uint8_t *)file->name, &len) !=
            (uint8_t *)file->name ||
        len > sizeof file->name - 5) {
        return file_fails(cli, file, TEXT_FILE_NAME_UNFIT);
    }
    file->name[len] = '\0';
    if (!file_name_ends(file->name, file->media)) {
        (void)snprintf(file->name + len, sizeof file->name - len, "%s", endings[file->media]);
    }
    const char *fault = file_name_fault(file->name);
    if (fault == NULL) {
        return TNW_OK;
    }
    char *words = text_detail(cli->language, fault);
    enum tnw_err err = cli_usage(cli, TEXT_FILE_NAME_FAULT, FILL(file->name, words == NULL ? fault : words));
    free(words);
    return err;
}

/* One way through all of it: what it is, and its hash, by which a run that was cut off is known again. */
static enum tnw_err
hash_file(struct cli *cli, struct attach_file *file)
{
    uint8_t bytes[32 * 1024];
    struct hash_stream stream;
    hash_begin(&stream);
    for (int64_t at = 0; at < file->size;) {
        ssize_t got = pread(file->fd, bytes, sizeof bytes, at);
        if (got < 0) {
            return cli_fail(cli, TNW_E_IO, file->path, strerror(errno));
        }
        if (got == 0) {
            return file_fails(cli, file, TEXT_FILE_CHANGED);
        }
        file->media = at == 0 ? media_of(bytes, (size_t)got) : file->media;
        hash_add(&stream, slice_of(bytes, (size_t)got));
        at += got;
    }
    file->sha256 = hash_end(&stream);
    return file->media == MEDIA_COUNT ? file_fails(cli, file, TEXT_FILE_NO_KIND) : TNW_OK;
}

/* Not of a pipe or a device, which has no size, nor of one that does not end; a pipe without a writer does not hold us
 * up. */
static enum tnw_err
open_file(struct cli *cli, struct attach_file *file)
{
    struct stat about;
    file->fd = open(file->path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (file->fd < 0 || fstat(file->fd, &about) != 0) {
        return cli_fail(cli, TNW_E_IO, file->path, strerror(errno));
    }
    file->size = about.st_size;
    if (!S_ISREG(about.st_mode)) {
        return file_fails(cli, file, TEXT_FILE_IS_NONE);
    }
    if (file->size == 0) {
        return file_fails(cli, file, TEXT_FILE_IS_EMPTY);
    }
    if ((uint64_t)file->size > LIMIT_ATTACHMENT) {
        return file_fails(cli, file, TEXT_FILE_TOO_LARGE);
    }
    enum tnw_err err = hash_file(cli, file);
    return err == TNW_OK ? name_file(cli, file) : err;
}

enum tnw_err
attach_open(struct cli *cli, struct attach *attach)
{
    const char *const *paths = cli_texts(cli, OPTION_ATTACH);
    enum tnw_err err = TNW_OK;
    *attach = (struct attach){.count = 0};
    for (; paths != NULL && *paths != NULL && err == TNW_OK; paths++) {
        if (attach->count == LIMIT_ATTACHMENTS) {
            return cli_usage(cli, TEXT_FILES_TOO_MANY, FILL(NUMBER(LIMIT_ATTACHMENTS)));
        }
        struct attach_file *file = &attach->files[attach->count++];
        *file = (struct attach_file){.path = *paths, .fd = -1, .media = MEDIA_COUNT};
        err = open_file(cli, file);
    }
    return err;
}

void
attach_close(struct attach *attach)
{
    for (size_t i = 0; i < attach->count; i++) {
        if (attach->files[i].fd >= 0) {
            close(attach->files[i].fd);
        }
    }
    explicit_bzero(attach, sizeof *attach);
}

static bool
is_detached(struct cli *cli, const char *id)
{
    const char *const *ids = cli_texts(cli, OPTION_DETACH);
    while (ids != NULL && *ids != NULL && strcmp(*ids, id) != 0) {
        ids++;
    }
    return ids != NULL && *ids != NULL;
}

enum tnw_err
attach_keep(struct cli *cli, struct attach *attach, const struct tnw_fragment *before)
{
    const char *const *ids = cli_texts(cli, OPTION_DETACH);
    size_t detached = 0;
    for (size_t i = 0; i < before->attachment_count && attach->ref_count < LIMIT_ATTACHMENTS; i++) {
        const struct tnw_attachment *old = &before->attachments[i];
        if (is_detached(cli, old->id)) {
            detached++;
        } else {
            attach->refs[attach->ref_count++] = (struct tnw_attachment_ref){old->id, old->name};
        }
    }
    for (; ids != NULL && *ids != NULL; ids++) {
        if (detached-- == 0) {
            return cli_usage(cli, TEXT_NOT_ATTACHED, NULL);
        }
    }
    return TNW_OK;
}

/* A file on its way. */
struct sending {
    const struct cli *cli;
    const struct attach_file *file;
    int shown; /* percent; -1: nobody watches */
    int fault; /* errno of what could not be read */
};

static void
tell_progress(struct sending *sending, int64_t at)
{
    int percent = (int)(at * 100 / sending->file->size);
    if (sending->shown >= 0 && percent > sending->shown) {
        sending->shown = percent;
        fprintf(sending->cli->err, "\r%3d %%", percent);
        fflush(sending->cli->err);
    }
}

static ptrdiff_t
read_file(void *context, int64_t at, void *to, size_t max)
{
    struct sending *sending = context;
    ssize_t got = pread(sending->file->fd, to, max, at);
    sending->fault = got < 0 ? errno : 0;
    tell_progress(sending, got < 0 ? at : at + got);
    return got;
}

static struct hash
digest_of_texts(const char *const *texts, size_t count)
{
    struct hash_stream stream;
    hash_begin(&stream);
    for (size_t i = 0; i < count; i++) {
        hash_add(&stream, slice_of(texts[i], strlen(texts[i]) + 1));
    }
    return hash_end(&stream);
}

static enum tnw_err
put_file(struct cli *cli, const char *dossier, struct attach_file *file, struct tnw_draft **draft)
{
    char key[UNFINISHED_KEY];
    bool watched = file->size >= PROGRESS_FROM && isatty(fileno(cli->err));
    struct sending sending = {.cli = cli, .file = file, .shown = watched ? 0 : -1};
    unfinished_key(cli, &file->digest, key);
    enum tnw_err err = tnw_attachment_put(cli->client, dossier,
                                          &(struct tnw_upload){.type = media_type(file->media),
                                                               .size = file->size,
                                                               .read = read_file,
                                                               .context = &sending,
                                                               .idempotency_key = key},
                                          draft);
    if (watched) {
        fputs("\r     \r", cli->err);
    }
    if (sending.fault != 0) {
        return cli_fail(cli, TNW_E_IO, file->path, strerror(sending.fault));
    }
    return err == TNW_E_IO ? file_fails(cli, file, TEXT_FILE_CHANGED) : err;
}

/* Whether it still is what was looked at; what comes back from the server is compared with that, too. */
static bool
is_unchanged(const struct attach_file *file, const char *sha256, const char *sent)
{
    struct stat about;
    return strcmp(sha256, sent) == 0 && fstat(file->fd, &about) == 0 && about.st_size == file->size;
}

/* The server said no, and will say so again. */
static bool
is_refused(const struct cli *cli, enum tnw_err err)
{
    int status = tnw_client_error(cli->client)->status;
    return err != TNW_OK && status >= 400 && status < 500 && status != 429;
}

static enum tnw_err
send_file(struct cli *cli, const char *dossier, struct attach_file *file)
{
    char sha256[2 * HASH_SIZE + 1];
    struct tnw_draft *draft = NULL;
    hex_encode(sha256, file->sha256.bytes, HASH_SIZE);
    file->digest = digest_of_texts((const char *const[]){"attachment", dossier, sha256, file->name}, 4);
    enum tnw_err err = put_file(cli, dossier, file, &draft);
    if (err == TNW_E_IDEMPOTENCY_MISMATCH) { /* it was begun in another role */
        unfinished_forget(cli, &file->digest);
        err = put_file(cli, dossier, file, &draft);
    }
    if (is_refused(cli, err)) {
        unfinished_forget(cli, &file->digest);
    }
    if (err == TNW_OK && !is_unchanged(file, sha256, draft->sha256)) {
        unfinished_forget(cli, &file->digest);
        err = file_fails(cli, file, TEXT_FILE_CHANGED);
    }
    if (err == TNW_OK) {
        (void)snprintf(file->id, sizeof file->id, "%s", draft->id);
    }
    tnw_draft_free(&draft);
    return err;
}

/* A run that was cut off behind its answer finds its drafts on the fragment already. */
static bool
is_there(const struct attach *attach, const char *id)
{
    size_t i = 0;
    while (i < attach->ref_count && strcmp(attach->refs[i].attachment, id) != 0) {
        i++;
    }
    return i < attach->ref_count;
}

enum tnw_err
attach_send(struct cli *cli, struct attach *attach, const char *dossier)
{
    enum tnw_err err = TNW_OK;
    if (attach->ref_count + attach->count > LIMIT_ATTACHMENTS) {
        return cli_usage(cli, TEXT_FILES_TOO_MANY, FILL(NUMBER(LIMIT_ATTACHMENTS)));
    }
    for (size_t i = 0; i < attach->count && err == TNW_OK; i++) {
        struct attach_file *file = &attach->files[i];
        err = send_file(cli, dossier, file);
        if (err == TNW_OK && !is_there(attach, file->id)) {
            attach->refs[attach->ref_count++] = (struct tnw_attachment_ref){file->id, file->name};
        }
    }
    return err;
}

const char *
attach_key(struct cli *cli, struct attach *attach, const char *place, const char *kind, const char *content)
{
    const char *texts[3 + 4 * LIMIT_ATTACHMENTS] = {place, kind, content};
    size_t count = 3;
    if (attach->count == 0) {
        return NULL;
    }
    for (size_t i = 0; i < attach->ref_count; i++) {
        texts[count++] = attach->refs[i].attachment;
        texts[count++] = attach->refs[i].name;
    }
    attach->digest = digest_of_texts(texts, count);
    unfinished_key(cli, &attach->digest, attach->key);
    return attach->key;
}

/* Whether a draft was used already, or is too old. */
static bool
names_an_attachment(const struct tnw_failure *failure)
{
    bool named = false;
    for (size_t i = 0; i < failure->item_count; i++) {
        named = named || strncmp(failure->items[i].pointer, "/attachments", 12) == 0;
    }
    return named;
}

enum tnw_err
attach_finish(struct cli *cli, struct attach *attach, enum tnw_err err)
{
    bool used = err == TNW_OK || (err == TNW_E_INVALID_BODY && names_an_attachment(tnw_client_error(cli->client)));
    for (size_t i = 0; i < attach->count && used; i++) {
        char size[ATTACHMENT_SIZE];
        const struct attach_file *file = &attach->files[i];
        unfinished_forget(cli, &file->digest);
        if (err == TNW_OK) {
            show_note(cli, TEXT_ATTACHED, FILL(file->name, attachment_size(size, file->size)));
        }
    }
    if (attach->key[0] != '\0' && (used || is_refused(cli, err))) {
        unfinished_forget(cli, &attach->digest);
    }
    return err;
}

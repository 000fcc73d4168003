/* Sends a file with a fragment, and reads it back: attach URL CA CERTIFICATE KEY DOSSIER TYPE FILE BACK */
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <tnw/tnw.h>
#include <unistd.h>

static ptrdiff_t
read_at(void *context, int64_t at, void *to, size_t max)
{
    return pread(*(int *)context, to, max, (off_t)at);
}

static bool
write_at(void *context, int64_t at, const void *bytes, size_t len)
{
    return pwrite(*(int *)context, bytes, len, (off_t)at) == (ssize_t)len;
}

/* The draft is referred to by a fragment, under a name; from then on it is read by whoever may read that. */
static enum tnw_err
attach(struct tnw_client *client, char **argv, int file, int64_t size, struct tnw_fragment **fragment)
{
    struct tnw_draft *draft = NULL;
    const struct tnw_upload upload = {.type = argv[6], .size = size, .read = read_at, .context = &file};
    enum tnw_err err = tnw_attachment_put(client, argv[5], &upload, &draft);
    if (err == TNW_OK) {
        const char *kind = argv[6][0] == 'i' ? (argv[6][6] == 'p' ? "foto.png" : "foto.jpg") : "brief.pdf";
        const struct tnw_attachment_ref ref = {.attachment = draft->id, .name = kind};
        const struct tnw_content content = {
            .content = "{\"from\": \"2026-02-09\", \"until\": \"2026-03-31\", \"hours_per_week\": 19}",
            .attachments = &ref,
            .attachment_count = 1};
        err = tnw_fragment_add_with(client, argv[5], "fit_note", &content, fragment);
    }
    tnw_draft_free(&draft);
    return err;
}

/* Listed as the fragment shows it, and held against the SHA-256 that stands there. */
static enum tnw_err
read_back(struct tnw_client *client, const char *dossier, const char *fragment, int back)
{
    struct tnw_fragment *shown = NULL;
    struct tnw_attachment *got = NULL;
    enum tnw_err err = tnw_fragment_get(client, dossier, fragment, 0, &shown);
    if (err == TNW_OK && shown->attachment_count == 1) {
        const struct tnw_attachment *one = &shown->attachments[0];
        const struct tnw_download to = {.sha256 = one->sha256, .write = write_at, .context = &back};
        printf("%s, %lld bytes, %s\n", one->name, (long long)one->size, one->type);
        err = tnw_attachment_get(client, dossier, one->id, &to, &got);
    }
    tnw_attachment_free(&got);
    tnw_fragment_free(&shown);
    return err;
}

int
main(int argc, char **argv)
{
    struct stat about;
    if (argc != 9) {
        return 2;
    }
    int file = open(argv[7], O_RDONLY | O_CLOEXEC);
    int back = open(argv[8], O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0 || back < 0 || fstat(file, &about) != 0) {
        return 2;
    }
    struct tnw_client *client = NULL;
    struct tnw_fragment *fragment = NULL;
    struct tnw_config config = {.url = argv[1], .ca = argv[2], .certificate = argv[3], .key = argv[4]};
    enum tnw_err err = tnw_client_new(&config, &client);
    if (err == TNW_OK && (err = attach(client, argv, file, about.st_size, &fragment)) == TNW_OK) {
        err = read_back(client, argv[5], fragment->id, back);
    }
    if (err != TNW_OK) {
        fprintf(stderr, "%s: %s\n", tnw_error_info(err)->title, client == NULL ? "" : tnw_client_error(client)->detail);
    }
    tnw_fragment_free(&fragment);
    tnw_client_free(&client);
    return err == TNW_OK ? 0 : 1;
}

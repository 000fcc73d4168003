#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "cmd.h"
#include "print.h"
#include "proof/anchor.h"
#include "report.h"
#include "schema/written.h"
#include "show.h"
#include "tnw/archive.h"
#include "whole_file.h"

struct packing {
    const struct cli *cli;
    FILE *file;
    int fault; /* errno of what could not be written */
};

static bool
write_some(void *context, const void *bytes, size_t len)
{
    struct packing *packing = context;
    errno = 0;
    bool ok = fwrite(bytes, 1, len, packing->file) == len;
    packing->fault = ok ? 0 : errno;
    return ok;
}

static void
show_made(const struct cli *cli, const struct tnw_archive_made *made, const char *path)
{
    if (options_given(&cli->options, OPTION_JSON)) {
        json_t *all = json_pack("{s:s, s:I, s:I}", "file", path, "parts", (json_int_t)made->parts, "size",
                                (json_int_t)made->size);
        print_json_value(cli->out, all);
        json_decref(all);
        return;
    }
    show_field(cli, TEXT_FILE_LABEL, path);
    show_number(cli, TEXT_PARTS, (long long)made->parts);
    show_number(cli, TEXT_SIZE, (long long)made->size);
    show_note(cli, TEXT_ARCHIVE_KEPT, FILL(path));
}

/* Under its name only when it is whole; what is cut off leaves nothing. */
enum tnw_err
cmd_dossier_archive(struct cli *cli)
{
    const char *path = cli->args[1];
    struct whole_file file = {.file = NULL};
    struct tnw_archive_made made;
    enum tnw_err err = whole_file_open(&file, path);
    if (err != TNW_OK) {
        return cli_fail(cli, TNW_E_IO, path, strerror(errno));
    }
    struct packing packing = {.cli = cli, .file = file.file};
    const struct tnw_archive_sink to = {.write = write_some, .context = &packing};
    err = tnw_archive_make(cli->client, cli->args[0], text_code(cli->language), &to, &made);
    if (packing.fault != 0) {
        err = cli_fail(cli, TNW_E_IO, path, strerror(packing.fault));
    }
    if (err == TNW_OK && whole_file_commit(&file, WHOLE_FILE_NEW) != TNW_OK) {
        err = errno == EEXIST ? cli_wrong(cli, TNW_E_USAGE, path, TEXT_OUT_IS_THERE)
                              : cli_fail(cli, TNW_E_IO, path, strerror(errno));
    }
    whole_file_abandon(&file);
    if (err == TNW_OK) {
        show_made(cli, &made, path);
    }
    return err;
}

struct looking {
    FILE *file;
    const struct written *written;
};

static ptrdiff_t
read_some(void *context, void *to, size_t max)
{
    const struct looking *looking = context;
    size_t got = fread(to, 1, max, looking->file);
    return got == 0 && ferror(looking->file) ? -1 : (ptrdiff_t)got;
}

static const char *
look_at_part(void *context, const char *name, const char *json, size_t len)
{
    const struct looking *looking = context;
    if (strncmp(name, "fragments/", strlen("fragments/")) != 0) {
        return NULL;
    }
    json_t *fragment = json_loadb(json, len, 0, NULL);
    const char *wrong = written_fault(looking->written, fragment);
    json_decref(fragment);
    return wrong;
}

static void
show_archive(const struct cli *cli, const struct tnw_archive_proof *proof, const struct anchor *anchor)
{
    if (options_given(&cli->options, OPTION_JSON)) {
        json_t *all = json_pack(
            "{s:b, s:s, s:I, s:I, s:I, s:I, s:I, s:I, s:s, s:b}", "holds", 1, "dossier", proof->dossier, "parts",
            (json_int_t)proof->parts, "attachments", (json_int_t)proof->files, "receipts", (json_int_t)proof->receipts,
            "records", (json_int_t)proof->access.head.counter, "mapped", (json_int_t)proof->access.mapped, "size",
            (json_int_t)proof->access.seal.size, "key", anchor->key, "key_known", !anchor->borrowed);
        print_json_value(cli->out, all);
        json_decref(all);
        return;
    }
    show_line(cli, TEXT_ARCHIVE_HOLDS, NULL);
    show_field(cli, TEXT_DOSSIER, proof->dossier);
    show_number(cli, TEXT_PARTS, (long long)proof->parts);
    show_number(cli, TEXT_RECEIPTS, (long long)proof->receipts);
    show_line(cli, TEXT_ACCESS_COMPLETE, FILL(NUMBER(proof->access.mapped), NUMBER(proof->access.head.counter)));
    show_number(cli, TEXT_LOG_OF, (long long)proof->access.seal.size);
    show_field(cli, anchor->borrowed ? TEXT_KEY_ITS_OWN : TEXT_SIGNED_WITH, anchor->key);
}

static enum tnw_err
verify_file(struct cli *cli, struct looking *looking, struct anchor *anchor, struct tnw_archive_proof *proof,
            struct tnw_finding *finding)
{
    char named[TNW_KEY_TEXT] = "";
    const struct tnw_archive_source from = {.read = read_some, .part = look_at_part, .context = looking};
    enum tnw_err err = tnw_archive_named_key(&from, named);
    if (err == TNW_E_CRYPTO) {
        finding->fault = TNW_FAULT_FORM;
        (void)snprintf(finding->text, sizeof finding->text,
                       "it is no archive, or not whole: access_log-0001.json, which names the log's key, is not there");
    }
    if (err != TNW_OK) {
        return err == TNW_E_IO ? cli_fail(cli, err, cli->args[0], strerror(errno)) : err;
    }
    err = anchor_open(cli, named, cli_texts(cli, OPTION_WITNESS), anchor);
    if (err == TNW_OK && fseek(looking->file, 0, SEEK_SET) != 0) {
        return cli_fail(cli, TNW_E_IO, cli->args[0], strerror(errno));
    }
    return err == TNW_OK ? tnw_archive_verify(anchor->quorum, &from, proof, finding) : err;
}

enum tnw_err
cmd_archive_verify(struct cli *cli)
{
    const char *path = cli->args[0];
    struct written *written = NULL;
    struct anchor anchor = {.verifier = NULL};
    struct tnw_archive_proof proof;
    struct tnw_finding finding = {.seq = -1};
    struct looking looking = {.file = fopen(path, "rb")};
    if (looking.file == NULL) {
        return cli_fail(cli, TNW_E_IO, path, strerror(errno));
    }
    enum tnw_err err = written_load(cli, &written);
    looking.written = written;
    if (err == TNW_OK) {
        err = verify_file(cli, &looking, &anchor, &proof, &finding);
    }
    if (err == TNW_OK) {
        show_archive(cli, &proof, &anchor);
    }
    anchor_close(&anchor);
    written_free(written);
    (void)fclose(looking.file);
    return report_verdict(cli, err, TEXT_THE_ARCHIVE, &finding);
}

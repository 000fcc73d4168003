#include <errno.h>
#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd.h"
#include "proof/witnessed.h"
#include "show.h"
#include "tnw/evidence.h"
#include "whole_file.h"

/* All pages up to the checkpoint. */
static enum tnw_err
write_export_pages(struct cli *cli, uint64_t size, FILE *out)
{
    uint64_t from = 0;
    enum tnw_err err = TNW_OK;
    for (bool more = size > 0; more && err == TNW_OK;) {
        struct tnw_export_page *page = NULL;
        err = tnw_audit_export_page(cli->client, from, size, &page);
        if (err == TNW_OK) {
            more = page->next > from && page->next < size;
            from = page->next;
            err = fwrite(page->lines, 1, page->len, out) == page->len ? TNW_OK : TNW_E_IO;
        }
        tnw_export_page_free(&page);
    }
    return err;
}

static enum tnw_err
write_export_checkpoint(const struct tnw_checkpoint *checkpoint, FILE *out)
{
    json_t *last = json_pack("{s:s, s:s}", "checkpoint", checkpoint->note, "key", checkpoint->key);
    char *text = last == NULL ? NULL : json_dumps(last, JSON_COMPACT | JSON_SORT_KEYS);
    enum tnw_err err = text == NULL ? TNW_E_NO_MEMORY : fprintf(out, "%s\n", text) < 0 ? TNW_E_IO : TNW_OK;
    free(text);
    json_decref(last);
    return err;
}

/* The checkpoint is asked for first: its records are all there, whatever is added meanwhile. */
enum tnw_err
cmd_audit_export(struct cli *cli)
{
    const char *path = cli->args[0];
    struct tnw_checkpoint *checkpoint = NULL;
    struct whole_file file = {.file = NULL};
    bool overwrites = options_given(&cli->options, OPTION_OVERWRITE);
    if (!overwrites && access(path, F_OK) == 0) { /* before a long download; the commit below is what decides */
        return cli_wrong(cli, TNW_E_IO, path, TEXT_FILE_IS_THERE);
    }
    struct tnw_checkpoint_query query;
    enum tnw_err err = witnessed_query(cli, &query);
    if (err == TNW_OK) {
        err = tnw_checkpoint_find(cli->client, &query, &checkpoint);
    }
    if (err != TNW_OK) {
        return err;
    }
    err = whole_file_open(&file, path);
    if (err == TNW_OK) {
        err = write_export_pages(cli, (uint64_t)checkpoint->size, file.file);
    }
    if (err == TNW_OK) {
        err = write_export_checkpoint(checkpoint, file.file);
    }
    if (err == TNW_OK) {
        err = whole_file_commit(&file, overwrites ? WHOLE_FILE_REPLACE : WHOLE_FILE_NEW);
    }
    whole_file_abandon(&file);
    if (err == TNW_E_IO) {
        err = cli_fail(cli, err, path, strerror(errno));
    } else if (err == TNW_OK) {
        show_note(cli, TEXT_EXPORTED, FILL(NUMBER(checkpoint->size), path));
    }
    tnw_checkpoint_free(&checkpoint);
    return err;
}

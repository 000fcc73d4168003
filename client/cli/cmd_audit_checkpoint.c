#include <errno.h>
#include <string.h>

#include "anchor.h"
#include "cmd.h"
#include "print.h"
#include "report.h"
#include "whole_file.h"

static void
show_checkpoint(struct cli *cli, const struct tnw_checkpoint *checkpoint, const struct anchor *anchor)
{
    char time[PRINT_TIME];
    fputs(checkpoint->note, cli->out);
    fputc('\n', cli->out);
    print_number(cli->out, "records", checkpoint->size);
    print_field(cli->out, "root", checkpoint->root);
    print_field(cli->out, "map", checkpoint->map);
    print_field(cli->out, "key", checkpoint->key);
    for (size_t i = 0; i < checkpoint->witness_count; i++) {
        print_field(cli->out, "witness", checkpoint->witnesses[i].name);
        print_field(cli->out, "  at", print_time(time, checkpoint->witnesses[i].time));
    }
    print_field(cli->out, "signature", anchor->borrowed ? "of the key that the server names" : "of the log's key");
}

/* The note is printed as it is: only then can it be kept, and it holds no control characters once it is verified. */
enum tnw_err
cmd_audit_checkpoint(struct cli *cli)
{
    const char *path = cli_text(cli, OPTION_OUT);
    struct tnw_checkpoint *checkpoint = NULL;
    struct tnw_finding finding = {.seq = -1};
    struct tnw_seal seal;
    struct anchor anchor = {.verifier = NULL};
    enum tnw_err err = tnw_checkpoint_get(cli->client, &checkpoint);
    if (err == TNW_OK) {
        err = anchor_open(cli, checkpoint->key, cli_texts(cli, OPTION_WITNESS), &anchor);
    }
    if (err == TNW_OK) {
        err = tnw_verify_checkpoint(anchor.verifier, checkpoint->note, strlen(checkpoint->note), &seal, &finding);
    }
    if (err == TNW_OK && path != NULL) {
        err = whole_file_write(path, WHOLE_FILE_NEW, checkpoint->note, strlen(checkpoint->note));
        err = err == TNW_E_IO ? cli_fail(cli, err, path, strerror(errno)) : err;
    }
    if (err == TNW_OK && !cli_json(cli)) {
        show_checkpoint(cli, checkpoint, &anchor);
    }
    anchor_close(&anchor);
    tnw_checkpoint_free(&checkpoint);
    return report_verdict(cli, err, "the checkpoint", &finding);
}

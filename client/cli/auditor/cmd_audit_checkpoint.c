#include <errno.h>
#include <string.h>

#include "cmd.h"
#include "print.h"
#include "proof/anchor.h"
#include "proof/follow.h"
#include "proof/witnessed.h"
#include "report.h"
#include "show.h"
#include "whole_file.h"

struct checkpoints {
    struct tnw_checkpoint *newest;
    struct tnw_seal seal; /* of the newest */
    struct witnessed witnessed;
    struct anchor anchor;
    struct tnw_finding finding;
};

static void
show_checkpoint(struct cli *cli, const struct tnw_checkpoint *checkpoint, const struct anchor *anchor)
{
    char time[PRINT_TIME];
    fputs(checkpoint->note, cli->out);
    fputc('\n', cli->out);
    show_number(cli, TEXT_RECORDS, checkpoint->size);
    show_field(cli, TEXT_ROOT, checkpoint->root);
    show_number(cli, TEXT_IN_THE_MAP, checkpoint->mapped);
    show_field(cli, TEXT_KEY, checkpoint->key);
    for (size_t i = 0; i < checkpoint->witness_count; i++) {
        show_field(cli, TEXT_WITNESS, checkpoint->witnesses[i].name);
        show_field(cli, TEXT_WITNESS_AT, print_time(time, checkpoint->witnesses[i].time));
    }
    show_field(cli, TEXT_SIGNATURE, text_of(cli->language, anchor->borrowed ? TEXT_OF_NAMED_KEY : TEXT_OF_LOGS_KEY));
}

/* The newest one, and with --witness the newest that the quorum cosigned, which the newest must continue. */
static enum tnw_err
gather_checkpoints(struct cli *cli, struct checkpoints *all)
{
    enum tnw_err err = witnessed_ask(cli, &all->witnessed);
    if (err == TNW_OK) {
        err = tnw_checkpoint_get(cli->client, &all->newest);
    }
    if (err != TNW_OK) {
        return err;
    }
    if (!all->witnessed.asked) {
        all->witnessed.json = strdup(tnw_client_json(cli->client));
    }
    const char *note = all->newest->note;
    err = anchor_open(cli, all->newest->key, cli_texts(cli, OPTION_WITNESS), &all->anchor);
    if (err == TNW_OK) {
        err = follow_key(cli, &all->anchor, all->newest->key, &all->finding);
    }
    if (err == TNW_OK) {
        err = tnw_verify_checkpoint(all->anchor.verifier, note, strlen(note), &all->seal, &all->finding);
    }
    if (err == TNW_OK) {
        err = follow_confirm(cli, &all->anchor, &all->seal, NULL, &all->finding);
    }
    return err == TNW_OK ? witnessed_check(cli, &all->anchor, &all->seal, &all->witnessed, &all->finding) : err;
}

/* The note is printed as it is: only then can it be kept, and it holds no control characters once it is verified. */
enum tnw_err
cmd_audit_checkpoint(struct cli *cli)
{
    const char *path = cli_text(cli, OPTION_OUT);
    struct checkpoints all = {.finding = {.seq = -1}};
    enum tnw_err err = gather_checkpoints(cli, &all);
    const struct tnw_checkpoint *shown = all.witnessed.checkpoint != NULL ? all.witnessed.checkpoint : all.newest;
    if (err == TNW_OK && path != NULL) {
        err = whole_file_write(path, WHOLE_FILE_NEW, shown->note, strlen(shown->note));
        err = err == TNW_E_IO ? cli_fail(cli, err, path, strerror(errno)) : err;
    }
    if (err == TNW_OK && options_given(&cli->options, OPTION_JSON)) {
        print_json(cli->out, all.witnessed.json);
    } else if (err == TNW_OK) {
        show_checkpoint(cli, shown, &all.anchor);
        witnessed_show(cli, &all.witnessed, all.seal.size);
    }
    anchor_close(&all.anchor);
    witnessed_free(&all.witnessed);
    tnw_checkpoint_free(&all.newest);
    return report_verdict(cli, err, TEXT_THE_CHECKPOINT, &all.finding);
}

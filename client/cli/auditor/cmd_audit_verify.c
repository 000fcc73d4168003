#include <inttypes.h>
#include <jansson.h>

#include "auditor/export_file.h"
#include "cmd.h"
#include "print.h"
#include "proof/witnessed.h"
#include "report.h"
#include "show.h"

static void
show_export_proof(const struct cli *cli, const struct tnw_export_proof *proof, const struct tnw_seal *since,
                  const struct anchor *anchor)
{
    show_line(cli, TEXT_EXPORT_HOLDS, FILL(NUMBER(proof->seal.size)));
    show_number(cli, TEXT_DOSSIERS, (long long)proof->dossiers);
    show_sentence(cli, TEXT_LINKS, TEXT_EXPORT_LINKS, FILL(NUMBER(proof->links)));
    show_field(cli, TEXT_ROOT, proof->seal.root);
    show_field(cli, TEXT_MAP, proof->map);
    show_field(cli, anchor->borrowed ? TEXT_KEY_ITS_OWN : TEXT_SIGNED_WITH, anchor->key);
    witnessed_show_names(cli, &proof->seal);
    if (since != NULL) {
        show_sentence(cli, TEXT_SINCE, TEXT_EXPORT_SINCE, FILL(NUMBER(since->size)));
    }
}

static void
show_export_proof_json(const struct cli *cli, const struct tnw_export_proof *proof, const struct tnw_seal *since,
                       const struct anchor *anchor)
{
    json_t *all = json_pack("{s:b, s:I, s:I, s:I, s:s, s:s, s:s, s:b, s:I, s:o}", "holds", 1, "records",
                            (json_int_t)proof->seal.size, "dossiers", (json_int_t)proof->dossiers, "links",
                            (json_int_t)proof->links, "root", proof->seal.root, "map", proof->map, "key", anchor->key,
                            "key_known", !anchor->borrowed, "witnesses", (json_int_t)proof->seal.witness_count, "since",
                            since == NULL ? json_null() : json_integer((json_int_t)since->size));
    print_json_value(cli->out, all);
    json_decref(all);
}

enum tnw_err
cmd_audit_verify(struct cli *cli)
{
    const char *path = cli->args[0];
    const char *note = cli_text(cli, OPTION_SINCE);
    char named[TNW_KEY_TEXT];
    struct anchor anchor = {.verifier = NULL};
    struct tnw_seal older;
    struct tnw_seal *since = note == NULL ? NULL : &older;
    struct tnw_export_proof proof;
    struct tnw_finding finding = {.seq = -1};
    enum tnw_err err = export_file_key(cli, path, named);
    if (err == TNW_OK) {
        err = anchor_open(cli, named, cli_texts(cli, OPTION_WITNESS), &anchor);
    }
    if (err == TNW_OK && note != NULL) {
        err = export_file_checkpoint(cli, &anchor, note, &older, &finding);
    }
    if (err == TNW_OK) {
        err = export_file_check(cli, &anchor, path, since, NULL, &proof, &finding);
    }
    if (err == TNW_OK && options_given(&cli->options, OPTION_JSON)) {
        show_export_proof_json(cli, &proof, since, &anchor);
    } else if (err == TNW_OK) {
        show_export_proof(cli, &proof, since, &anchor);
    }
    anchor_close(&anchor);
    return report_verdict(cli, err, TEXT_THE_EXPORT, &finding);
}

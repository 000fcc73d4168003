#include <stdlib.h>

#include "cmd.h"
#include "show.h"
#include "table.h"

static void
show_request(const struct cli *cli, const struct tnw_consent_request *request)
{
    show_field(cli, TEXT_CONSENT_REQUEST, request->id);
    show_field(cli, TEXT_FROM, request->name);
    show_word(cli, TEXT_ROLE, request->role);
    show_field(cli, TEXT_SENTENCE, request->sentence);
    show_field(cli, TEXT_EXPLANATION, request->text);
    show_word(cli, TEXT_STATE, request->state);
    show_field(cli, TEXT_ANSWER_BY, request->expires);
    show_when(cli, TEXT_ANSWERED, request->answered);
    show_field(cli, TEXT_CONSENT, request->consent);
}

/* What the patient would read; nothing is sent. */
static enum tnw_err
preview_request(struct cli *cli, const struct tnw_consent_request_new *request)
{
    struct tnw_consent_request_preview *preview = NULL;
    enum tnw_err err = tnw_consent_ask_preview(cli->client, cli->args[0], request, &preview);
    if (err == TNW_OK && !cli_json(cli)) {
        show_field(cli, TEXT_SENTENCE, preview->sentence);
        show_field(cli, TEXT_EXPLANATION, request->text);
        show_field(cli, TEXT_ANSWER_BY, preview->expires);
    }
    tnw_consent_request_preview_free(&preview);
    return err;
}

static enum tnw_err
send_request(struct cli *cli, const struct tnw_consent_request_new *request)
{
    struct tnw_consent_request *made = NULL;
    enum tnw_err err = tnw_consent_ask(cli->client, cli->args[0], request, &made);
    if (err == TNW_OK && !cli_json(cli)) {
        show_request(cli, made);
    }
    tnw_consent_request_free(&made);
    return err;
}

enum tnw_err
cmd_consent_request(struct cli *cli)
{
    char *text = NULL;
    enum tnw_err err = cli_words(cli, OPTION_TEXT, &text);
    const struct tnw_consent_request_new request = {
        .categories = cli_texts(cli, OPTION_CATEGORY),
        .actions = cli_texts(cli, OPTION_ACTION),
        .purposes = cli_texts(cli, OPTION_FOR_PURPOSE),
        .text = text,
        .until = cli_text(cli, OPTION_UNTIL),
    };
    if (err == TNW_OK) {
        err =
            options_given(&cli->options, OPTION_PREVIEW) ? preview_request(cli, &request) : send_request(cli, &request);
    }
    free(text);
    return err;
}

enum tnw_err
cmd_consent_requests(struct cli *cli)
{
    static const enum text titles[] = {TEXT_CONSENT_REQUEST, TEXT_STATE, TEXT_FROM, TEXT_SENTENCE, TEXT_NONE};
    struct tnw_consent_requests *requests = NULL;
    struct tnw_page page;
    enum tnw_err err = cli_page(cli, &page);
    if (err == TNW_OK) {
        err = tnw_consent_asked(cli->client, cli->args[0], &page, &requests);
    }
    if (err == TNW_OK && !cli_json(cli)) {
        struct table *table = table_new(cli->language, titles);
        table_number_rows(table);
        for (size_t i = 0; i < requests->count; i++) {
            table_text(table, requests->items[i].id);
            table_word(table, requests->items[i].state);
            table_text(table, requests->items[i].name);
            table_text(table, requests->items[i].sentence);
        }
        table_end(table, cli->out);
        cli_more(cli, requests->next);
    }
    tnw_consent_requests_free(&requests);
    return err;
}

enum tnw_err
cmd_consent_answer(struct cli *cli)
{
    struct tnw_consent_answer *answer = NULL;
    enum tnw_err err =
        tnw_consent_answer(cli->client, cli->args[0], cli->args[1], cli->args[2], cli_text(cli, OPTION_UNTIL), &answer);
    if (err == TNW_OK && !cli_json(cli)) {
        show_request(cli, &answer->request);
    }
    tnw_consent_answer_free(&answer);
    return err;
}

#include <stdlib.h>
#include <string.h>

#include "cmd.h"
#include "elz/place.h"
#include "show.h"
#include "table.h"
#include "texts/code_word.h"

static const char *
name_in_casus(const struct tnw_casus *casus, const char *actor)
{
    for (size_t i = 0; casus != NULL && actor != NULL && i < casus->member_count; i++) {
        const struct tnw_casus_member *member = &casus->members[i];
        if (strcmp(member->actor, actor) == 0 && member->name != NULL) {
            return member->name;
        }
    }
    return actor;
}

static void
show_casus(const struct cli *cli, const struct tnw_casus *casus)
{
    show_field(cli, TEXT_CASUS, casus->id);
    show_field(cli, TEXT_SUBJECT, casus->subject);
    show_word(cli, TEXT_STATE, casus->state);
    show_when(cli, TEXT_OPENED, casus->opened);
    show_field(cli, TEXT_AUTHOR, name_in_casus(casus, casus->author));
    show_field(cli, TEXT_MOMENT, casus->moment);
    for (size_t i = 0; i < casus->member_count; i++) {
        const char *const words[] = {name_in_casus(casus, casus->members[i].actor), NULL};
        show_list(cli, i == 0 ? TEXT_PARTICIPANTS : TEXT_NONE, words);
    }
    show_field(cli, TEXT_TEXT, casus->text);
    show_field(cli, TEXT_CONCLUSION, casus->conclusion);
}

static enum tnw_err
finish_casus(struct cli *cli, enum tnw_err err, struct tnw_casus *casus)
{
    if (err == TNW_OK && !cli_json(cli)) {
        show_casus(cli, casus);
    }
    tnw_casus_free(&casus);
    return err;
}

enum tnw_err
cmd_casus_start(struct cli *cli)
{
    struct tnw_casus *casus = NULL;
    char *text = NULL;
    enum tnw_err err = cli_words(cli, OPTION_TEXT, &text);
    const struct tnw_casus_new start = {
        .subject = cli_text(cli, OPTION_SUBJECT),
        .text = text,
        .members = cli_texts(cli, OPTION_WITH),
        .moment = cli_text(cli, OPTION_MOMENT),
    };
    if (err == TNW_OK) {
        err = tnw_casus_start(cli->client, &start, &casus);
        place_show(cli, err, "/subject", start.subject);
        place_show(cli, err, "/text", text);
    }
    free(text);
    if (err == TNW_OK && !options_given(&cli->options, OPTION_JSON)) {
        show_note(cli, TEXT_CASUS_RARE, NULL);
    }
    return finish_casus(cli, err, casus);
}

enum tnw_err
cmd_casus_list(struct cli *cli)
{
    static const enum text titles[] = {TEXT_CASUS, TEXT_SUBJECT, TEXT_STATE, TEXT_MESSAGES, TEXT_OPENED, TEXT_NONE};
    struct tnw_casus_list *list = NULL;
    struct tnw_page page;
    enum tnw_err err = cli_page(cli, &page);
    if (err == TNW_OK) {
        err = tnw_casus_get_all(cli->client, cli_text(cli, OPTION_MOMENT), &page, &list);
    }
    if (err == TNW_OK && !cli_json(cli)) {
        struct table *table = table_new(cli->language, titles);
        table_number_rows(table);
        for (size_t i = 0; i < list->count; i++) {
            table_text(table, list->items[i].id);
            table_text(table, list->items[i].subject);
            table_word(table, list->items[i].state);
            table_number(table, list->items[i].messages);
            table_time(table, list->items[i].opened);
        }
        table_end(table, cli->out);
        cli_more(cli, list->next);
    }
    tnw_casus_list_free(&list);
    return err;
}

static void
show_said(const struct cli *cli, const struct tnw_casus *casus, const struct tnw_casus_message *message)
{
    show_field(cli, TEXT_MESSAGE, message->id);
    show_word(cli, TEXT_KIND, message->kind);
    if (casus != NULL) { /* else it is one's own */
        show_field(cli, TEXT_FROM, name_in_casus(casus, message->author));
        show_word(cli, TEXT_AS, message->author_role);
    }
    show_when(cli, TEXT_SENT, message->sent);
    show_field(cli, TEXT_REPLY_TO, message->reply_to);
    show_field(cli, TEXT_TEXT, message->text);
}

enum tnw_err
cmd_casus_read(struct cli *cli)
{
    struct tnw_casus *casus = NULL;
    struct tnw_casus_messages *messages = NULL;
    struct tnw_page page;
    enum tnw_err err = cli_page(cli, &page);
    bool for_people = !options_given(&cli->options, OPTION_JSON);
    if (err == TNW_OK && for_people) {
        err = tnw_casus_get(cli->client, cli->args[0], &casus);
    }
    if (err == TNW_OK) {
        err = tnw_casus_get_messages(cli->client, cli->args[0], &page, &messages);
    }
    if (err == TNW_OK && !cli_json(cli)) {
        show_casus(cli, casus);
        for (size_t i = 0; i < messages->count; i++) {
            fputc('\n', cli->out);
            show_said(cli, casus, &messages->items[i]);
        }
        cli_more(cli, messages->next);
    }
    tnw_casus_free(&casus);
    tnw_casus_messages_free(&messages);
    return err;
}

enum tnw_err
cmd_casus_say(struct cli *cli)
{
    struct tnw_casus_message *said = NULL;
    char *text = NULL;
    enum tnw_err err = cli_words(cli, OPTION_TEXT, &text);
    const struct tnw_casus_message_new message = {
        .kind = cli_text(cli, OPTION_CASUS_KIND), .text = text, .reply_to = cli_text(cli, OPTION_REPLY_TO)};
    if (err == TNW_OK) {
        err = tnw_casus_say(cli->client, cli->args[0], &message, &said);
        place_show(cli, err, "/text", text);
    }
    free(text);
    if (err == TNW_OK && !cli_json(cli)) {
        show_said(cli, NULL, said);
    }
    tnw_casus_message_free(&said);
    return err;
}

enum tnw_err
cmd_casus_close(struct cli *cli)
{
    struct tnw_casus *casus = NULL;
    char *conclusion = NULL;
    enum tnw_err err = cli_words(cli, OPTION_CONCLUSION, &conclusion);
    if (err == TNW_OK) {
        err = tnw_casus_close(cli->client, cli->args[0], conclusion, &casus);
        place_show(cli, err, "/conclusion", conclusion);
    }
    free(conclusion);
    return finish_casus(cli, err, casus);
}

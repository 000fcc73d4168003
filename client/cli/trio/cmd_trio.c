#include <stdlib.h>
#include <string.h>

#include "attachment/attach.h"
#include "attachment/attachment_show.h"
#include "cmd.h"
#include "nothing.h"
#include "print.h"
#include "resolve/known.h"
#include "show.h"
#include "table.h"
#include "texts/code_word.h"

/* Of the questions that wait for somebody, where the one is looked for that they answer: 20 each. */
#define QUESTION_PAGES 10

/* People are shown by name where the thread tells it, else by what is known of them. */
static const char *
member_name(const struct cli *cli, const struct tnw_thread *thread, const char *actor)
{
    for (size_t i = 0; thread != NULL && actor != NULL && i < thread->participant_count; i++) {
        const struct tnw_thread_member *member = &thread->participants[i];
        if (strcmp(member->actor, actor) == 0 && member->name != NULL) {
            return member->name;
        }
    }
    return known_name(cli, actor);
}

/* Who waits for whom, and until when. */
static void
show_open_questions(const struct cli *cli, const struct tnw_thread *thread)
{
    for (size_t i = 0; i < thread->open_count; i++) {
        const struct tnw_open_question *open = &thread->open[i];
        const char *const words[] = {code_word(cli->language, open->kind), member_name(cli, thread, open->by),
                                     open->message, NULL};
        show_list(cli, i == 0 ? TEXT_UNANSWERED : TEXT_NONE, words);
        for (size_t k = 0; open->to[k] != NULL; k++) {
            const char *const asked[] = {text_of(cli->language, TEXT_TO), member_name(cli, thread, open->to[k]), NULL};
            show_list(cli, TEXT_NONE, asked);
        }
        if (open->answer_by != NULL) {
            const char *const day[] = {text_of(cli->language, TEXT_ANSWER_BY), open->answer_by,
                                       code_word(cli->language, open->state), NULL};
            show_list(cli, TEXT_NONE, day);
        }
    }
}

static void
show_thread(const struct cli *cli, const struct tnw_thread *thread)
{
    show_field(cli, TEXT_THREAD, thread->id);
    show_field(cli, TEXT_DOSSIER, thread->dossier);
    show_word(cli, TEXT_PROCEDURE, thread->procedure);
    show_field(cli, TEXT_SUBJECT, thread->subject);
    show_word(cli, TEXT_STATE, thread->state);
    show_when(cli, TEXT_STARTED, thread->started);
    for (size_t i = 0; i < thread->participant_count; i++) {
        const struct tnw_thread_member *member = &thread->participants[i];
        const char *const words[] = {member_name(cli, thread, member->actor), code_word(cli->language, member->role),
                                     NULL};
        show_list(cli, i == 0 ? TEXT_PARTICIPANTS : TEXT_NONE, words);
    }
    show_open_questions(cli, thread);
    if (thread->conclusion != NULL) {
        show_field(cli, TEXT_CONCLUSION, thread->conclusion->text);
        show_field(cli, TEXT_BY, member_name(cli, thread, thread->conclusion->by));
        show_when(cli, TEXT_AT, thread->conclusion->at);
    }
}

static enum tnw_err
finish_thread(struct cli *cli, enum tnw_err err, struct tnw_thread *thread)
{
    if (err == TNW_OK && !cli_json(cli)) {
        show_thread(cli, thread);
    }
    tnw_thread_free(&thread);
    return err;
}

enum tnw_err
cmd_trio_start(struct cli *cli)
{
    struct tnw_thread *thread = NULL;
    const struct tnw_thread_new new_thread = {
        .procedure = cli_text(cli, OPTION_PROCEDURE),
        .subject = cli_text(cli, OPTION_SUBJECT),
        .participants = cli_texts(cli, OPTION_WITH),
    };
    enum tnw_err err = tnw_thread_start(cli->client, cli->args[0], &new_thread, &thread);
    return finish_thread(cli, err, thread);
}

enum tnw_err
cmd_trio_close(struct cli *cli)
{
    struct tnw_thread *thread = NULL;
    char *conclusion = NULL;
    enum tnw_err err = cli_words(cli, OPTION_CONCLUSION, &conclusion);
    if (err == TNW_OK) {
        err = tnw_thread_close(cli->client, cli->args[0], conclusion, &thread);
    }
    free(conclusion);
    return finish_thread(cli, err, thread);
}

static void
show_threads(const struct cli *cli, const struct tnw_threads *threads)
{
    static const enum text titles[] = {TEXT_THREAD,   TEXT_PROCEDURE, TEXT_SUBJECT, TEXT_STATE,
                                       TEXT_MESSAGES, TEXT_STARTED,   TEXT_NONE};
    struct table *table = table_new(cli->language, titles);
    table_number_rows(table);
    for (size_t i = 0; i < threads->count; i++) {
        const struct tnw_thread *thread = &threads->items[i];
        table_text(table, thread->id);
        table_word(table, thread->procedure);
        table_text(table, thread->subject);
        table_word(table, thread->state);
        table_number(table, thread->messages);
        table_time(table, thread->started);
    }
    table_end(table, cli->out);
    cli_more(cli, threads->next);
}

enum tnw_err
cmd_trio_list(struct cli *cli)
{
    struct tnw_threads *threads = NULL;
    struct tnw_page page;
    enum tnw_err err = cli_page(cli, &page);
    if (err == TNW_OK) {
        err = tnw_thread_list(cli->client, cli->args[0], &page, &threads);
    }
    if (err == TNW_OK && !cli_json(cli)) {
        show_threads(cli, threads);
        if (threads->count == 0) {
            nothing_to_show(cli, TEXT_NOTHING_THREADS, TEXT_NONE);
        }
    }
    tnw_threads_free(&threads);
    return err;
}

static void
show_message_readers(const struct cli *cli, const struct tnw_thread *thread, const struct tnw_message *message)
{
    for (size_t i = 0; i < message->read_by_count; i++) {
        char time[PRINT_TIME];
        const struct tnw_read_mark *mark = &message->read_by[i];
        const char *const words[] = {member_name(cli, thread, mark->actor), print_time(time, mark->at), NULL};
        show_list(cli, i == 0 ? TEXT_READ_BY : TEXT_NONE, words);
    }
}

/* thread: who takes part, or NULL when only ids are known. row: attachments before it. */
static void
show_message(const struct cli *cli, const struct tnw_thread *thread, const struct tnw_message *message, size_t *row)
{
    show_field(cli, TEXT_MESSAGE, message->id);
    show_word(cli, TEXT_KIND, message->kind);
    show_field(cli, TEXT_FROM, member_name(cli, thread, message->author));
    show_word(cli, TEXT_AS, message->author_role);
    show_when(cli, TEXT_SENT, message->sent);
    show_field(cli, TEXT_REPLY_TO, message->reply_to);
    show_field(cli, TEXT_ANSWER_BY, message->answer_by);
    for (size_t i = 0; message->to[i] != NULL; i++) {
        const char *const words[] = {member_name(cli, thread, message->to[i]), NULL};
        show_list(cli, i == 0 ? TEXT_TO : TEXT_NONE, words);
    }
    show_field(cli, TEXT_STEP, message->step);
    show_word(cli, TEXT_DECISION, message->decision);
    if (message->fragments[0] != NULL) {
        show_list(cli, TEXT_FRAGMENTS, message->fragments);
    }
    attachment_show(cli, message->attachments, message->attachment_count, row);
    show_message_readers(cli, thread, message);
    show_field(cli, TEXT_TEXT, message->text);
}

enum tnw_err
cmd_trio_read(struct cli *cli)
{
    struct tnw_thread *thread = NULL;
    struct tnw_messages *messages = NULL;
    struct tnw_page page;
    enum tnw_err err = cli_page(cli, &page);
    bool for_people = !options_given(&cli->options, OPTION_JSON);
    if (err == TNW_OK && for_people) {
        err = tnw_thread_get(cli->client, cli->args[0], &thread);
    }
    if (err == TNW_OK) {
        err = tnw_message_list(cli->client, cli->args[0], &page, &messages);
    }
    if (err == TNW_OK && !cli_json(cli)) {
        size_t row = 0;
        show_thread(cli, thread);
        for (size_t i = 0; i < messages->count; i++) {
            fputc('\n', cli->out);
            show_message(cli, thread, &messages->items[i], &row);
        }
        cli_more(cli, messages->next);
    }
    tnw_thread_free(&thread);
    tnw_messages_free(&messages);
    return err;
}

/* Out: answers: the message of the one question of this thread that waits for the caller; NULL: none does.
 * Errors: USAGE: several do. */
static enum tnw_err
find_question(struct cli *cli, struct tnw_questions *const *pages, size_t count, const char **answers)
{
    *answers = NULL;
    for (size_t page = 0; page < count; page++) {
        for (size_t i = 0; i < pages[page]->count; i++) {
            const struct tnw_question *question = &pages[page]->items[i];
            if (strcmp(question->thread, cli->args[0]) != 0) {
                continue;
            }
            if (*answers != NULL) {
                return cli_usage(cli, TEXT_ANSWERS_WHICH, NULL);
            }
            *answers = question->message;
        }
    }
    return TNW_OK;
}

/* An answer that does not say to what is one to the only question there is. pages: freed by the caller. */
static enum tnw_err
ask_what_it_answers(struct cli *cli, struct tnw_questions *pages[QUESTION_PAGES], const char **answers)
{
    const char *kind = cli_text(cli, OPTION_KIND);
    *answers = cli_text(cli, OPTION_REPLY_TO);
    if (*answers != NULL || kind == NULL || strcmp(kind, "antwoord") != 0) {
        return TNW_OK;
    }
    struct tnw_page page = {.after = NULL};
    size_t count = 0;
    enum tnw_err err = TNW_OK;
    do {
        err = tnw_question_list(cli->client, "for_me", NULL, &page, &pages[count]);
        page.after = err == TNW_OK ? pages[count++]->next : NULL;
    } while (page.after != NULL && count < QUESTION_PAGES);
    return err == TNW_OK ? find_question(cli, pages, count, answers) : err;
}

/* Files go to the dossier of the thread, before the message that refers to them. */
static enum tnw_err
send_message_files(struct cli *cli, struct attach *attach)
{
    struct tnw_thread *thread = NULL;
    enum tnw_err err = attach->count == 0 ? TNW_OK : tnw_thread_get(cli->client, cli->args[0], &thread);
    if (err == TNW_OK && thread != NULL) {
        err = attach_send(cli, attach, thread->dossier);
    }
    tnw_thread_free(&thread);
    return err;
}

static enum tnw_err
send_message(struct cli *cli, struct attach *attach, const char *text, const char *answers,
             struct tnw_message **message)
{
    const char *kind = cli_text(cli, OPTION_KIND);
    enum tnw_err err = send_message_files(cli, attach);
    if (err != TNW_OK) {
        return err;
    }
    const struct tnw_message_new new_message = {
        .kind = kind,
        .text = text,
        .fragments = cli_texts(cli, OPTION_FRAGMENT),
        .reply_to = answers,
        .answer_by = cli_text(cli, OPTION_ANSWER_BY),
        .to = cli_texts(cli, OPTION_TO),
        .step = cli_text(cli, OPTION_STEP),
        .decision = cli_text(cli, OPTION_DECIDES),
        .attachments = attach->ref_count == 0 ? NULL : attach->refs,
        .attachment_count = attach->ref_count,
        .idempotency_key = attach_key(cli, attach, cli->args[0], kind, text),
    };
    return attach_finish(cli, attach, tnw_message_send(cli->client, cli->args[0], &new_message, message));
}

enum tnw_err
cmd_trio_send(struct cli *cli)
{
    size_t row = 0;
    struct attach attach;
    struct tnw_message *message = NULL;
    struct tnw_questions *asked[QUESTION_PAGES] = {NULL};
    const char *answers = NULL;
    char *text = NULL;
    enum tnw_err err = attach_open(cli, &attach);
    if (err == TNW_OK) {
        err = cli_words(cli, OPTION_TEXT, &text);
    }
    if (err == TNW_OK) {
        err = ask_what_it_answers(cli, asked, &answers);
    }
    if (err == TNW_OK) {
        err = send_message(cli, &attach, text, answers, &message);
    }
    attach_close(&attach);
    free(text);
    for (size_t i = 0; i < QUESTION_PAGES; i++) {
        tnw_questions_free(&asked[i]);
    }
    if (err == TNW_OK && !cli_json(cli)) {
        show_message(cli, NULL, message, &row);
    }
    tnw_message_free(&message);
    return err;
}

enum tnw_err
cmd_trio_ack(struct cli *cli)
{
    struct tnw_receipt *receipt = NULL;
    enum tnw_err err = tnw_message_ack(cli->client, cli->args[0], cli->args[1], &receipt);
    if (err == TNW_OK && !cli_json(cli)) {
        show_field(cli, TEXT_MESSAGE, receipt->message);
        show_when(cli, TEXT_READ, receipt->read);
    }
    tnw_receipt_free(&receipt);
    return err;
}

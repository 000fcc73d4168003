/* todo: over all dossiers, the steps that are due and the questions that wait for an answer. */
#include "cmd.h"
#include "process/step_state.h"
#include "show.h"
#include "table.h"

/* Each has looked at 2000 questions. */
#define PAGES_MAX 50

struct todo {
    struct tnw_dues *dues;
    struct tnw_questions *for_me; /* NULL: in that role nobody asks anything */
    struct tnw_questions *by_me;
};

static bool
has_steps(const struct todo *todo)
{
    return todo->dues->count > 0;
}

static void
show_steps(const struct cli *cli, const struct tnw_dues *dues)
{
    static const enum text titles[] = {TEXT_LAST_DAY, TEXT_STATE, TEXT_STEP, TEXT_PATIENT, TEXT_DOSSIER, TEXT_NONE};
    struct table *table = table_new(cli->language, titles);
    for (size_t i = 0; i < dues->count; i++) {
        const struct tnw_due *due = &dues->items[i];
        for (size_t k = 0; k < due->step_count; k++) {
            table_text(table, due->steps[k].due);
            table_text(table, step_state_word(cli, due->steps[k].state));
            table_text(table, due->steps[k].title);
            table_text(table, due->patient.name);
            table_text(table, due->dossier);
        }
    }
    table_end(table, cli->out);
}

/* The rows of the last list that was asked for can be typed. */
static void
show_questions(const struct cli *cli, enum text heading, const struct tnw_questions *questions, bool numbered)
{
    static const enum text titles[] = {TEXT_LAST_DAY, TEXT_STATE,   TEXT_KIND,   TEXT_PATIENT, TEXT_FROM,
                                       TEXT_SUBJECT,  TEXT_MESSAGE, TEXT_THREAD, TEXT_NONE};
    if (questions == NULL || questions->count == 0) {
        return;
    }
    show_line(cli, heading, NULL);
    struct table *table = table_new(cli->language, titles);
    if (numbered) {
        table_number_rows(table);
    }
    for (size_t i = 0; i < questions->count; i++) {
        const struct tnw_question *question = &questions->items[i];
        table_text(table, question->answer_by);
        table_text(table, step_state_word(cli, question->state));
        table_text(table, question->kind);
        table_text(table, question->patient.name);
        table_text(table, question->by.name);
        table_text(table, question->subject);
        table_text(table, question->message);
        table_text(table, question->thread);
    }
    table_end(table, cli->out);
}

static void
show_todo(const struct cli *cli, const struct todo *todo)
{
    bool for_me = todo->for_me != NULL && todo->for_me->count > 0;
    bool by_me = todo->by_me != NULL && todo->by_me->count > 0;
    if (has_steps(todo)) {
        show_line(cli, TEXT_TODO_STEPS, NULL);
        show_steps(cli, todo->dues);
    }
    show_questions(cli, TEXT_TODO_FOR_ME, todo->for_me, true);
    show_questions(cli, TEXT_TODO_BY_ME, todo->by_me, false);
    if (!has_steps(todo) && !for_me && !by_me) {
        show_line(cli, TEXT_TODO_NOTHING, NULL);
    }
    if (todo->dues->next != NULL || (for_me && todo->for_me->next != NULL) || (by_me && todo->by_me->next != NULL)) {
        show_note(cli, TEXT_TODO_MORE, NULL);
    }
}

/* A page with nothing on it and something behind it: the server looked at much that is not theirs any more. */
static bool
is_empty_so_far(const struct tnw_questions *questions)
{
    return questions->count == 0 && questions->next != NULL;
}

/* Patients and employers take no part in threads: to them the server shows no such list. */
static enum tnw_err
ask_questions(struct cli *cli, const char *side, struct tnw_questions **questions)
{
    const char *before = cli_text(cli, OPTION_BEFORE);
    enum tnw_err err = tnw_question_list(cli->client, side, before, NULL, questions);
    for (unsigned page = 1; err == TNW_OK && page < PAGES_MAX && is_empty_so_far(*questions); page++) {
        struct tnw_questions *last = *questions;
        const struct tnw_page next = {.after = last->next};
        err = tnw_question_list(cli->client, side, before, &next, questions);
        tnw_questions_free(&last);
    }
    if (err == TNW_OK) {
        (void)cli_json(cli);
    }
    return err == TNW_E_ROLE_NOT_ALLOWED ? TNW_OK : err;
}

/* The questions to oneself last: @1 is the first of them. */
enum tnw_err
cmd_todo(struct cli *cli)
{
    struct todo todo = {NULL, NULL, NULL};
    const char *language = text_code(cli->language);
    enum tnw_err err = tnw_due_list(cli->client, cli_text(cli, OPTION_BEFORE), language, NULL, &todo.dues);
    bool as_json = err == TNW_OK && cli_json(cli);
    if (err == TNW_OK) {
        err = ask_questions(cli, "by_me", &todo.by_me);
    }
    if (err == TNW_OK && todo.by_me != NULL) {
        err = ask_questions(cli, "for_me", &todo.for_me);
    }
    if (err == TNW_OK && !as_json) {
        show_todo(cli, &todo);
    }
    tnw_dues_free(&todo.dues);
    tnw_questions_free(&todo.by_me);
    tnw_questions_free(&todo.for_me);
    return err;
}

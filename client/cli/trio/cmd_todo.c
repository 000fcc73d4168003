/* todo: over all dossiers, what is due and what waits for an answer. */
#include <string.h>
#include <time.h>

#include "cmd.h"
#include "nothing.h"
#include "process/step_state.h"
#include "show.h"
#include "table.h"

/* Of 20 items; or it looked at 2000 that are not theirs any more. */
#define PAGES_MAX 10
#define DAYS_MAX 3660
#define DAY_TEXT 16

struct todo {
    struct tnw_dues *pages[PAGES_MAX];
    size_t count;
    bool numbered; /* one page: its rows can be typed */
};

/* The item at that place over all pages; NULL: there is none. */
static const struct tnw_due *
due_at(const struct todo *todo, size_t at)
{
    for (size_t i = 0; i < todo->count; i++) {
        if (at < todo->pages[i]->count) {
            return &todo->pages[i]->items[at];
        }
        at -= todo->pages[i]->count;
    }
    return NULL;
}

static bool
is_by_me(const struct tnw_due *due)
{
    return strcmp(due->side, "by_me") == 0;
}

static struct table *
begin_table(const struct cli *cli, enum text heading, const enum text *titles, bool numbered)
{
    show_line(cli, heading, NULL);
    struct table *table = table_new(cli->language, titles);
    if (numbered) {
        table_number_rows(table);
    }
    return table;
}

static bool
show_steps(const struct cli *cli, const struct todo *todo)
{
    static const enum text titles[] = {TEXT_LAST_DAY, TEXT_STATE, TEXT_STEP, TEXT_PATIENT, TEXT_DOSSIER, TEXT_NONE};
    struct table *table = NULL;
    bool any = false;
    const struct tnw_due *due;
    for (size_t i = 0; (due = due_at(todo, i)) != NULL; i++) {
        for (size_t k = 0; k < due->step_count; k++) {
            table = any ? table : begin_table(cli, TEXT_TODO_STEPS, titles, false);
            any = true;
            table_text(table, due->steps[k].due);
            table_text(table, step_state_word(cli, due->steps[k].state));
            table_text(table, due->steps[k].title);
            table_text(table, due->patient.name);
            table_text(table, due->dossier);
        }
    }
    table_end(table, cli->out);
    return any;
}

static void
add_question(const struct cli *cli, struct table *table, const struct tnw_question *question)
{
    table_text(table, question->answer_by);
    table_text(table, step_state_word(cli, question->state));
    table_word(table, question->kind);
    table_text(table, question->patient.name);
    table_text(table, question->by.name);
    table_text(table, question->subject);
    table_text(table, question->message);
    table_text(table, question->thread);
}

static bool
show_questions(const struct cli *cli, const struct todo *todo, bool by_me)
{
    static const enum text titles[] = {TEXT_LAST_DAY, TEXT_STATE,   TEXT_KIND,   TEXT_PATIENT, TEXT_FROM,
                                       TEXT_SUBJECT,  TEXT_MESSAGE, TEXT_THREAD, TEXT_NONE};
    struct table *table = NULL;
    bool any = false;
    const struct tnw_due *due;
    for (size_t i = 0; (due = due_at(todo, i)) != NULL; i++) {
        for (size_t k = 0; k < due->question_count && is_by_me(due) == by_me; k++) {
            enum text heading = by_me ? TEXT_TODO_BY_ME : TEXT_TODO_FOR_ME;
            table = any ? table : begin_table(cli, heading, titles, todo->numbered && !by_me);
            any = true;
            add_question(cli, table, &due->questions[k]);
        }
    }
    table_end(table, cli->out);
    return any;
}

/* To a patient, with what they say yes to; to who asked. */
static bool
show_consents(const struct cli *cli, const struct todo *todo, bool by_me)
{
    static const enum text titles[] = {TEXT_ANSWER_BY,       TEXT_FROM, TEXT_PATIENT, TEXT_SENTENCE, TEXT_DOSSIER,
                                       TEXT_CONSENT_REQUEST, TEXT_NONE};
    struct table *table = NULL;
    const struct tnw_consent_request *first = NULL;
    const struct tnw_due *due;
    for (size_t i = 0; (due = due_at(todo, i)) != NULL; i++) {
        for (size_t k = 0; k < due->request_count && is_by_me(due) == by_me; k++) {
            const struct tnw_consent_request *request = &due->requests[k];
            if (first == NULL) {
                first = request;
                table = begin_table(cli, by_me ? TEXT_TODO_CONSENTS_ASKED : TEXT_TODO_CONSENTS, titles,
                                    todo->numbered && !by_me);
            }
            table_text(table, request->expires);
            table_text(table, request->name);
            table_text(table, due->patient.name);
            table_text(table, request->sentence);
            table_text(table, due->dossier);
            table_text(table, request->id);
        }
    }
    table_end(table, cli->out);
    if (first != NULL && !by_me && todo->numbered) {
        show_line(cli, TEXT_TODO_CONSENT_ANSWER, NULL);
    } else if (first != NULL && !by_me) {
        show_line(cli, TEXT_TODO_CONSENT_ANSWER_ID, FILL(first->dossier, first->id));
    }
    return first != NULL;
}

static void
show_todo(struct cli *cli, const struct todo *todo)
{
    bool any = show_steps(cli, todo);
    any = show_questions(cli, todo, false) || any;
    any = show_consents(cli, todo, false) || any;
    any = show_questions(cli, todo, true) || any;
    any = show_consents(cli, todo, true) || any;
    if (!any) {
        show_line(cli, TEXT_TODO_NOTHING, NULL);
        nothing_to_show(cli, TEXT_NOTHING_TODO, TEXT_NOTHING_TODO);
    }
    if (todo->pages[todo->count - 1]->next != NULL) {
        show_note(cli, TEXT_TODO_MORE, NULL);
    }
}

/* The day behind so many days from today, in the zone that times are shown in. */
static bool
day_behind(uint64_t days, char day[DAY_TEXT])
{
    struct tm tm;
    time_t now = time(NULL);
    if (localtime_r(&now, &tm) == NULL) {
        return false;
    }
    tm.tm_mday += (int)days + 1;
    tm.tm_hour = 12; /* whatever the hour does that night */
    tm.tm_isdst = -1;
    return mktime(&tm) != (time_t)-1 && strftime(day, DAY_TEXT, "%Y-%m-%d", &tm) > 0;
}

/* Out: before, the day behind the last one that is asked for; NULL: as the server has it. day: its room. */
static enum tnw_err
take_days(struct cli *cli, char day[DAY_TEXT], const char **before)
{
    uint64_t days = 0;
    *before = cli_text(cli, OPTION_BEFORE);
    if (!options_given(&cli->options, OPTION_DAYS_AHEAD)) {
        return TNW_OK;
    }
    if (*before != NULL) {
        return cli_usage(cli, TEXT_DAYS_OR_BEFORE, NULL);
    }
    if (!options_number(&cli->options, OPTION_DAYS_AHEAD, DAYS_MAX, &days)) {
        return cli_usage(cli, TEXT_TAKES_A_NUMBER_UP_TO, FILL("--days", NUMBER(DAYS_MAX)));
    }
    if (!day_behind(days, day)) {
        return cli_fail(cli, TNW_E_INTERNAL, "--days", "time");
    }
    *before = day;
    return TNW_OK;
}

enum tnw_err
cmd_todo(struct cli *cli)
{
    char day[DAY_TEXT];
    const char *before;
    struct todo todo = {.count = 0};
    bool as_json = false;
    struct tnw_page page = {.after = NULL};
    enum tnw_err err = take_days(cli, day, &before);
    while (err == TNW_OK && todo.count < PAGES_MAX && (todo.count == 0 || page.after != NULL)) {
        struct tnw_dues **dues = &todo.pages[todo.count];
        err = tnw_due_list(cli->client, before, text_code(cli->language), &page, dues);
        if (err == TNW_OK) {
            todo.count++;
            page.after = (*dues)->next;
            as_json = cli_json(cli);
        }
    }
    todo.numbered = todo.count == 1;
    if (err == TNW_OK && !as_json) {
        show_todo(cli, &todo);
    }
    for (size_t i = 0; i < todo.count; i++) {
        tnw_dues_free(&todo.pages[i]);
    }
    return err;
}

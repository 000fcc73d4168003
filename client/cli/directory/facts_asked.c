#include "directory/facts_asked.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "print.h"
#include "resolve/shorthand.h"
#include "show.h"

#define LINE_MAX_ASKED 256
#define ASKS_MAX 32

/* What was asked, and is not asked again. */
struct asked {
    char *facts[ASKS_MAX];
    size_t count;
};

void
facts_asked_day(int days, char out[11])
{
    time_t when = time(NULL) + (time_t)days * 24 * 60 * 60;
    struct tm day;
    if (gmtime_r(&when, &day) == NULL || strftime(out, 11, "%Y-%m-%d", &day) == 0) {
        out[0] = 0;
    }
}

static void
put_flag_text(const struct cli *cli, json_t *facts, const char *name, enum option option)
{
    const char *text = cli_text(cli, option);
    if (text != NULL) {
        json_object_set_new(facts, name, json_string(text));
    }
}

/* A number as it is typed; what is none the server refuses, with its place. */
static void
put_number(json_t *facts, const char *name, const char *text)
{
    char *end;
    double number = strtod(text, &end);
    bool is_number = end != text && *end == 0;
    bool is_whole = is_number && number >= -1e6 && number <= 1e6 && (double)(long)number == number;
    json_object_set_new(facts, name,
                        is_whole    ? json_integer((json_int_t)number)
                        : is_number ? json_real(number)
                                    : json_string(text));
}

/* FACT, or FACT=yes, or FACT=no. */
static void
put_answer(json_t *facts, const char *text)
{
    size_t len = strcspn(text, "=");
    json_object_setn_new(facts, text, len, json_boolean(strcmp(text + len, "=no") != 0));
}

static bool
is_by_flags(const struct cli *cli)
{
    static const enum option flags[] = {OPTION_EMPLOYMENT, OPTION_MONTHS,   OPTION_WANT,
                                        OPTION_REGION,     OPTION_ESTIMATE, OPTION_FACT};
    for (size_t i = 0; i < sizeof flags / sizeof flags[0]; i++) {
        if (options_given(&cli->options, flags[i])) {
            return true;
        }
    }
    return false;
}

/* Each may be several, with a comma or a blank between. */
static json_t *
help_wanted(const char *const *wanted)
{
    json_t *help = json_array();
    for (; *wanted != NULL; wanted++) {
        for (const char *rest = *wanted + strspn(*wanted, ", "); *rest != 0; rest += strspn(rest, ", ")) {
            size_t len = strcspn(rest, ", ");
            json_array_append_new(help, json_stringn(rest, len));
            rest += len;
        }
    }
    return help;
}

/* As people write it; what is none the server refuses. */
static void
put_employer(const struct cli *cli, json_t *facts)
{
    char employer[SHORTHAND_ENTERPRISE];
    const char *text = cli_text(cli, OPTION_EMPLOYER);
    if (text != NULL) {
        bool is_number = shorthand_enterprise(text, employer);
        json_object_set_new(facts, "employer", json_string(is_number ? employer : text));
    }
}

static json_t *
facts_of_flags(const struct cli *cli)
{
    json_t *facts = json_object();
    const char *const *wanted = cli_texts(cli, OPTION_WANT);
    const char *const *told = cli_texts(cli, OPTION_FACT);
    put_flag_text(cli, facts, "dossier", OPTION_DOSSIER);
    put_flag_text(cli, facts, "employment", OPTION_EMPLOYMENT);
    put_flag_text(cli, facts, "region", OPTION_REGION);
    put_flag_text(cli, facts, "zone", OPTION_ZONE);
    put_employer(cli, facts);
    if (cli_text(cli, OPTION_MONTHS) != NULL) {
        put_number(facts, "months", cli_text(cli, OPTION_MONTHS));
    }
    if (cli_text(cli, OPTION_ESTIMATE) != NULL) {
        put_number(facts, "estimate", cli_text(cli, OPTION_ESTIMATE));
    }
    if (wanted != NULL) {
        json_object_set_new(facts, "help", help_wanted(wanted));
    }
    for (; told != NULL && *told != NULL; told++) {
        put_answer(facts, *told);
    }
    return facts;
}

static enum tnw_err
ask_server(struct cli *cli, const json_t *facts, struct tnw_referral **referral)
{
    char *text = json_dumps(facts, JSON_COMPACT);
    enum tnw_err err = text == NULL ? TNW_E_NO_MEMORY : tnw_referral_ask(cli->client, text, referral);
    free(text);
    return err;
}

static bool
was_asked(const struct asked *asked, const char *fact)
{
    for (size_t i = 0; i < asked->count; i++) {
        if (strcmp(asked->facts[i], fact) == 0) {
            return true;
        }
    }
    return asked->count == ASKS_MAX;
}

/* NULL: there is nothing more to ask. */
static const struct tnw_referral_ask *
next_ask(const struct tnw_referral *referral, const struct asked *asked)
{
    for (size_t i = 0; i < referral->ask_count; i++) {
        if (!was_asked(asked, referral->asks[i].fact)) {
            return &referral->asks[i];
        }
    }
    return NULL;
}

static void
put_question(const struct cli *cli, const struct tnw_referral_ask *ask)
{
    fputc('\n', cli->err);
    print_text(cli->err, ask->question);
    fputc('\n', cli->err);
    for (size_t i = 0; i < ask->value_count; i++) {
        fprintf(cli->err, "  %zu  ", i + 1);
        print_text(cli->err, ask->values[i].text);
        fputc('\n', cli->err);
    }
    fputs("> ", cli->err);
    fflush(cli->err);
}

/* The value that was typed: its number, its code, or the word for it, or how that alone begins. NULL: none is meant, or
 * it could be more than one. */
static const char *
value_meant(const struct tnw_referral_ask *ask, const char *typed)
{
    uint64_t number = 0;
    const char *code = NULL;
    size_t begun = 0;
    if (options_parse_number(typed, ask->value_count, &number) && number > 0) {
        return ask->values[number - 1].code;
    }
    for (size_t i = 0; i < ask->value_count; i++) {
        if (strcmp(typed, ask->values[i].code) == 0 || strcasecmp(typed, ask->values[i].text) == 0) {
            return ask->values[i].code;
        }
        if (strncasecmp(typed, ask->values[i].text, strlen(typed)) == 0) {
            code = ask->values[i].code;
            begun++;
        }
    }
    return begun == 1 ? code : NULL;
}

/* Without the blanks around it. */
static char *
take_part(char **rest, const char *between)
{
    char *part = strsep(rest, between);
    if (part != NULL) {
        part += strspn(part, " ");
        for (size_t len = strlen(part); len > 0 && part[len - 1] == ' '; len--) {
            part[len - 1] = 0;
        }
    }
    return part;
}

/* Adds all that is typed there, with one of these between. false: something in it is none. */
static bool
add_several(const struct tnw_referral_ask *ask, char *typed, const char *between, json_t *list)
{
    char *rest = typed;
    bool all = true;
    for (char *part = take_part(&rest, between); all && part != NULL; part = take_part(&rest, between)) {
        const char *code = *part == 0 ? NULL : value_meant(ask, part);
        bool words = strchr(part, ' ') != NULL; /* of one value, or several values */
        if (code != NULL) {
            json_array_append_new(list, json_string(code));
        } else if (*part != 0) {
            all = words && add_several(ask, part, " ", list);
        }
    }
    return all;
}

static bool
take_several(const struct tnw_referral_ask *ask, char *typed, json_t *facts)
{
    json_t *list = json_array();
    bool all = list != NULL && add_several(ask, typed, ",", list);
    if (all) {
        json_object_set(facts, ask->fact, list);
    }
    json_decref(list);
    return all;
}

/* false: it is no answer, and is asked again. */
static bool
take_answer(const struct tnw_referral_ask *ask, char *typed, json_t *facts)
{
    if (strcmp(ask->kind, "several") == 0) {
        return take_several(ask, typed, facts);
    }
    if (*typed == 0) {
        return true; /* not known */
    }
    if (strcmp(ask->kind, "number") == 0) {
        char *comma = strchr(typed, ',');
        if (comma != NULL) {
            *comma = '.';
        }
        put_number(facts, ask->fact, typed);
        return json_is_number(json_object_get(facts, ask->fact)) || json_object_del(facts, ask->fact) != 0;
    }
    if (strcmp(ask->kind, "text") == 0) {
        json_object_set_new(facts, ask->fact, json_string(typed));
        return true;
    }
    const char *code = value_meant(ask, typed);
    if (code == NULL) {
        return false;
    }
    if (strcmp(ask->kind, "yes_no") == 0) {
        json_object_set_new(facts, ask->fact, json_boolean(strcmp(code, "yes") == 0));
    } else if (strcmp(ask->fact, "estimate") == 0) {
        put_number(facts, ask->fact, code);
    } else {
        json_object_set_new(facts, ask->fact, json_string(code));
    }
    return true;
}

/* false: the reader stops. */
static bool
ask_reader(const struct cli *cli, const struct tnw_referral_ask *ask, json_t *facts)
{
    char line[LINE_MAX_ASKED];
    for (;;) {
        put_question(cli, ask);
        if (fgets(line, sizeof line, stdin) == NULL || line[0] == '.') {
            fputc('\n', cli->err);
            return false;
        }
        line[strcspn(line, "\r\n")] = 0;
        if (take_answer(ask, line, facts)) {
            return true;
        }
        show_note(cli, TEXT_WIE_NO_ANSWER, NULL);
    }
}

/* Until nothing can change the list any more. */
static enum tnw_err
ask_one_by_one(struct cli *cli, json_t *facts, struct tnw_referral **referral)
{
    struct asked asked = {.count = 0};
    const struct tnw_referral_ask *ask;
    enum tnw_err err = TNW_OK;
    show_note(cli, TEXT_WIE_HOW, NULL);
    while (err == TNW_OK && (ask = next_ask(*referral, &asked)) != NULL) {
        char *fact = strdup(ask->fact);
        if (fact == NULL) {
            err = TNW_E_NO_MEMORY;
            break;
        }
        asked.facts[asked.count++] = fact;
        if (!ask_reader(cli, ask, facts)) {
            break;
        }
        tnw_referral_free(referral);
        err = ask_server(cli, facts, referral);
    }
    while (asked.count > 0) {
        free(asked.facts[--asked.count]);
    }
    return err;
}

enum tnw_err
facts_asked(struct cli *cli, struct tnw_referral **referral)
{
    json_t *facts = facts_of_flags(cli);
    enum tnw_err err = facts == NULL ? TNW_E_NO_MEMORY : ask_server(cli, facts, referral);
    if (err == TNW_OK && !is_by_flags(cli)) {
        json_t *known = json_loads((*referral)->facts, 0, NULL);
        err = known == NULL ? TNW_E_NO_MEMORY : ask_one_by_one(cli, known, referral);
        json_decref(known);
    }
    json_decref(facts);
    return err;
}

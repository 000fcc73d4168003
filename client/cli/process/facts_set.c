#include "process/facts_set.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#define SETTABLE                                                                                                       \
    "start, employment, employer, employer_size, contract_end, region, zone, occupational_cause, route, entrance, "    \
    "exceptions, resumed, work"

static json_t *
text_or_null(const char *text, size_t len)
{
    return len == 0 ? json_null() : json_stringn(text, len);
}

/* "FROM" or "FROM..UNTIL". */
static json_t *
days_of_work(const char *text, size_t len)
{
    const char *dots = memmem(text, len, "..", 2);
    size_t from = dots == NULL ? len : (size_t)(dots - text);
    json_t *until = dots == NULL ? json_null() : text_or_null(dots + 2, len - from - 2);
    return json_pack("{s:s%, s:o}", "from", text, from, "until", until);
}

static json_t *
list_of_words(const char *text, json_t *(*item)(const char *text, size_t len))
{
    json_t *list = json_array();
    while (*text != 0) {
        size_t len = strcspn(text, ",");
        if (len > 0) {
            (void)json_array_append_new(list, item(text, len));
        }
        text += len + (text[len] == ',');
    }
    return list;
}

static json_t *
yes_or_no(const char *text)
{
    bool yes = strcmp(text, "true") == 0;
    bool no = strcmp(text, "false") == 0;
    return yes || no ? json_boolean(yes) : text_or_null(text, strlen(text));
}

static json_t *
value_of_fact(const char *name, const char *text)
{
    if (strcmp(name, "exceptions") == 0) {
        return list_of_words(text, text_or_null);
    }
    if (strcmp(name, "work") == 0) {
        return list_of_words(text, days_of_work);
    }
    return strcmp(name, "occupational_cause") == 0 ? yes_or_no(text) : text_or_null(text, strlen(text));
}

/* Whether the name is one of the words of SETTABLE. */
static bool
is_settable(const char *name)
{
    size_t len = strlen(name);
    for (const char *at = SETTABLE; len > 0 && at != NULL; at = strchr(at, ' ')) {
        at += *at == ' ';
        if (strncmp(at, name, len) == 0 && (at[len] == ',' || at[len] == 0)) {
            return true;
        }
    }
    return false;
}

static enum tnw_err
set_fact(struct cli *cli, json_t *change, const char *pair)
{
    const char *equals = strchr(pair, '=');
    if (equals == NULL || equals == pair) {
        return cli_usage(cli, TEXT_SET_TAKES, FILL(pair));
    }
    char *name = strndup(pair, (size_t)(equals - pair));
    if (name == NULL) {
        return TNW_E_NO_MEMORY;
    }
    enum tnw_err err = is_settable(name) ? TNW_OK : cli_usage(cli, TEXT_NO_SUCH_FACT, FILL(name, SETTABLE));
    if (err == TNW_OK && json_object_set_new(change, name, value_of_fact(name, equals + 1)) != 0) {
        err = TNW_E_NO_MEMORY;
    }
    free(name);
    return err;
}

static void
set_person(const struct cli *cli, json_t *change, const char *name, enum option option)
{
    const char *actor = cli_text(cli, option);
    if (actor != NULL) {
        (void)json_object_set_new(change, name, text_or_null(actor, strlen(actor)));
    }
}

enum tnw_err
facts_set_change(struct cli *cli, char **change)
{
    json_t *all = json_object();
    enum tnw_err err = all == NULL ? TNW_E_NO_MEMORY : TNW_OK;
    const char *const *pairs = cli_texts(cli, OPTION_SET_FACT);
    for (; pairs != NULL && *pairs != NULL && err == TNW_OK; pairs++) {
        err = set_fact(cli, all, *pairs);
    }
    set_person(cli, all, "gmd_holder", OPTION_GMD_HOLDER);
    set_person(cli, all, "contact", OPTION_CONTACT);
    *change = err == TNW_OK ? json_dumps(all, JSON_COMPACT) : NULL;
    json_decref(all);
    return err == TNW_OK && *change == NULL ? TNW_E_NO_MEMORY : err;
}

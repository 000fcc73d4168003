#include "requests.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
add(struct requests *requests, const struct id *id)
{
    if (requests->count == requests->room) {
        requests->room = requests->room == 0 ? 256 : 2 * requests->room;
        requests->list = reallocarray(requests->list, requests->room, sizeof *requests->list);
        if (requests->list == NULL) {
            abort();
        }
    }
    requests->list[requests->count++] = *id;
}

void
requests_add(struct requests *requests, const char *text)
{
    struct id id;
    if (text[0] == 0) {
        return;
    }
    if (id_parse(&id, ID_REQUEST, text) != TNW_OK) {
        (void)fprintf(stderr, "not a request id: %s\n", text);
        abort();
    }
    add(requests, &id);
}

void
requests_join(struct requests *requests, const struct requests *more)
{
    for (size_t i = 0; i < more->count; i++) {
        add(requests, &more->list[i]);
    }
}

static int
compare(const void *a, const void *b)
{
    return memcmp(a, b, sizeof(struct id));
}

void
requests_sort(struct requests *requests)
{
    if (requests->count > 0) {
        qsort(requests->list, requests->count, sizeof *requests->list, compare);
    }
}

void
requests_free(struct requests *requests)
{
    free(requests->list);
    *requests = (struct requests){.list = NULL};
}

bool
requests_visit(void *ctx, uint64_t seq, const json_t *record, char where[LOG_WHERE])
{
    (void)seq;
    (void)where;
    const char *text = json_string_value(json_object_get(record, "request"));
    requests_add(ctx, text == NULL ? "" : text);
    return true;
}

bool
requests_contain(const struct requests *sorted, const struct requests *these, char where[LOG_WHERE])
{
    for (size_t i = 0; i < these->count; i++) {
        if (sorted->count == 0 ||
            bsearch(&these->list[i], sorted->list, sorted->count, sizeof *sorted->list, compare) == NULL) {
            char text[ID_TEXT];
            id_format(text, ID_REQUEST, &these->list[i]);
            (void)snprintf(where, LOG_WHERE, "%s was answered and is not in the log", text);
            return false;
        }
    }
    return true;
}

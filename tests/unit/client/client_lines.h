/* An export as lines that can be moved about and made anew. */
#ifndef TNW_TESTS_CLIENT_LINES_H
#define TNW_TESTS_CLIENT_LINES_H

#include "client_log.h"

#define CLIENT_LINES_MAX 64

#define CLIENT_LINES_MADE 4

struct client_lines {
    struct slice line[CLIENT_LINES_MAX]; /* with its line end */
    size_t count;
    struct buf text;                    /* what they borrow from */
    struct buf made[CLIENT_LINES_MADE]; /* what was made anew */
    size_t made_count;
};

/* Takes the text. */
struct client_lines client_lines_of(struct buf text);
void client_lines_free(struct client_lines *lines);
void client_lines_remove(struct client_lines *lines, size_t at, size_t count);
json_t *client_lines_value(const struct client_lines *lines, size_t at);
/* Takes the value; CLIENT_LINES_MADE times for each lines. */
void client_lines_put(struct client_lines *lines, size_t at, json_t *value);

#endif

#include "tnw/inbox.h"

#include <stdio.h>

#include "ask.h"
#include "shapes/shapes.h"

#define WAIT_MAX_S 55U

enum tnw_err
tnw_inbox_list(struct tnw_client *client, const struct tnw_page *page, unsigned wait_s, struct tnw_events **events)
{
    char wait[16];
    *events = NULL;
    if (wait_s > WAIT_MAX_S) {
        ask_begin(client);
        return ask_fail(client, TNW_E_USAGE, "wait_s is at most 55");
    }
    snprintf(wait, sizeof wait, "%u", wait_s);
    ASK_RETURN(client, events, .method = "GET", .path = "/v1/inbox", .query = {{"wait", wait_s == 0 ? NULL : wait}},
               .page = page, .wait_s = wait_s, .out = &shapes_events);
}

enum tnw_err
tnw_inbox_mark_seen(struct tnw_client *client, int64_t until, struct tnw_inbox_seen **seen)
{
    ASK_RETURN(client, seen, .method = "POST", .path = "/v1/inbox/seen", .in = &shapes_inbox_mark,
               .body = &(struct shapes_mark){.until = until}, .out = &shapes_inbox_seen);
}

ASK_FREE(events)
ASK_FREE(inbox_seen)

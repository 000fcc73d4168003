#include "service/core/page.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "service/core/answer.h"
#include "service/core/cursor.h"
#include "service/core/op.h"
#include "service/core/problem.h"

const char *
page_query(const struct call *call, const char *name)
{
    int at = op_parameter(call->in->op, name);
    const char *value = at < 0 ? NULL : call->in->query[at];
    return value == NULL || value[0] == 0 ? NULL : value;
}

enum tnw_err
page_number(struct call *call, const char *name, uint64_t max, uint64_t *out)
{
    const char *text = page_query(call, name);
    if (text == NULL) {
        return TNW_OK;
    }
    size_t len = strlen(text);
    bool digits = len > 0 && len < 20 && strspn(text, "0123456789") == len;
    uint64_t value = digits ? strtoull(text, NULL, 10) : 0;
    if (!digits || value > max) {
        return problem(call, TNW_E_INVALID_PARAMETER, "%s must be a whole number of at most %llu", name,
                       (unsigned long long)max);
    }
    *out = value;
    return TNW_OK;
}

enum tnw_err
page_id(struct call *call, const char *name, enum id_kind kind, struct id *out)
{
    const char *text = page_query(call, name);
    *out = (struct id){{0}};
    if (text != NULL && id_parse(out, kind, text) != TNW_OK) {
        return problem(call, TNW_E_INVALID_PARAMETER, "%s is not the id that it must be", name);
    }
    return TNW_OK;
}

static enum tnw_err
open_page(struct call *call, struct page *page)
{
    *page = (struct page){.after_seq = UINT64_MAX};
    uint64_t most = call->in->op->names_dossiers ? LIMIT_PAGE_DOSSIERS : LIMIT_PAGE_MAX;
    uint64_t limit = most < LIMIT_PAGE_DEFAULT ? most : LIMIT_PAGE_DEFAULT;
    enum tnw_err err = page_number(call, "limit", most, &limit);
    if (err == TNW_OK && limit == 0) {
        err = problem(call, TNW_E_INVALID_PARAMETER, "limit must be at least 1");
    }
    if (err != TNW_OK) {
        return err;
    }
    page->limit = limit;
    page->jw = json_writer(&call->reply.body);
    jw_open(&page->jw, NULL);
    jw_open_list(&page->jw, "items");
    return TNW_OK;
}

enum tnw_err
page_open_ids(struct call *call, struct page *page)
{
    struct position after = {.day = 0};
    const char *text = page_query(call, "after");
    enum tnw_err err = text == NULL ? TNW_OK : cursor_parse(call, text, &after);
    if (err == TNW_E_INVALID_PARAMETER) {
        return problem(call, err,
                       "after must be the `next` of an earlier page of this list, as the same caller got it");
    }
    if (err != TNW_OK) {
        return err;
    }
    err = open_page(call, page);
    page->at = after.id;
    page->day = after.day;
    page->list = after.list;
    page->after = after;
    return err;
}

enum tnw_err
page_open_seq(struct call *call, struct page *page)
{
    uint64_t after = UINT64_MAX;
    enum tnw_err err = page_number(call, "after", INT64_MAX, &after);
    if (err != TNW_OK) {
        return err;
    }
    err = open_page(call, page);
    page->after_seq = after;
    return err;
}

static struct position
position_looked_at(const struct page *page)
{
    return (struct position){.list = page->list, .day = page->day, .id = page->at};
}

bool
page_look(struct page *page, const struct id *row)
{
    if (page->is_full || page->looked == LIMIT_SCAN_MAX) {
        return false;
    }
    page->looked++;
    page->at = *row;
    return true;
}

bool
page_look_in(struct page *page, const struct position *row)
{
    if (!page_look(page, &row->id)) {
        return false;
    }
    page->day = row->day;
    page->list = row->list;
    return true;
}

bool
page_take(struct page *page)
{
    if (page->shown == page->limit || page->jw.out->len >= LIMIT_PAGE_BYTES) {
        page->is_full = true;
        return false;
    }
    page->shown++;
    page->after = position_looked_at(page);
    return true;
}

static void
end_items(struct page *page, const char *next)
{
    jw_close_list(&page->jw);
    jw_str(&page->jw, "next", next);
}

void
page_close(struct call *call, struct page *page)
{
    jw_close(&page->jw);
    answer_shown(call);
}

void
page_close_ids(struct call *call, struct page *page, bool more)
{
    char next[CURSOR_TEXT];
    bool goes_on = more || page->is_full;
    const struct position at = position_looked_at(page);
    if (goes_on) {
        enum tnw_err err = cursor_encode(call, page->is_full ? &page->after : &at, next);
        call->reply.body.err = call->reply.body.err == TNW_OK ? err : call->reply.body.err;
    }
    end_items(page, goes_on && call->reply.body.err == TNW_OK ? next : NULL);
    page_close(call, page);
}

void
page_end_seq(struct page *page, bool more)
{
    char next[24];
    (void)snprintf(next, sizeof next, "%llu", (unsigned long long)page->after_seq);
    end_items(page, more ? next : NULL);
}

void
page_close_seq(struct call *call, struct page *page, bool more)
{
    page_end_seq(page, more);
    page_close(call, page);
}

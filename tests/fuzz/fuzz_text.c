/* Ids, dates, times and hex as text, and the cursor over bytes: what is read is written back the same. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/id.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
require(bool holds)
{
    if (!holds) {
        abort();
    }
}

static void
read_ids(const char *text)
{
    for (unsigned kind = 0; kind < ID_KINDS; kind++) {
        struct id id;
        char back[ID_TEXT];
        if (id_parse(&id, (enum id_kind)kind, text) == TNW_OK) {
            id_format(back, (enum id_kind)kind, &id);
            require(strcmp(back, text) == 0);
        }
    }
}

static void
read_times(const char *text)
{
    day_num day;
    time_ms when;
    time_ms again;
    char date[DATE_TEXT];
    char time[TIME_TEXT];
    if (date_parse(&day, text) == TNW_OK) {
        date_format(date, day);
        require(strcmp(date, text) == 0);
    }
    /* An offset may lead beyond the years that can be written. */
    if (time_parse(&when, text) == TNW_OK && when >= INT64_C(-62167219200000) && when <= INT64_C(253402300799999)) {
        time_format(time, when);
        require(time_parse(&again, time) == TNW_OK && again == when);
    }
}

static void
read_hex(const char *text)
{
    uint8_t bytes[16];
    char back[33];
    size_t len = strlen(text) / 2;
    if (len <= sizeof bytes && hex_decode(bytes, len, text) == TNW_OK) {
        hex_encode(back, bytes, len);
        require(strcmp(back, text) == 0);
    }
}

/* The first half says which reads, the second is what is read: never more than there is, and nothing after a
 * failure. */
static void
read_bytes(const uint8_t *data, size_t size)
{
    struct cursor cur = cursor_of(slice_of(data + size / 2, size - size / 2));
    for (size_t i = 0; i < size / 2; i++) {
        bool failed = cur.err != TNW_OK;
        size_t left = cur.left;
        uint8_t out[256] = {0};
        size_t len = data[i] >> 2;
        switch (data[i] & 3) {
        case 0:
            require(cursor_u64(&cur) == 0 || (!failed && left >= 8));
            break;
        case 1:
            cursor_bytes(&cur, out, len);
            break;
        case 2:
            require(cursor_slice(&cur, len).len == (failed || len > left ? 0 : len));
            break;
        default:
            require(cursor_u8(&cur) == 0 || (!failed && left >= 1));
        }
        require(cur.left <= left && (!failed || cur.err == TNW_E_CORRUPT));
    }
    require(cursor_end(&cur) == (cur.err == TNW_OK && cur.left == 0 ? TNW_OK : TNW_E_CORRUPT));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = malloc(size + 1);
    if (text == NULL) {
        return 0;
    }
    if (size > 0) {
        memcpy(text, data, size);
    }
    text[size] = 0;
    read_ids(text);
    read_times(text);
    read_hex(text);
    read_bytes(data, size);
    free(text);
    return 0;
}

#include "audit/note/note_text.h"

#include <string.h>

#define BAD UINT32_MAX

/* Reads the next character, RFC 3629 section 4. Returns BAD when there is none to read. */
static uint32_t
next_character(struct cursor *cur)
{
    static const uint32_t smallest[] = {0, 0x80, 0x800, 0x10000};
    uint8_t lead = cursor_u8(cur);
    if (lead < 0x80) {
        return cur->err == TNW_OK ? lead : BAD;
    }
    unsigned more = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1;
    if (lead < 0xc0 || lead >= 0xf8) {
        return BAD;
    }
    uint32_t character = lead & (0x3fU >> more);
    for (unsigned i = 0; i < more; i++) {
        uint8_t byte = cursor_u8(cur);
        if ((byte & 0xc0) != 0x80) {
            return BAD;
        }
        character = character << 6 | (byte & 0x3f);
    }
    bool surrogate = character >= 0xd800 && character <= 0xdfff;
    return character < smallest[more] || surrogate || character > 0x10ffff ? BAD : character;
}

/* Unicode's property White_Space, beyond the control characters. */
static bool
is_space(uint32_t c)
{
    return c == ' ' || c == 0x85 || c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) || c == 0x2028 ||
           c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x3000;
}

bool
note_text_is_plain(struct slice text)
{
    struct cursor cur = cursor_of(text);
    while (cur.left > 0) {
        uint32_t c = next_character(&cur);
        if (c == BAD || (c < 0x20 && c != '\n')) {
            return false;
        }
    }
    return true;
}

bool
note_text_is_name(struct slice text)
{
    struct cursor cur = cursor_of(text);
    while (cur.left > 0) {
        uint32_t c = next_character(&cur);
        if (c == BAD || c < 0x20 || c == '+' || is_space(c)) {
            return false;
        }
    }
    return text.len > 0;
}

struct slice
note_text_until(struct slice *text, char end)
{
    const uint8_t *at = text->len == 0 ? NULL : memchr(text->ptr, end, text->len);
    size_t len = at == NULL ? text->len : (size_t)(at - text->ptr);
    struct slice head = slice_of(text->ptr, len);
    size_t skip = len + (at == NULL ? 0 : 1);
    *text = slice_of(text->ptr + skip, text->len - skip);
    return head;
}

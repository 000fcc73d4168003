#include "base/text.h"

#include <stddef.h>

/* Unicode 15: general categories Cc, Zl, Zp, and of Cf what turns the direction of writing or takes no room. */
static const struct {
    uint32_t first;
    uint32_t last;
} hidden[] = {
    {0x0000, 0x001f}, {0x007f, 0x009f}, {0x00ad, 0x00ad}, {0x061c, 0x061c}, {0x180e, 0x180e},   {0x200b, 0x200f},
    {0x2028, 0x202e}, {0x2060, 0x206f}, {0xfeff, 0xfeff}, {0xfff9, 0xfffb}, {0xe0000, 0xe007f},
};

uint32_t
text_next(const char **text)
{
    static const uint8_t lead_bits[] = {0x7f, 0x1f, 0x0f, 0x07};
    uint8_t lead = (uint8_t) * (*text)++;
    int more = lead < 0xc0 ? 0 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
    uint32_t point = lead & lead_bits[more];
    for (; more > 0 && **text != 0; more--) {
        point = point << 6 | ((uint8_t) * (*text)++ & 0x3f);
    }
    return point;
}

bool
text_is_hidden(uint32_t point)
{
    for (size_t i = 0; i < sizeof hidden / sizeof hidden[0]; i++) {
        if (point >= hidden[i].first && point <= hidden[i].last) {
            return true;
        }
    }
    return false;
}

bool
text_is_line(const char *text)
{
    while (*text != 0) {
        if (text_is_hidden(text_next(&text))) {
            return false;
        }
    }
    return true;
}

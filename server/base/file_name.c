#include "base/file_name.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

#include <uninorm.h>

#include "base/limits.h"
#include "base/text.h"

/* What Windows keeps for devices, whatever stands behind a dot. */
static const char *const devices[] = {"con", "prn", "aux", "nul", "conin$", "conout$"};

/* Blanks that look like a space or take no place, letters that have no shape, marks that only choose one. */
static const struct {
    uint32_t first, last;
} shapeless[] = {
    {0x00a0, 0x00a0}, {0x034f, 0x034f}, {0x115f, 0x1160}, {0x1680, 0x1680}, {0x17b4, 0x17b5},   {0x180b, 0x180f},
    {0x2000, 0x200a}, {0x202f, 0x202f}, {0x205f, 0x205f}, {0x2800, 0x2800}, {0x3000, 0x3000},   {0x3164, 0x3164},
    {0xfe00, 0xfe0f}, {0xffa0, 0xffa0}, {0xfff0, 0xfff8}, {0xfffe, 0xffff}, {0xe0080, 0xe0fff},
};

static bool
file_name_shapeless(uint32_t point)
{
    for (size_t i = 0; i < sizeof shapeless / sizeof *shapeless; i++) {
        if (point >= shapeless[i].first && point <= shapeless[i].last) {
            return true;
        }
    }
    return (point & 0xfffe) == 0xfffe; /* no character, in any plane */
}

/* COM1 to COM9 and LPT1 to LPT9, with the raised 1 to 3 of Latin-1 too. */
static bool
file_name_port(const char *name, size_t len)
{
    bool port = len >= 4 && (strncasecmp(name, "com", 3) == 0 || strncasecmp(name, "lpt", 3) == 0);
    bool digit = len == 4 && name[3] >= '0' && name[3] <= '9';
    bool raised = len == 5 && (memcmp(name + 3, "\xc2\xb9", 2) == 0 || memcmp(name + 3, "\xc2\xb2", 2) == 0 ||
                               memcmp(name + 3, "\xc2\xb3", 2) == 0);
    return port && (digit || raised);
}

static bool
file_name_device(const char *name)
{
    size_t len = strcspn(name, ".");
    while (len > 0 && name[len - 1] == ' ') {
        len--;
    }
    for (size_t i = 0; i < sizeof devices / sizeof *devices; i++) {
        if (strlen(devices[i]) == len && strncasecmp(name, devices[i], len) == 0) {
            return true;
        }
    }
    return file_name_port(name, len);
}

/* Composed, as people type it: two names that look alike are the same bytes. */
static bool
file_name_composed(const char *name, size_t len)
{
    uint8_t composed[LIMIT_FILE_NAME_BYTES * 3];
    size_t room = sizeof composed;
    const uint8_t *bytes = (const uint8_t *)name;
    return u8_normalize(UNINORM_NFC, bytes, len, composed, &room) == composed && room == len &&
           memcmp(composed, name, len) == 0;
}

const char *
file_name_fault(const char *name)
{
    size_t len = strlen(name);
    size_t count = 0;
    if (len == 0) {
        return "is empty";
    }
    for (const char *rest = name; *rest != 0; count++) {
        uint32_t point = text_next(&rest);
        if (text_is_hidden(point) || file_name_shapeless(point)) {
            return "has a character that nobody sees";
        }
        if (point < 0x80 && strchr("/\\:*?\"<>|", (int)point) != NULL) {
            return "has one of / \\ : * ? \" < > |";
        }
    }
    if (count > LIMIT_FILE_NAME || len > LIMIT_FILE_NAME_BYTES) {
        return "is too long";
    }
    if (*name == '.' || *name == ' ' || *name == '-' || *name == '~') {
        return "begins with a dot, a blank, - or ~";
    }
    if (name[len - 1] == '.' || name[len - 1] == ' ') {
        return "ends with a dot or a blank";
    }
    if (file_name_device(name)) {
        return "is that of a device";
    }
    return file_name_composed(name, len) ? NULL : "has letters whose marks stand apart (it is not in NFC)";
}

bool
file_name_ends(const char *name, enum media media)
{
    static const char *const endings[MEDIA_COUNT][2] = {
        [MEDIA_PDF] = {".pdf", ".pdf"},
        [MEDIA_JPEG] = {".jpg", ".jpeg"},
        [MEDIA_PNG] = {".png", ".png"},
    };
    const char *dot = strrchr(name, '.');
    return dot != NULL && dot != name &&
           (strcasecmp(dot, endings[media][0]) == 0 || strcasecmp(dot, endings[media][1]) == 0);
}

#include "rules/inspect/stranger.h"

#include <string.h>

/* A browser that guesses looks at so many bytes; so do viewers of PDF for its first line, and more than one
 * archiver. */
#define STRANGER_HEAD 1024
/* The end of a ZIP's directory: its own bytes and the longest comment. */
#define STRANGER_ZIP_TAIL (22 + 65535)
/* Where an archive of tar says so. */
#define STRANGER_TAR 262

static const char page[] = "is a page of a browser as well";
static const char archive[] = "is an archive as well";

/* What a page begins with, in small letters. */
static const char *const tags[] = {"<!doctyp", "<html", "<head", "<body", "<script",
                                   "<iframe",  "<svg",  "<?php", "<img"};

static bool
stranger_ends_on(uint64_t last, const char *text)
{
    uint64_t bytes = 0;
    size_t len = strlen(text);
    for (size_t i = 0; i < len; i++) {
        bytes = bytes << 8 | (uint8_t)text[i];
    }
    return (len == 8 ? last : last & ((UINT64_C(1) << (len * 8)) - 1)) == bytes;
}

static bool
stranger_ends_on_tag(uint64_t last)
{
    uint64_t small = 0;
    for (unsigned i = 0; i < 8; i++) {
        uint8_t c = (uint8_t)(last >> (56 - i * 8));
        small = small << 8 | (c >= 'A' && c <= 'Z' ? (uint8_t)(c + 32) : c);
    }
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        if (stranger_ends_on(small, tags[i])) {
            return true;
        }
    }
    return false;
}

/* "%PDF-1." and "%PDF-2." other than at the first byte. */
static bool
stranger_ends_on_pdf(const struct stranger *stranger)
{
    uint64_t seven = stranger->last & UINT64_C(0xffffffffffffff);
    return stranger->at > 7 && (seven == UINT64_C(0x255044462d312e) || seven == UINT64_C(0x255044462d322e));
}

static const char *
stranger_after(struct stranger *stranger)
{
    uint64_t last = stranger->last;
    const char *found = NULL;
    if (stranger->at <= STRANGER_HEAD && stranger->open > 0 && stranger_ends_on_tag(last)) {
        found = page;
    } else if (stranger_ends_on_pdf(stranger)) {
        found = "holds a second file, a PDF";
    } else if ((stranger->at == STRANGER_TAR && stranger_ends_on(last, "ustar")) ||
               stranger_ends_on(last, "Rar!\x1a\x07") || stranger_ends_on(last, "7z\xbc\xaf\x27\x1c")) {
        found = archive;
    }
    uint32_t four = (uint32_t)last;
    stranger->member = stranger->member || four == 0x504b0102;
    if (four == 0x504b0506 && stranger->member && stranger->size - (stranger->at - 4) <= STRANGER_ZIP_TAIL) {
        found = archive;
    }
    return found;
}

void
stranger_begin(struct stranger *stranger, uint64_t size)
{
    *stranger = (struct stranger){.size = size};
}

/* Most bytes end none of those: the last one tells, but at the head. */
static bool
stranger_may_end(const struct stranger *stranger, uint8_t c)
{
    return (stranger->at < STRANGER_HEAD && stranger->open > 0) || stranger->at < STRANGER_TAR || c == '.' ||
           c == 0x02 || c == 0x06 || c == 0x07 || c == 0x1c;
}

void
stranger_take(struct stranger *stranger, struct slice bytes)
{
    for (size_t i = 0; i < bytes.len; i++) {
        uint8_t c = bytes.ptr[i];
        bool look = stranger_may_end(stranger, c);
        stranger->last = stranger->last << 8 | c;
        stranger->at++;
        stranger->open = c == '<' ? 8 : stranger->open - (stranger->open > 0);
        if (look) {
            const char *found = stranger_after(stranger);
            stranger->fault = stranger->fault == NULL ? found : stranger->fault;
        }
    }
}

const char *
stranger_fault(const struct stranger *stranger)
{
    return stranger->fault;
}

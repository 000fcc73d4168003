#include "unusual/names.h"

#include <stdlib.h>
#include <string.h>

/* More names than that are no log that fits in memory. */
#define NAMES_MAX ((uint32_t)1 << 30)

/* FNV-1a: the names are random ids already. */
static uint32_t
hash_name(const char *text)
{
    uint32_t value = 2166136261U;
    for (; *text != 0; text++) {
        value = (value ^ (unsigned char)*text) * 16777619U;
    }
    return value;
}

/* Returns the slot where the text is, or would be. */
static uint32_t *
slot_of(const struct names *names, const char *text)
{
    uint32_t at = hash_name(text) & (names->slot_count - 1);
    while (names->slots[at] != 0 && strcmp(names->texts[names->slots[at]], text) != 0) {
        at = (at + 1) & (names->slot_count - 1);
    }
    return &names->slots[at];
}

/* Doubles both arrays; slots are twice as many as names. */
static bool
grow_names(struct names *names)
{
    uint32_t room = names->room == 0 ? 512 : names->room * 2;
    char **texts = room > NAMES_MAX ? NULL : reallocarray(names->texts, room, sizeof *texts);
    if (texts == NULL) {
        return false;
    }
    names->texts = texts;
    uint32_t *slots = calloc((size_t)room * 2, sizeof *slots);
    if (slots == NULL) {
        return false;
    }
    free(names->slots);
    names->slots = slots;
    names->slot_count = room * 2;
    names->room = room;
    for (uint32_t i = 1; i < names->count; i++) {
        *slot_of(names, texts[i]) = i;
    }
    return true;
}

uint32_t
names_add(struct names *names, const char *text)
{
    if (text == NULL || *text == 0) {
        return 0;
    }
    if (names->count + 1 >= names->room && !grow_names(names)) {
        names->failed = true;
        return 0;
    }
    uint32_t *slot = slot_of(names, text);
    if (*slot != 0) {
        return *slot;
    }
    uint32_t name = names->count == 0 ? 1 : names->count;
    names->texts[0] = NULL;
    names->texts[name] = strdup(text);
    if (names->texts[name] == NULL) {
        names->failed = true;
        return 0;
    }
    names->count = name + 1;
    *slot = name;
    return name;
}

const char *
names_text(const struct names *names, uint32_t name)
{
    return name == 0 || name >= names->count ? NULL : names->texts[name];
}

void
names_wipe(struct names *names)
{
    for (uint32_t i = 1; i < names->count; i++) {
        free(names->texts[i]);
    }
    free(names->texts);
    free(names->slots);
    *names = (struct names){0};
}

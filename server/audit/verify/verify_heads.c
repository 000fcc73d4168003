#include "audit/verify/verify_heads.h"

#include <stdlib.h>

#define ROOM_AT_FIRST 1024

/* The second half of an id is random. */
static size_t
slot_of(const struct verify_heads *heads, const struct id *dossier)
{
    struct cursor cur = cursor_of(slice_of(dossier->bytes + 8, 8));
    size_t at = (size_t)cursor_u64(&cur) & (heads->room - 1);
    while (!id_is_zero(&heads->slots[at].dossier) && !id_eq(&heads->slots[at].dossier, dossier)) {
        at = (at + 1) & (heads->room - 1);
    }
    return at;
}

static bool
grow(struct verify_heads *heads)
{
    struct verify_heads larger = {.room = heads->room == 0 ? ROOM_AT_FIRST : 2 * heads->room, .count = heads->count};
    larger.slots = calloc(larger.room, sizeof *larger.slots);
    if (larger.slots == NULL) {
        return false;
    }
    for (size_t i = 0; i < heads->room; i++) {
        if (!id_is_zero(&heads->slots[i].dossier)) {
            larger.slots[slot_of(&larger, &heads->slots[i].dossier)] = heads->slots[i];
        }
    }
    free(heads->slots);
    *heads = larger;
    return true;
}

struct verify_head *
verify_heads_find(const struct verify_heads *heads, const struct id *dossier)
{
    struct verify_head *head = heads->room == 0 ? NULL : &heads->slots[slot_of(heads, dossier)];
    return head == NULL || id_is_zero(&head->dossier) ? NULL : head;
}

struct verify_head *
verify_heads_get(struct verify_run *run, const struct id *dossier)
{
    struct verify_heads *heads = &run->heads;
    if (heads->count >= heads->room / 2 && !grow(heads)) {
        run->err = TNW_E_NO_MEMORY;
        return NULL;
    }
    struct verify_head *head = &heads->slots[slot_of(heads, dossier)];
    if (id_is_zero(&head->dossier)) {
        head->dossier = *dossier;
        heads->count++;
    }
    return head;
}

void
verify_heads_wipe(struct verify_heads *heads)
{
    free(heads->slots);
    *heads = (struct verify_heads){0};
}

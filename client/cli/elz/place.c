#include "elz/place.h"

#include <stdio.h>
#include <string.h>

#include "show.h"

/* So much of the text is enough to find it again. */
#define PIECE_CHARACTERS 40
#define PIECE_BYTES (4 * PIECE_CHARACTERS + 1)

static const char *
skip_characters(const char *text, unsigned count)
{
    while (*text != 0 && count > 0) {
        text++;
        while ((*text & 0xc0) == 0x80) {
            text++;
        }
        count--;
    }
    return text;
}

static void
copy_piece(char out[PIECE_BYTES], const char *text, unsigned at)
{
    const char *from = skip_characters(text, at - 1);
    const char *to = skip_characters(from, PIECE_CHARACTERS);
    (void)snprintf(out, PIECE_BYTES, "%.*s", (int)(to - from), from);
}

void
place_show(const struct cli *cli, enum tnw_err err, const char *pointer, const char *text)
{
    const struct tnw_failure *failure = tnw_client_error(cli->client);
    if (err != TNW_E_INVALID_BODY || text == NULL || options_given(&cli->options, OPTION_JSON)) {
        return;
    }
    for (size_t i = 0; i < failure->item_count; i++) {
        unsigned at = 0;
        char piece[PIECE_BYTES];
        bool is_place = strcmp(failure->items[i].pointer, pointer) == 0 &&
                        sscanf(failure->items[i].detail, "at character %u ", &at) == 1 && at > 0;
        if (is_place) {
            copy_piece(piece, text, at);
            show_note(cli, TEXT_STANDS_AT, FILL(pointer, NUMBER(at), piece));
        }
    }
}

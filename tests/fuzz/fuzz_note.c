/* Notes, keys and checkpoints from anybody: what is read has one text, and it is the one that was read. The first byte
 * says which of them the rest is. */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#include "audit/note/checkpoint.h"
#include "audit/note/key_change.h"

static void
require(bool holds)
{
    if (!holds) {
        abort();
    }
}

static void
try_key(struct slice bytes)
{
    struct note_key key;
    struct buf again = {0};
    if (note_key_parse(&key, bytes) == TNW_OK) {
        note_key_encode(&again, &key);
        require(slice_eq(buf_slice(&again), bytes));
    }
    buf_free(&again);
}

static void
try_checkpoint(struct slice bytes)
{
    struct checkpoint checkpoint;
    struct buf again = {0};
    if (checkpoint_parse(&checkpoint, bytes) == TNW_OK) {
        require(checkpoint_encode(&again, &checkpoint) == TNW_OK);
        require(slice_eq(buf_slice(&again), bytes));
    }
    buf_free(&again);
}

static void
try_note(struct slice bytes)
{
    struct note note;
    struct buf again = {0};
    if (note_parse(&note, bytes) == TNW_OK) {
        require(note_begin(&again, note.text) == TNW_OK);
        for (size_t i = 0; i < note.count; i++) {
            buf_put_str(&again, "\xe2\x80\x94 ");
            buf_put_slice(&again, note.signatures[i].name);
            buf_put_u8(&again, ' ');
            buf_put_slice(&again, note.signatures[i].base64);
            buf_put_u8(&again, '\n');
        }
        require(note.count <= NOTE_SIGNATURES && buf_slice(&again).len <= bytes.len); /* strangers' lines are let go */
        try_checkpoint(note.text);
    }
    buf_free(&again);
}

static void
try_change(struct slice bytes)
{
    struct key_change change;
    struct buf again = {0};
    if (key_change_open(&change, bytes, 7) == TNW_OK && !change.is_signed &&
        key_change_encode(&again, 7, &change.fresh, NULL, NULL) == TNW_OK) {
        require(slice_eq(buf_slice(&again), bytes));
    }
    buf_free(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0) {
        return 0;
    }
    struct slice rest = slice_of(data + 1, size - 1);
    switch (data[0]) {
    case 'k':
        try_key(rest);
        break;
    case 'c':
        try_checkpoint(rest);
        break;
    case 'g':
        try_change(rest);
        break;
    default:
        try_note(rest);
        break;
    }
    return 0;
}

/*
 * What text a signed note may hold: UTF-8 in lines, and names without blanks. Pure.
 */
#ifndef TNW_AUDIT_NOTE_NOTE_TEXT_H
#define TNW_AUDIT_NOTE_NOTE_TEXT_H

#include "base/bytes.h"

/* Whether it is UTF-8 (RFC 3629: shortest forms, no surrogates) without control characters below U+0020 but line
 * ends. */
bool note_text_is_plain(struct slice text);
/* Whether it can be a key's name: not empty, plain, without white space (Unicode's, line ends included) or `+`. */
bool note_text_is_name(struct slice text);
/* Returns what stands in front of the first `end`, and moves text behind it; without any, all of it, and text is
 * empty. */
struct slice note_text_until(struct slice *text, char end);

#endif

/*
 * What of a text a person does not see: characters that steer a terminal, turn the direction of writing, or take no
 * room, with which one name looks like another.
 */
#ifndef TNW_BASE_TEXT_H
#define TNW_BASE_TEXT_H

#include <stdbool.h>
#include <stdint.h>

/* Takes the next character off a text that is UTF-8 and not at its end. */
uint32_t text_next(const char **text);
/* Whether it is a control (line ends too), a mark of direction, or of no width. */
bool text_is_hidden(uint32_t point);
/* Whether a UTF-8 text, which may be empty, has none of those: what a name may be. */
bool text_is_line(const char *text);

#endif

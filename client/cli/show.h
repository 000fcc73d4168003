/*
 * What a command shows for people, in their language: fields on standard output, messages on standard error.
 */
#ifndef TNW_CLI_SHOW_H
#define TNW_CLI_SHOW_H

#include "cli.h"

/* "label     value", one line; nothing when value is NULL. */
void show_field(const struct cli *cli, enum text label, const char *value);
void show_number(const struct cli *cli, enum text label, long long value);
void show_list(const struct cli *cli, enum text label, const char *const *values);
/* The same of codes: what they are called. */
void show_word(const struct cli *cli, enum text label, const char *code);
void show_words(const struct cli *cli, enum text label, const char *const *codes);
/* A further value of the label above. */
void show_more(const struct cli *cli, const char *const *values);
void show_when(const struct cli *cli, enum text label, const char *time);
/* The label alone, wide as it is before a field: a value follows. */
void show_label(const struct cli *cli, enum text label);

/* A sentence on standard output, a line of its own; or behind a label. values: FILL(...), or NULL. */
void show_line(const struct cli *cli, enum text text, const char *const *values);
void show_sentence(const struct cli *cli, enum text label, enum text text, const char *const *values);

/* A message, one line on standard error, behind all data so far. values: FILL(...), or NULL. */
void show_note(const struct cli *cli, enum text text, const char *const *values);

#endif

/*
 * Everything that reaches the terminal goes through here. Text from a dossier is hostile: control characters, and those
 * that turn the direction of writing, are shown as \uXXXX and never sent as they are.
 */
#ifndef TNW_CLI_PRINT_H
#define TNW_CLI_PRINT_H

#include <jansson.h>
#include <stdio.h>

/* One line of text; NULL prints "-". */
void print_text(FILE *out, const char *text);

/* Returns the same as a new text, freed with free(), or NULL: no memory. */
char *print_escaped(const char *text);

/* Returns how many columns an escaped text takes. */
int print_width(const char *text);

/* JSON on one line, still JSON. */
void print_json(FILE *out, const char *json);
void print_json_value(FILE *out, const json_t *json);

/* JSON for people, indented. */
void print_json_pretty(FILE *out, const char *json);

/* TZ of Belgium as a rule, which needs no files of zones. */
#define PRINT_ZONE_BELGIUM "CET-1CEST,M3.5.0,M10.5.0/3"
#define PRINT_TIME 48
/* RFC 3339 UTC to the time of TZ, "2026-03-01 10:30"; with the zone behind it where that is not Belgium's. What is no
 * such time stays as it is. Returns out. */
const char *print_time(char out[PRINT_TIME], const char *time);

/* Joins with ", ". Returns a new text, freed with free(), or NULL. */
char *print_joined(const char *const *values);

#endif

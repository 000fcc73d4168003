/*
 * A table for people: columns as wide as what they hold.
 */
#ifndef TNW_CLI_TABLE_H
#define TNW_CLI_TABLE_H

#include <stdbool.h>
#include <stdio.h>

#include "texts/text.h"

#define TABLE_COLUMNS_MAX 9

struct table; /* NULL where memory ran out: all calls take it */

/* In: titles, ended by TEXT_NONE, static. */
struct table *table_new(enum lang language, const enum text *titles);

/* Puts @1, @2 ... in front of the rows: what people type for what the row is. On a terminal ids are then short, as they
 * can be typed. Before the first cell. */
void table_number_rows(struct table *table);

/* The next cell, copied; NULL shows "-". */
void table_text(struct table *table, const char *text);
void table_number(struct table *table, long long number);
void table_time(struct table *table, const char *time);
/* The first few, and how many more there are. */
void table_list(struct table *table, const char *const *values);
/* The same of codes: what they are called. */
void table_word(struct table *table, const char *code);
void table_words(struct table *table, const char *const *codes);

/* Prints and frees. */
void table_end(struct table *table, FILE *out);

#endif

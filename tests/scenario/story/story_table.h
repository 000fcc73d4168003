/*
 * The rows of the tables in tests/scenario/story, all in order of their dates. README.md there says what they mean.
 */
#ifndef SCENARIO_STORY_TABLE_H
#define SCENARIO_STORY_TABLE_H

#include <stdbool.h>
#include <stddef.h>

struct story_row {
    const char *patient; /* name of the file */
    int number;          /* of its line there */
    const char *date;
    const char *line;
    const char *who;
    const char *what;
    const char *value;
    const char *state;
    const char *source;
};

struct story_table {
    size_t count;
    struct story_row *rows;
    char *texts[8];
};

/* Ends the test when a file cannot be read or a row is not one. names: of the files, ended by NULL. */
struct story_table story_table_read(const char *const names[]);
void story_table_free(struct story_table *table);

/* Whether the words of a value, parted by blanks, have that one. */
bool story_has(const char *value, const char *word);
/* Copies what stands behind "name=" in a value. Returns whether it is there. */
bool story_get(const char *value, const char *name, char *out, size_t room);

#endif

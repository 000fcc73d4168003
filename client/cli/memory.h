/*
 * What happens when memory runs out.
 */
#ifndef TNW_CLI_MEMORY_H
#define TNW_CLI_MEMORY_H

/* From here on the program ends, with REPORT_LOCAL and a word on stderr, when jansson finds no memory: its parser would
 * go on without what it had no room for. Only the program may do this; a library would do it to the program that it is
 * in. Before the first value is made. */
void memory_ends_the_program(void);

#endif

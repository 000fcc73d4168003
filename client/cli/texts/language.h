/*
 * The four languages of the program, and texts that exist in all of them.
 */
#ifndef TNW_CLI_LANGUAGE_H
#define TNW_CLI_LANGUAGE_H

enum language { LANGUAGE_NL, LANGUAGE_FR, LANGUAGE_DE, LANGUAGE_EN, LANGUAGE_COUNT };

/* In a row of a table: (nl, fr, de, en). */
struct words {
    const char *in[LANGUAGE_COUNT];
};

#endif

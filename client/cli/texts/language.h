/*
 * The four languages of the program, and texts that exist in all of them.
 */
#ifndef TNW_CLI_LANGUAGE_H
#define TNW_CLI_LANGUAGE_H

enum lang { LANG_NL, LANG_FR, LANG_DE, LANG_EN, LANG_COUNT };

/* In a row of a table: (nl, fr, de, en). */
struct words {
    const char *in[LANG_COUNT];
};

#endif

/*
 * A PDF is read by the places of its table, wherever those point: also into a text, a comment or a picture, where
 * somebody may have written an object that reading in order does not meet. This finds every "1 0 obj", and "trailer",
 * among the bytes as they are; who reads in order says which of them they met.
 */
#ifndef TNW_RULES_INSPECT_PDF_SHADOW_H
#define TNW_RULES_INSPECT_PDF_SHADOW_H

#include <stdbool.h>
#include <stdint.h>

struct pdf_numbers {
    uint8_t state;
    uint8_t inner; /* in a comment: the same of what is in it */
    bool comment;
};

struct pdf_shadow {
    struct pdf_numbers plain;     /* without comments in between */
    struct pdf_numbers commented; /* with */
    uint8_t trailer;              /* letters of the word so far */
    bool waits;                   /* an unmet trailer: is it one? */
    bool hidden;                  /* an object, or a trailer, was not met */
};

/* c: the next byte. met_object, met_trailer: whether the word that it ends was met. */
void pdf_shadow_take(struct pdf_shadow *shadow, uint8_t c, bool met_object, bool met_trailer);

#endif

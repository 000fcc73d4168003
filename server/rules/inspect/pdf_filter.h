/*
 * A stream's filters, undone: text of base 85 or 16, then Flate. All else is let through as it is, and nothing may be
 * packed twice.
 */
#ifndef TNW_RULES_INSPECT_PDF_FILTER_H
#define TNW_RULES_INSPECT_PDF_FILTER_H

#include "rules/inspect/inflater.h"
#include "rules/inspect/pdf_lex.h"

#define PDF_FILTERS 3

enum pdf_code { PDF_CODE_NONE, PDF_CODE_85, PDF_CODE_HEX };

struct pdf_filter {
    enum pdf_code code;
    bool flate;
    bool other;     /* a picture's packing, or runs: not undone */
    unsigned stage; /* filters of the chain so far come from the first to the last of those three */
    /* Under way: */
    bool ended; /* the text of base 85 or 16 */
    bool tilde;
    uint64_t group;
    unsigned count;
    size_t len;
    uint8_t piece[64];
};

/* The next filter of the chain. Returns a fault, or NULL. */
const char *pdf_filter_add(struct pdf_filter *filter, const struct pdf_lex *name);
/* Whether the data themselves tell where they end. */
bool pdf_filter_ends(const struct pdf_filter *filter);
/* Takes off bytes what belongs to the stream: all, unless it ended. Returns a fault, or NULL. */
const char *pdf_filter_take(struct pdf_filter *filter, struct inflater *inflater, struct slice *bytes,
                            inflater_sink *sink, void *context);
bool pdf_filter_ended(const struct pdf_filter *filter, const struct inflater *inflater);

#endif

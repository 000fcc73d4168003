/*
 * The patient's information sheet: their own steps in plain words, who acts, by when, whether it changes the benefit,
 * and whom to ask. A page to print, with nothing in it that runs or is fetched.
 */
#ifndef TNW_SERVICE_PROCESS_SHEET_H
#define TNW_SERVICE_PROCESS_SHEET_H

#include "service/process/steps.h"

/* The one style of the page, as it stands between its tags, and its hash: http lets a browser go by no other. */
extern const char sheet_style[];
#define SHEET_STYLE_SHA256 "BBwL9UM56011HwNwyb6R2HlysPYHQqLiX3bkKbfeoak="

/* Appends it, of what the caller may know. */
void sheet_write(struct buf *out, const struct call *call, struct txn *txn, const struct access *access,
                 const struct steps *steps, enum language language);

#endif

/*
 * Attachments as commands show them.
 */
#ifndef TNW_CLI_ATTACHMENT_SHOW_H
#define TNW_CLI_ATTACHMENT_SHOW_H

#include "cli.h"

/* A line each: @1 and on, name, size, type, id. row: how many stood before, across messages; goes on. */
void attachment_show(const struct cli *cli, const struct tnw_attachment *attachments, size_t count, size_t *row);

#define ATTACHMENT_SIZE 32
/* "980 B", "12 kB", "3.4 MB". Returns out. */
const char *attachment_size(char out[ATTACHMENT_SIZE], int64_t size);
/* "PDF"; of another kind its media type. */
const char *attachment_kind(const char *type);

#endif

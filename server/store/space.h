/*
 * Inside the store: room on the disk and in the map. Blocks are set aside before they are needed, so that a full disk is
 * found before anything is written, and withdrawals and audit records still fit when growth is refused.
 */
#ifndef TNW_STORE_SPACE_H
#define TNW_STORE_SPACE_H

#include <stdbool.h>
#include <stdint.h>

struct store;

uint64_t space_used(const struct store *store);
/* Write transactions only. Tries to keep `reserve` bytes with blocks ahead of what is used; failing is no error yet. */
void space_set_aside(struct store *store);
bool space_has_room(const struct store *store);

#endif

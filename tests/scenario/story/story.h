/*
 * What the player of the tables works with: deeds that it does, and looks that it compares.
 */
#ifndef SCENARIO_STORY_H
#define SCENARIO_STORY_H

#include "scenario/house.h"
#include "story_table.h"

struct story {
    struct house *house;
    struct story_table table;
    json_t *inboxes;    /* what came into each, by actor */
    size_t differences; /* each was printed */
};

/* The actor of the sandbox that is the role in the dossier of that row. */
const char *story_actor(const struct story_row *row, const char *role);

/* The name under which the house keeps what belongs to the dossier of that row: "employed.gao". */
void story_name(const struct story_row *row, const char *of, char out[64]);

/* Prints and counts what came out otherwise. Returns false. */
bool story_differs(struct story *story, const struct story_row *row, const char *got);

/* A row do or cannot. */
void story_deed(struct story *story, const struct story_row *row);

/* A row step, read or told. */
void story_look(struct story *story, const struct story_row *row);

/* Nobody was told the same twice. */
void story_check_inboxes(struct story *story);

#endif

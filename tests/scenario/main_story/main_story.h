/*
 * The main story of scenario_story, in the order in which its parts are played.
 */
#ifndef SCENARIO_MAIN_STORY_H
#define SCENARIO_MAIN_STORY_H

#include "scenario/house.h"

#define DOSSIER "/v1/dossiers/{dossier}"
#define NOWHERE "/v1/dossiers/dos_00000000000000000000000001"
#define GAO "{\"begin\":\"{today-40}\",\"end\":\"{today+20}\",\"reason\":\"illness\",\"note\":\"Rugklachten\"}"
#define FIT_NOTE "{\"from\":\"{today+20}\",\"until\":\"{today+80}\",\"tasks\":[\"Onthaal\"],\"hours_per_week\":19}"

void main_story_opening(struct house *house);
void main_story_sharing(struct house *house);
void main_story_trio(struct house *house);
void main_story_file(struct house *house);

/* What an operator does beside it: operate.sh, which knows the parts. */
void main_story_operate(struct house *house, const char *part);
/* Tests, at the end, the last one with a server that nobody asks any more. */
void main_story_lies_nowhere_in_the_clear(void **state);
void main_story_stays_in_no_memory(void **state);

#endif

/*
 * A dossier with everybody in it and one fragment of each of three authors: where scenarios about who
 * may see what begin.
 */
#ifndef SCENARIO_ACCESS_SETTING_H
#define SCENARIO_ACCESS_SETTING_H

#include "scenario/house.h"

#define DOSSIER "/v1/dossiers/{dossier}"
#define OTHER "/v1/dossiers/{other}"
#define FRAGMENT DOSSIER "/fragments/"
#define THREAD "/v1/threads/{thread}"
#define OPEN(name, text)                                                                                               \
    "{\"patient\":{\"niss\":\"{" name ".niss}\",\"name\":\"" text                                                      \
    "\"},\"start\":\"{today-40}\",\"employment\":\"employed\"}"
#define JOIN(name) "{\"actor\":\"{" name ".id}\",\"role\":\"" name "\"}"
#define ALL "\"gao\",\"diagnose\",\"fit_note\",\"quickscan\",\"arbeidspotentieel\""
#define CONSENT(effect, grantee, categories, actions, more)                                                            \
    "{\"effect\":\"" effect "\",\"grantee\":" grantee ",\"categories\":[" categories "],\"actions\":[" actions         \
    "],\"purposes\":[\"tnw_traject\"]" more "}"
#define ROLE(name) "{\"role\":\"" name "\"}"
#define ACTOR(name) "{\"actor\":\"{" name ".id}\"}"
#define UNTIL ",\"until\":\"{today+90}\""

void access_setting_play(struct house *house);

#endif

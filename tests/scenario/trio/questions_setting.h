/*
 * A dossier before any formal start, whose people may confer: where scenarios about questions in threads begin.
 */
#ifndef SCENARIO_QUESTIONS_SETTING_H
#define SCENARIO_QUESTIONS_SETTING_H

#include "scenario/house.h"

#define DOSSIER "/v1/dossiers/{dossier}"
#define THREAD "/v1/threads/{thread}"
#define JOIN(name, role) "{\"actor\":\"{" name ".id}\",\"role\":\"" role "\"}"
#define CONFER(role)                                                                                                   \
    "{\"effect\":\"grant\",\"grantee\":{\"role\":\"" role                                                              \
    "\"},\"categories\":[\"fit_note\"],\"actions\":[\"confer\"],"                                                      \
    "\"purposes\":[\"opvolging_ao\"],\"until\":\"{today+90}\"}"
#define START(participants)                                                                                            \
    "{\"procedure\":\"opvolging_ao\",\"subject\":\"Wat kan hij nog?\",\"participants\":[" participants "]}"
#define ASK(text, more) "{\"kind\":\"vraag\",\"text\":\"" text "\"" more "}"
#define REPLY(kind, to) "{\"kind\":\"" kind "\",\"text\":\"Zo.\",\"reply_to\":\"{" to "}\"}"
#define BY(days) ",\"answer_by\":\"{today+" days "}\""
#define TO(name) ",\"to\":[\"{" name ".id}\"]"
#define FOR_ME "/v1/questions"
#define BY_ME "/v1/questions?side=by_me"
#define NONE .is = {{"/items/#", "0"}}

void questions_setting_play(struct house *house);

#endif

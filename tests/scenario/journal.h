/*
 * Every answer has its record, and the record holds nothing personal.
 */
#ifndef SCENARIO_JOURNAL_H
#define SCENARIO_JOURNAL_H

#include "ask.h"

/* Expects the last answer's record to say that ground. */
void journal_ground(struct house *house, const char *ground);

/* The whole log as the auditor sees it: an array of records, in order. It only grows, so each call reads what is
 * new. */
const json_t *journal_log(struct house *house);

/* Fails the test unless each answer so far is in the log exactly once (an empty poll never), with its status and
 * ground. */
void journal_check(struct house *house);

/* Fails the test when the log holds the text anywhere. */
void journal_lacks(const json_t *log, const char *text);

/* The record of an answer. */
const json_t *journal_record(const json_t *log, const char *request);

#endif

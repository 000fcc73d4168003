/* Of store_families.c: rows of threads, messages, questions and inboxes. */
#ifndef TNW_TESTS_TRIO_ROWS_H
#define TNW_TESTS_TRIO_ROWS_H

#include "store/inside.h"
#include "store/txn.h"

void trio_rows_put_thread(struct txn *txn, uint8_t number);
bool trio_rows_get_thread(struct txn *txn, uint8_t number);
struct key trio_rows_question_key(uint8_t number);
void trio_rows_put_question(struct txn *txn, uint8_t number);
bool trio_rows_get_question(struct txn *txn, uint8_t number);
void trio_rows_put_message(struct txn *txn, uint8_t number);
bool trio_rows_get_message(struct txn *txn, uint8_t number);
struct key trio_rows_receipt_key(uint8_t number);
void trio_rows_put_receipt(struct txn *txn, uint8_t number);
bool trio_rows_get_receipt(struct txn *txn, uint8_t number);
struct key trio_rows_event_key(uint8_t number);
void trio_rows_put_event(struct txn *txn, uint8_t number);
bool trio_rows_get_event(struct txn *txn, uint8_t number);
void trio_rows_put_seen(struct txn *txn, uint8_t number);
bool trio_rows_get_seen(struct txn *txn, uint8_t number);

#endif

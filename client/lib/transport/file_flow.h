/*
 * A file on its way through an exchange: read as it is sent, or written as it comes, and hashed. Never whole in memory.
 */
#ifndef TNW_LIB_FILE_FLOW_H
#define TNW_LIB_FILE_FLOW_H

#include <curl/curl.h>
#include <stdbool.h>

#include "base/limits.h"
#include "crypto/hash.h"
#include "tnw/attachment.h"

/* Each byte of a name can take three characters, and stands in a form for old clients as well. */
#define FILE_FLOW_DISPOSITION (4 * LIMIT_FILE_NAME_BYTES + 64)

struct file_flow {
    const struct tnw_upload *out;  /* one of the two */
    const struct tnw_download *in; /* what is no file of an answer goes where others go */
    int64_t at;                    /* how much of it went, in this try */
    struct hash_stream stream;
    const char *fault; /* why our side ended it; NULL: it did not */
    enum tnw_err err;  /* with fault */
    char disposition[FILE_FLOW_DISPOSITION];
    char salt[40]; /* of the digest in the record, hex; "": not said */
};

/* Each try begins anew; one that stands still for so long is given up. Returns false when a setting was not taken. */
bool file_flow_begin(struct file_flow *flow, CURL *easy, unsigned patience_ms);
/* What went, after it: wipes the state. */
struct hash file_flow_end(struct file_flow *flow);

/* Returns false when a setting was not taken. */
bool file_flow_set_upload(struct file_flow *flow, CURL *easy);
/* Takes a part of the answer. Returns whether the exchange goes on. */
bool file_flow_take(struct file_flow *flow, const char *bytes, size_t len);

/* How much longer than others it may take. */
unsigned file_flow_extra_ms(const struct file_flow *flow);

#endif

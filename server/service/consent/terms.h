/*
 * What a consent says, as the bytes that its records in the audit log vouch for.
 */
#ifndef TNW_SERVICE_CONSENT_TERMS_H
#define TNW_SERVICE_CONSENT_TERMS_H

#include "crypto/hash.h"
#include "json/write.h"
#include "store/records/consent.h"

/* The grant, or what became of it: it is withdrawn, or not yet. */
enum terms_step { TERMS_GIVEN, TERMS_WITHDRAWN };

/* Writes what a body says of a consent into an open object. */
void terms_show_said(struct json_writer *jw, const struct consent *consent);
/* Writes the terms into an open object: its members in the order of RFC 8785. */
void terms_show(struct json_writer *jw, const struct consent *consent, enum terms_step step);
/* Appends them as an object of their own, canonical JSON. */
void terms_encode(struct buf *out, const struct consent *consent, enum terms_step step);
/* SHA-256("tnw/consents/v1" 0x00 ‖ digests): the record's `content` when one act gives several. */
struct hash terms_digest_of_act(const struct hash *digests, size_t count);
/* SHA-256("tnw/consent/v1" 0x00 ‖ salt ‖ terms): the record's `content`. Errors: NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err terms_digest(const struct consent *consent, enum terms_step step, struct hash *out);

#endif

/*
 * The files of the web page, which the build puts together from client/web (client/web/build/build.mjs).
 */
#ifndef TNW_SERVICE_WEB_WEB_H
#define TNW_SERVICE_WEB_WEB_H

#include "base/bytes.h"

struct web_file {
    const char
        *name; /* "/" for the document, else "NAME.HASH.SUFFIX", the hash of what it holds: what follows "/web/" */
    const char *type;
    const unsigned char *bytes; /* compressed by gzip, the only form in which they are served: each browser takes it */
    size_t len;
};

/* By name, in order of bytes; none of them where the server was built without the page. */
extern const struct web_file web_files[];
extern const size_t web_files_count;

/* NULL: there is no such file. */
const struct web_file *web_find(struct slice name);

#endif

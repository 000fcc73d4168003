/*
 * A look at the caller's own certificate, to say why a server may have refused it.
 */
#ifndef TNW_LIB_CERTIFICATE_H
#define TNW_LIB_CERTIFICATE_H

#include <time.h>

#include "tnw/client.h"

enum certificate_state {
    CERTIFICATE_VALID,
    CERTIFICATE_EXPIRED,
    CERTIFICATE_NOT_YET,
    CERTIFICATE_UNREADABLE,
};

/* In: config, its certificate or pkcs12; now. Out: day, the date that the state rests on (since, until), "" for
 * none. */
enum certificate_state certificate_look(const struct tnw_config *config, time_t now, char day[16]);

#endif

#include "pki/pem.h"

#include <openssl/err.h>
#include <openssl/pem.h>

/* PEM readers stop at "no start line" when the file is used up; any other error is a damaged entry. */
bool
pem_ended_well(void)
{
    unsigned long last = ERR_peek_last_error();
    bool ended = ERR_GET_LIB(last) == ERR_LIB_PEM && ERR_GET_REASON(last) == PEM_R_NO_START_LINE;
    ERR_clear_error();
    return ended;
}

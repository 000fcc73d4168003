#include "failure.h"

#include <string.h>

static struct failure
lasting_failure(enum tnw_err err)
{
    return (struct failure){.err = err};
}

/* Under TLS 1.3 the client's handshake is over before the server has looked at the certificate: the refusal comes with
 * the first read or write. An alert is a clear word; without one the server may as well have died, so it is worth
 * another try. */
static struct failure
lost_connection(const struct failure_facts *facts)
{
    if (strstr(facts->text, "alert") != NULL) {
        return lasting_failure(TNW_E_TLS_REFUSED);
    }
    bool never_served = facts->fresh && facts->handshaken && !facts->answered;
    return (struct failure){
        .err = never_served ? TNW_E_TLS_REFUSED : TNW_E_CONNECT,
        .unsent = !facts->handshaken,
        .transient = true,
    };
}

static bool
alert_about_us(const char *text)
{
    return strstr(text, "alert") != NULL && strstr(text, "protocol version") == NULL;
}

struct failure
failure_of(const struct failure_facts *facts)
{
    switch (facts->code) {
    case CURLE_OK:
        return lasting_failure(TNW_OK);
    case CURLE_OUT_OF_MEMORY:
        return lasting_failure(TNW_E_NO_MEMORY);
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_CONNECT:
        return (struct failure){.err = TNW_E_CONNECT, .unsent = true, .transient = true};
    case CURLE_OPERATION_TIMEDOUT:
        return (struct failure){.err = TNW_E_TIMEOUT, .unsent = facts->fresh && !facts->handshaken, .transient = true};
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_ISSUER_ERROR:
        return lasting_failure(TNW_E_TLS_SERVER);
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CRL_BADFILE:
    case CURLE_SSL_CIPHER:
        return lasting_failure(TNW_E_CONFIGURATION);
    case CURLE_SSL_CONNECT_ERROR:
        return alert_about_us(facts->text) ? lasting_failure(TNW_E_TLS_REFUSED)
                                           : (struct failure){.err = TNW_E_CONNECT, .unsent = true, .transient = true};
    case CURLE_GOT_NOTHING:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_PARTIAL_FILE:
        return lost_connection(facts);
    default:
        return lasting_failure(TNW_E_PROTOCOL);
    }
}

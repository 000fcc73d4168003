#include "app/confine/confine.h"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <time.h>

#include "app/confine/confine_calls.h"
#include "app/confine/confine_files.h"
#include "base/limits.h"
#include "crypto/secret.h"

void
confine_process(void)
{
    const struct rlimit none = {0, 0};
    (void)setrlimit(RLIMIT_CORE, &none);
    (void)prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
#ifndef TNW_SANITIZED /* LeakSanitizer traces its own process */
    (void)prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

const char *
confine_memory(void)
{
    if (secret_reserve(LIMIT_SECRETS) != TNW_OK) {
        return "there is too little memory";
    }
    return secret_is_locked() ? NULL
                              : "keys can be swapped out to disk: raise the limit of locked memory to 1 MiB "
                                "(LimitMEMLOCK= of the unit, ulimit -l), or encrypt the swap";
}

void
confine_serving(struct confinement *out, const struct config *config, const char *file, bool strict)
{
    tzset(); /* reads a file that is out of reach then */
    *out = (struct confinement){.undumpable = prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 0,
                                .no_new_privileges = prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1,
                                .landlock = confine_files(config, file)};
    out->calls = confine_calls_to_start(strict);
}

void
confine_served(struct confinement *confinement)
{
    confinement->calls = confinement->calls && confine_calls_to_serve();
}

#include "zone.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "print.h"

/* A zone that the system does not know would be shown as UTC under its name. */
static bool
is_zone(const char *name)
{
    char path[256];
    if (strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-_/") != strlen(name) ||
        *name == '/' || *name == 0) {
        return false;
    }
    int len = snprintf(path, sizeof path, "/usr/share/zoneinfo/%s", name);
    return len > 0 && len < (int)sizeof path && access(path, R_OK) == 0;
}

enum tnw_err
zone_settle(struct cli *cli)
{
    const char *asked = cli_text(cli, OPTION_TIME_ZONE);
    const char *own = getenv("TZ");
    const char *zone = PRINT_ZONE_BELGIUM;
    if (options_given(&cli->options, OPTION_UTC)) {
        zone = "UTC0";
    } else if (asked != NULL && strcmp(asked, "Europe/Brussels") != 0) {
        if (!is_zone(asked)) {
            return cli_wrong(cli, TNW_E_USAGE, asked, TEXT_NO_SUCH_ZONE);
        }
        zone = asked;
    } else if (asked == NULL && own != NULL && *own != 0 && strcmp(own, "Europe/Brussels") != 0) {
        zone = own;
    }
    setenv("TZ", zone, 1);
    tzset();
    return TNW_OK;
}

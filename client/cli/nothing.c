#include "nothing.h"

#include <string.h>

#include "settings/settings.h"
#include "show.h"

void
nothing_to_show(struct cli *cli, enum text professional, enum text patient)
{
    struct settings settings;
    if (settings_gather(&settings, cli) != TNW_OK) {
        cli->why[0] = 0; /* the server was asked with what there is */
    }
    const char *role = settings.values[SETTING_ROLE] == NULL ? "" : settings.values[SETTING_ROLE];
    bool for_somebody = options_given(&cli->options, OPTION_ACT_FOR) || settings.values[SETTING_ACT_FOR] != NULL;
    enum text hint = strcmp(role, "medewerker") == 0 && !for_somebody ? TEXT_NOTHING_SAY_FOR
                     : strcmp(role, "patient") == 0                   ? patient
                                                                      : professional;
    settings_wipe(&settings);
    if (hint != TEXT_NONE) {
        show_note(cli, hint, NULL);
    }
}

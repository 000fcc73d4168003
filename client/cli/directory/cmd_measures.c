/* measures: what helps somebody to work again, each with its source. */
#include <string.h>

#include "cmd.h"
#include "show.h"

static void
show_state(const struct cli *cli, const struct tnw_measure *measure)
{
    char year[16];
    bool pilot = strcmp(measure->status, "pilot") == 0;
    bool in_force = strcmp(measure->status, "in_force") == 0;
    enum text text = pilot ? TEXT_PILOT_IN : in_force ? TEXT_IN_FORCE_SINCE : TEXT_REPORTED_IN;
    (void)snprintf(year, sizeof year, "%lld", (long long)measure->as_of);
    show_sentence(cli, TEXT_STATE, text, FILL(year));
}

/* What no source says is not left to be guessed. */
static void
show_known(const struct cli *cli, enum text label, const char *value)
{
    show_field(cli, label, value != NULL ? value : text_of(cli->language, TEXT_NOT_KNOWN));
}

static void
show_measure(const struct cli *cli, const struct tnw_measure *measure)
{
    show_field(cli, TEXT_MEASURE, measure->title);
    show_field(cli, TEXT_EXPLANATION, measure->explanation);
    show_words(cli, TEXT_FOR_WHOM, measure->serves);
    show_words(cli, TEXT_REGION, measure->regions);
    if (measure->asked_by[0] != NULL) {
        show_words(cli, TEXT_ASKED_BY, measure->asked_by);
    } else {
        show_known(cli, TEXT_ASKED_BY, NULL);
    }
    show_known(cli, TEXT_WHERE, measure->where);
    show_known(cli, TEXT_COST, measure->cost);
    show_known(cli, TEXT_BENEFIT, measure->benefit);
    show_state(cli, measure);
    if (options_given(&cli->options, OPTION_FULL)) {
        show_field(cli, TEXT_SOURCE, measure->source);
    }
}

enum tnw_err
cmd_measures(struct cli *cli)
{
    struct tnw_measures *measures = NULL;
    enum tnw_err err =
        tnw_measure_list(cli->client, cli_text(cli, OPTION_FOR_WHOM), cli_text(cli, OPTION_REGION), &measures);
    if (err == TNW_OK && !cli_json(cli)) {
        for (size_t i = 0; i < measures->count; i++) {
            fputs(i == 0 ? "" : "\n", cli->out);
            show_measure(cli, &measures->items[i]);
        }
    }
    tnw_measures_free(&measures);
    return err;
}

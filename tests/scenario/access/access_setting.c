#include "access_setting.h"

#include "scenario/play.h"

static const struct step setting[] = {
    {"a dossier",
     {"huisarts", "POST", "/v1/dossiers", OPEN("patient", "Jan Willems")},
     201,
     NULL,
     {{"/id", "dossier"}}},
    {"another's",
     {"huisarts2", "POST", "/v1/dossiers", OPEN("patient2", "Mia Goossens")},
     201,
     NULL,
     {{"/id", "other"}}},
    {"a doctor's own",
     {"huisarts", "POST", "/v1/dossiers", OPEN("arts_en_patient", "Nele Aerts")},
     201,
     NULL,
     {{"/id", "nele"}}},
    {"adviserend arts", {"huisarts", "POST", DOSSIER "/participants", JOIN("adviserend_arts")}, 201},
    {"arbeidsarts", {"huisarts", "POST", DOSSIER "/participants", JOIN("arbeidsarts")}, 201},
    {"coordinator", {"huisarts", "POST", DOSSIER "/participants", JOIN("tnw_coordinator")}, 201},
    {"mediator", {"huisarts", "POST", DOSSIER "/participants", JOIN("bemiddelaar")}, 201},
    {"employer", {"huisarts", "POST", DOSSIER "/participants", JOIN("werkgever")}, 201},
    {"a gao",
     {"huisarts", "POST", DOSSIER "/fragments",
      "{\"category\":\"gao\",\"content\":{\"begin\":\"{today}\",\"end\":\"{today+30}\",\"reason\":\"illness\",\"note\":"
      "\"Hernia\"}}"},
     201,
     NULL,
     {{"/id", "gao"}}},
    {"a fit note",
     {"huisarts", "POST", DOSSIER "/fragments",
      "{\"category\":\"fit_note\",\"content\":{\"from\":\"{today}\",\"until\":\"{today+30}\",\"tasks\":[\"Balie\"]}}"},
     201,
     NULL,
     {{"/id", "fit_note"}}},
    {"an estimate",
     {"adviserend_arts", "POST", DOSSIER "/fragments",
      "{\"category\":\"arbeidspotentieel\",\"content\":{\"variant\":\"insurance\",\"category\":3,\"motivation\":"
      "\"Eerst kinesist\"}}",
      .key = "estimate"},
     201,
     NULL,
     {{"/id", "estimate"}},
     .ground = "law:dossierplicht_adviserend_arts"},
};

void
access_setting_play(struct house *house)
{
    PLAY(house, setting);
}

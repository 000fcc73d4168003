#include "questions_setting.h"

#include "scenario/play.h"

/* No traject has begun: nothing but a dossier, its people, and the patient's consent that they confer. */
static const struct step setting[] = {
    {"a dossier",
     {"huisarts", "POST", "/v1/dossiers",
      "{\"patient\":{\"niss\":\"{patient.niss}\",\"name\":\"Jan Willems\"},\"start\":\"{today-10}\",\"employment\":"
      "\"employed\"}"},
     201,
     NULL,
     {{"/id", "dossier"}}},
    {"the fund's doctor",
     {"huisarts", "POST", DOSSIER "/participants", JOIN("adviserend_arts", "adviserend_arts")},
     201},
    {"the doctor of the employer",
     {"huisarts", "POST", DOSSIER "/participants", JOIN("arbeidsarts", "arbeidsarts")},
     201},
    {"a mediator", {"huisarts", "POST", DOSSIER "/participants", JOIN("bemiddelaar", "bemiddelaar")}, 201},
    {"the employer", {"huisarts", "POST", DOSSIER "/participants", JOIN("werkgever", "werkgever")}, 201},
    {"without consent there is no thread",
     {"huisarts", "POST", DOSSIER "/threads", START("\"{arbeidsarts.id}\"")},
     403,
     "consent_required"},
    {"consent for doctors", {"patient", "POST", DOSSIER "/consents", CONFER("huisarts")}, 201},
    {"of the fund", {"patient", "POST", DOSSIER "/consents", CONFER("adviserend_arts")}, 201},
    {"of the employer", {"patient", "POST", DOSSIER "/consents", CONFER("arbeidsarts")}, 201},
    {"and the mediator",
     {"patient", "POST", DOSSIER "/consents", CONFER("bemiddelaar")},
     201,
     NULL,
     {{"/id", "mediate"}}},
    {"never the employer", {"patient", "POST", DOSSIER "/consents", CONFER("werkgever")}, 422, "invalid_body"},
    {"nor in a thread",
     {"huisarts", "POST", DOSSIER "/threads", START("\"{werkgever.id}\"")},
     422,
     "invalid_body",
     .is = {{"/errors/0/pointer", "/participants/0"}}},
};

void
questions_setting_play(struct house *house)
{
    PLAY(house, setting);
}

#include "fault/fault_story.h"

#define GRANT(role)                                                                                                    \
    "{\"effect\":\"grant\",\"grantee\":{\"role\":\"" role "\"},\"actions\":[\"read\",\"write\",\"confer\"],"           \
    "\"categories\":[\"fit_note\"],\"purposes\":[\"tnw_traject\"],\"until\":\"2026-06-01\"}"
#define OPEN                                                                                                           \
    "{\"patient\":{\"niss\":\"" PATIENT "\",\"name\":\"Jan\"},\"start\":\"2026-02-01\",\"employment\":\"employed\"}"

/* clang-format off */
const struct fault_step fault_steps[] = {
    {"me.read", HUISARTS, "GET /v1/me", .status = 200},
    {"actor.add", BEHEERDER, "POST /v1/actors",
     "{\"identity\":{\"niss\":\"85073003328\"},\"name\":\"Els Maes\",\"roles\":[\"huisarts\",\"patient\"]}",
     .status = 201, .makes = "els", .kind = ID_ACTOR,
     .look_op = "actor.read", .look = "GET /v1/actors/<els>"},
    {"actor.list", HUISARTS, "GET /v1/actors?role=huisarts", .status = 200},
    {"actor.read", HUISARTS, "GET /v1/actors/<els>", .status = 200},
    {"actor.change", BEHEERDER, "PATCH /v1/actors/<els>", "{\"contact\":{\"zone\":\"Waasland\"}}", "\"1\"",
     .status = 200,
     .look_op = "actor.read", .look = "GET /v1/actors/<els>"},
    {"actor.disable", BEHEERDER, "POST /v1/actors/<els>/disable", .status = 200},
    {"actor.change", HUISARTS, "PATCH /v1/actors/<adviser>", "{\"contact\":{\"zone\":\"Waasland\"}}", "\"1\"",
     .status = 403},

    {"dossier.open", HUISARTS, "POST /v1/dossiers", OPEN, .key = "key-of-opening", .status = 201,
     .makes = "dossier", .kind = ID_DOSSIER,
     .look_op = "dossier.read", .look = "GET /v1/dossiers/<dossier>"},
    /* the same answer again */
    {"dossier.open", HUISARTS, "POST /v1/dossiers", OPEN, .key = "key-of-opening", .status = 201},
    {"dossier.open", HUISARTS, "POST /v1/dossiers", "{\"patient\":7}", .status = 422},
    {"dossier.search", HUISARTS, "POST /v1/dossiers/search", "{\"niss\":\"" PATIENT "\"}", .status = 200},
    {"dossier.list", HUISARTS, "GET /v1/dossiers?limit=10", .status = 200},
    {"dossier.read", HUISARTS, "GET /v1/dossiers/<dossier>", .status = 200},
    {"dossier.read", ADVISEREND, "GET /v1/dossiers/<dossier>", .status = 404},
    {"consent.give", PATIENT, "POST /v1/dossiers/<dossier>/consents", GRANT("huisarts"), .key = "key-of-consent",
     .status = 201, .makes = "consent", .kind = ID_CONSENT,
     .look_op = "consent.read", .look = "GET /v1/dossiers/<dossier>/consents/<consent>"},
    {"consent.give", PATIENT, "POST /v1/dossiers/<dossier>/consents", GRANT("adviserend_arts"), .status = 201},
    {"consent.list", PATIENT, "GET /v1/dossiers/<dossier>/consents", .status = 200},
    {"consent.read", PATIENT, "GET /v1/dossiers/<dossier>/consents/<consent>", .status = 200},
    {"participant.add", HUISARTS, "POST /v1/dossiers/<dossier>/participants",
     "{\"actor\":\"<adviser>\",\"role\":\"adviserend_arts\"}", .status = 201,
     .look_op = "dossier.read", .look = "GET /v1/dossiers/<dossier>"},

    {"fragment.add", HUISARTS, "POST /v1/dossiers/<dossier>/fragments",
     "{\"category\":\"fit_note\",\"content\":{\"from\":\"2026-03-01\",\"until\":\"2026-04-01\",\"hours_per_week\":8}}",
     .status = 201, .makes = "fragment", .kind = ID_FRAGMENT,
     .look_op = "fragment.read", .look = "GET /v1/dossiers/<dossier>/fragments/<fragment>"},
    {"fragment.add", HUISARTS, "POST /v1/dossiers/<dossier>/fragments", /* lies in pieces */
     "{\"category\":\"fit_note\",\"content\":{\"from\":\"2026-03-01\",\"until\":\"2026-04-01\",\"tasks\":<long>,"
     "\"restrictions\":<long>,\"aids\":<long>}}",
     .key = "key-of-long", .status = 201, .makes = "pieces", .kind = ID_FRAGMENT,
     .look_op = "fragment.read", .look = "GET /v1/dossiers/<dossier>/fragments/<pieces>"},
    {"fragment.list", ADVISEREND, "GET /v1/dossiers/<dossier>/fragments?category=fit_note", .status = 200},
    {"fragment.amend", HUISARTS, "PUT /v1/dossiers/<dossier>/fragments/<fragment>",
     "{\"content\":{\"from\":\"2026-03-02\",\"until\":\"2026-04-01\",\"hours_per_week\":8}}", "\"1\"", .status = 200,
     .look_op = "fragment.read", .look = "GET /v1/dossiers/<dossier>/fragments/<fragment>"},
    {"fragment.amend", HUISARTS, "PUT /v1/dossiers/<dossier>/fragments/<fragment>",
     "{\"content\":{\"from\":\"2026-03-03\",\"until\":\"2026-04-01\",\"hours_per_week\":8}}", "\"1\"", .status = 412},
    {"fragment.read", ADVISEREND, "GET /v1/dossiers/<dossier>/fragments/<fragment>?version=1", .status = 200},
    {"fragment.read", ADVISEREND, "GET /v1/dossiers/<dossier>/fragments/<pieces>", .status = 200},
    {"fragment.read", PATIENT, "GET /v1/dossiers/<dossier>/fragments/<fragment>", .status = 200},

    {"thread.start", HUISARTS, "POST /v1/dossiers/<dossier>/threads",
     "{\"procedure\":\"tnw_traject\",\"subject\":\"Deeltijds hervatten?\",\"participants\":[\"<adviser>\"]}",
     .status = 201, .makes = "thread", .kind = ID_THREAD,
     .look_op = "thread.read", .look = "GET /v1/threads/<thread>"},
    {"thread.list", ADVISEREND, "GET /v1/dossiers/<dossier>/threads", .status = 200},
    {"thread.read", ADVISEREND, "GET /v1/threads/<thread>", .status = 200},
    {"message.send", HUISARTS, "POST /v1/threads/<thread>/messages",
     "{\"kind\":\"vraag\",\"text\":\"Haalbaar?\",\"fragments\":[\"<fragment>\"]}", .key = "key-of-message",
     .status = 201, .makes = "message", .kind = ID_MESSAGE,
     .look_op = "message.list", .look = "GET /v1/threads/<thread>/messages"},
    {"message.send", ADVISEREND, "POST /v1/threads/<thread>/messages",
     "{\"kind\":\"advies\",\"text\":\"Ja.\",\"reply_to\":\"<message>\"}", .status = 201,
     .look_op = "message.list", .look = "GET /v1/threads/<thread>/messages"},
    {"message.list", ADVISEREND, "GET /v1/threads/<thread>/messages", .status = 200},
    {"message.acknowledge", ADVISEREND, "POST /v1/threads/<thread>/messages/<message>/read", .status = 200},
    {"message.list", HUISARTS, "GET /v1/threads/<thread>/messages", .status = 200},
    {"inbox.read", ADVISEREND, "GET /v1/inbox", .status = 200},
    {"inbox.read", PATIENT, "GET /v1/inbox", .status = 200},
    {"thread.close", ADVISEREND, "POST /v1/threads/<thread>/close", "{\"conclusion\":\"Halftijds.\"}", .status = 200,
     .look_op = "thread.read", .look = "GET /v1/threads/<thread>"},

    {NULL},
    {"consent.receipt", PATIENT, "GET /v1/dossiers/<dossier>/consents/<consent>/receipt", .status = 200},
    {"access_log.read", PATIENT, "GET /v1/dossiers/<dossier>/access-log?language=nl&fold=true", .status = 200},
    {"audit.list", AUDITOR, "GET /v1/audit/records?dossier=<dossier>&limit=5", .status = 200},
    {"audit.list", AUDITOR, "GET /v1/audit/records?decision=deny", .status = 200},
    {"audit.read", AUDITOR, "GET /v1/audit/records/3", .status = 200},
    {"audit.checkpoint", PATIENT, "GET /v1/audit/checkpoint", .status = 200},
    {"audit.prove_inclusion", PATIENT, "GET /v1/audit/proof/inclusion?seq=3", .status = 200},
    {"audit.prove_consistency", PATIENT, "GET /v1/audit/proof/consistency?from=3", .status = 200},
    {"audit.note", PATIENT, "GET /v1/audit/log/checkpoint", .status = 200},
    {"audit.entries", AUDITOR, "GET /v1/audit/log/tile/entries/000.p/5", .status = 200},
    {"audit.tile", PATIENT, "GET /v1/audit/log/tile/0/000.p/5", .status = 200},
    {"audit.cosign", AUDITOR, "POST /v1/audit/cosignatures", "{\"size\":<size>,\"signature\":\"<line>\"}",
     .status = 200,
     .look_op = "audit.note", .look = "GET /v1/audit/log/checkpoint"},
    {"audit.export", AUDITOR, "GET /v1/audit/export?from=0", .status = 200},
    {"api.describe", PATIENT, "GET /openapi.json", .status = 200},

    {"consent.withdraw", PATIENT, "POST /v1/dossiers/<dossier>/consents/<consent>/withdraw", .status = 200,
     .look_op = "consent.read", .look = "GET /v1/dossiers/<dossier>/consents/<consent>"},
    {"participant.remove", PATIENT, "DELETE /v1/dossiers/<dossier>/participants/<adviser>", .status = 204,
     .look_op = "dossier.read", .look = "GET /v1/dossiers/<dossier>"},
    {"fragment.read", ADVISEREND, "GET /v1/dossiers/<dossier>/fragments/<fragment>", .status = 404},
    {"dossier.close", PATIENT, "POST /v1/dossiers/<dossier>/close", .status = 200,
     .look_op = "dossier.read", .look = "GET /v1/dossiers/<dossier>"},
};
/* clang-format on */

const size_t fault_steps_count = sizeof fault_steps / sizeof fault_steps[0];

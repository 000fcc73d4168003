/* One valid answer of each shape, as docs/protocol.md has them. */
#ifndef TNW_TESTS_CLIENT_SAMPLE_H
#define TNW_TESTS_CLIENT_SAMPLE_H

#include "shapes/shapes.h"

struct client_sample {
    const char *name;
    const struct shape *shape;
    const char *text;
};

#define CLIENT_ACTOR                                                                                                   \
    "{\"id\":\"act_1\",\"kind\":\"person\",\"name\":\"Dr. An Peeters\",\"roles\":[\"huisarts\"],\"state\":\"active\"," \
    "\"qualification\":null,\"service\":null,\"function\":null,\"cbe\":null,\"acts_for\":[],"                          \
    "\"nihii\":null,\"organisation\":\"act_2\",\"contact\":{\"phone\":\"016\",\"languages\":[\"nl\",\"fr\"]}}"
#define CLIENT_PARTICIPANT                                                                                             \
    "{\"actor\":\"act_1\",\"name\":\"An\",\"role\":\"huisarts\",\"since\":\"2026-01-02T03:04:05.006Z\"}"
#define CLIENT_FICHE_OPEN                                                                                              \
    "\"id\":\"fic_1\",\"actor\":null,\"kind\":\"gtb\",\"name\":\"N\",\"place\":\"P\",\"address\":null,\"phone\":"      \
    "\"016\","                                                                                                         \
    "\"email\":null,\"url\":null,\"cost\":null,\"project\":null,\"about\":{\"nl\":\"A\"},\"zones\":[\"Z\"],\"help\":"  \
    "[\"coach\"],\"serves\":[],\"regions\":[],\"languages\":[\"nl\"],\"referrers\":[],\"reimbursed\":null,"            \
    "\"accessible\":true,\"referral_needed\":false,\"waiting_weeks\":0,\"valid_until\":null,\"verified_on\":"          \
    "\"2026-01-02\",\"stale\":false"
#define CLIENT_FICHE "{" CLIENT_FICHE_OPEN "}"
#define CLIENT_DOSSIER                                                                                                 \
    "{\"id\":\"dos_1\",\"state\":\"open\",\"patient\":{\"actor\":\"act_9\",\"name\":\"Jan\",\"niss\":null},"           \
    "\"start\":\"2026-01-01\",\"employment\":\"employed\",\"opened\":\"2026-01-02T03:04:05.006Z\",\"opened_by\":"      \
    "\"act_1\",\"closed\":null,\"participants\":[" CLIENT_PARTICIPANT "," CLIENT_PARTICIPANT "]}"
#define CLIENT_SIGNATURE                                                                                               \
    "{\"role\":\"patient\",\"actor\":\"act_9\",\"time\":\"2026-01-02T03:04:05.006Z\",\"certificate\":\"00ff\"}"
#define CLIENT_ATTACHMENT                                                                                              \
    "{\"id\":\"att_1\",\"name\":\"verslag.pdf\",\"type\":\"application/"                                               \
    "pdf\",\"size\":7,\"sha256\":\"00\",\"salt\":\"0f\"}"
#define CLIENT_FRAGMENT                                                                                                \
    "{\"id\":\"frg_1\",\"dossier\":\"dos_1\",\"category\":\"fit_note\",\"version\":1,\"latest\":2,\"author\":"         \
    "\"act_1\",\"author_role\":\"huisarts\",\"by\":null,\"created\":\"2026-01-02T03:04:05.006Z\",\"updated\":"         \
    "\"2026-01-02T03:04:05.006Z\",\"retracted\":null,\"content\":{\"hours\": 4, \"text\":\"é\"},"                     \
    "\"attachments\":[" CLIENT_ATTACHMENT "],\"retracted_reason\":null,\"signatures\":[" CLIENT_SIGNATURE              \
    "],\"complete\":false}"
#define CLIENT_SIGNED "{\"fragment\":\"frg_1\",\"version\":1,\"signature\":" CLIENT_SIGNATURE ",\"complete\":true}"
#define CLIENT_CONSENT                                                                                                 \
    "{\"id\":\"cns_1\",\"dossier\":\"dos_1\",\"effect\":\"grant\",\"grantee\":{\"role\":\"huisarts\"},"                \
    "\"categories\":[\"gao\"],\"actions\":[\"read\"],\"purposes\":[],\"from\":\"2026-01-01\",\"until\":null,"          \
    "\"state\":\"active\",\"granted\":\"2026-01-02T03:04:05.006Z\",\"granted_by\":\"act_9\",\"evidence\":"             \
    "{\"kind\":\"paper\",\"reference\":\"R\",\"date\":null},\"withdrawn\":null,\"withdrawn_by\":null}"
#define CLIENT_THREAD                                                                                                  \
    "{\"id\":\"thr_1\",\"dossier\":\"dos_1\",\"procedure\":\"rit\",\"subject\":\"S\",\"state\":\"closed\","            \
    "\"started\":"                                                                                                     \
    "\"2026-01-02T03:04:05.006Z\",\"started_by\":\"act_1\",\"participants\":[{\"actor\":\"act_1\",\"name\":\"An\","    \
    "\"role\":\"huisarts\",\"view\":\"all\"}],\"messages\":3,\"open\":[{\"message\":\"msg_1\",\"by\":\"act_1\","       \
    "\"kind\":\"vraag\",\"to\":[\"act_2\"],\"answer_by\":null,\"state\":\"open\",\"step\":null}],"                     \
    "\"conclusion\":{\"text\":\"T\",\"by\":\"act_1\",\"at\":\"2026-01-02T03:04:05.006Z\"}}"
#define CLIENT_MESSAGE                                                                                                 \
    "{\"id\":\"msg_1\",\"thread\":\"thr_1\",\"kind\":\"vraag\",\"text\":\"T\",\"fragments\":[\"frg_1\"],"              \
    "\"attachments\":[" CLIENT_ATTACHMENT "],\"reply_to\":null,\"answer_by\":null,\"to\":[\"act_2\"],\"step\":null,"   \
    "\"decision\":null,\"author\":\"act_1\",\"author_role\":"                                                          \
    "\"huisarts\",\"by\":null,\"sent\":\"2026-01-02T03:04:05.006Z\",\"read_by\":[{\"actor\":\"act_2\",\"at\":"         \
    "\"2026-01-02T03:04:05.006Z\"}]}"
#define CLIENT_QUESTION                                                                                                \
    "{\"message\":\"msg_1\",\"thread\":\"thr_1\",\"dossier\":\"dos_1\",\"patient\":{\"actor\":\"act_9\",\"name\":"     \
    "\"Jan\"},\"procedure\":\"rit\",\"subject\":\"S\",\"by\":{\"actor\":\"act_1\",\"name\":null,\"role\":"             \
    "\"huisarts\"},"                                                                                                   \
    "\"kind\":\"vraag\",\"to\":[\"act_2\"],\"answer_by\":\"2026-02-01\",\"state\":\"overdue\",\"step\":null}"
#define CLIENT_PERSON "{\"actor\":\"act_1\",\"name\":\"An\",\"role\":\"huisarts\"}"
#define CLIENT_SUSPENSION                                                                                              \
    "{\"id\":\"sus_1\",\"purpose\":\"rit\",\"from\":\"2026-01-02\",\"until\":null,\"reason\":null,\"recorded\":"       \
    "\"2026-01-02T03:04:05.006Z\",\"by\":" CLIENT_PERSON "}"
#define CLIENT_STEP_BRIEF                                                                                              \
    "{\"rule\":\"r\",\"title\":\"T\",\"state\":\"due\",\"status\":\"law\",\"duty\":true,\"due\":\"2026-02-01\"}"
#define CLIENT_STEP                                                                                                    \
    "{\"rule\":\"r\",\"title\":\"T\",\"state\":\"due\",\"status\":\"law\",\"duty\":true,\"due\":null,\"from\":\"2026-" \
    "02-01\","                                                                                                         \
    "\"until\":\"2026-03-01\",\"who\":[\"huisarts\"],\"text\":\"X\",\"benefit\":\"\",\"why_text\":\"\",\"source\":"    \
    "null,"                                                                                                            \
    "\"done_by\":null}"
#define CLIENT_EVENT                                                                                                   \
    "{\"seq\":7,\"type\":\"fragment.added\",\"time\":\"2026-01-02T03:04:05.006Z\",\"dossier\":\"dos_1\",\"object\":"   \
    "\"frg_1\",\"by\":null,\"for\":null,\"thread\":null,\"kind\":null,\"answer_by\":null}"
#define CLIENT_ACCESS                                                                                                  \
    "{\"seq\":7,\"time\":\"2026-01-02T03:04:05.006Z\",\"actor\":{\"id\":\"act_1\",\"name\":\"An\"},\"organisation\":"  \
    "null,\"for\":null,\"role\":\"huisarts\",\"action\":\"fragment.read\",\"object\":\"frg_1\",\"categories\":["       \
    "\"gao\"],"                                                                                                        \
    "\"purpose\":\"tnw_traject\",\"decision\":\"permit\",\"ground\":\"author\",\"reason\":\"Wrote "                    \
    "it\",\"text\":\"An wrote it.\",\"status\":200,\"count\":2,\"first\":\"2026-01-02T03:04:05.005Z\",\"until\":"      \
    "\"2026-01-02T03:04:05.006Z\"}"
#define CLIENT_ENTRY                                                                                                   \
    "{\"record\":{\"action\":\"me\",\"seq\":0,\"time\":\"2026-01-02T03:04:05.006Z\",\"actor\":null},\"leaf\":"         \
    "\"00ff\"}"
#define CLIENT_LIST(item) "{\"items\":[" item "],\"next\":null}"

static const struct client_sample client_samples[] = {
    {"problem", &shapes_problem,
     "{\"type\":\"urn:tnw:error:invalid_body\",\"title\":\"T\",\"status\":422,\"detail\":\"D\",\"hint\":\"H\","
     "\"code\":"
     "\"invalid_body\",\"request_id\":\"req_1\",\"errors\":[{\"pointer\":\"/a\",\"code\":\"required\",\"detail\":"
     "\"D\"}]}"},
    {"me", &shapes_me,
     "{\"identity\":{\"kind\":\"niss\",\"value\":\"1\"},\"actors\":[" CLIENT_ACTOR "],\"roles\":[\"huisarts\"],"
     "\"role\":null}"},
    {"actor", &shapes_actor, CLIENT_ACTOR},
    {"actors", &shapes_actors, CLIENT_LIST(CLIENT_ACTOR)},
    {"participant", &shapes_participant, CLIENT_PARTICIPANT},
    {"dossier", &shapes_dossier, CLIENT_DOSSIER},
    {"dossiers", &shapes_dossiers, CLIENT_LIST(CLIENT_DOSSIER)},
    {"fragment", &shapes_fragment, CLIENT_FRAGMENT},
    {"signed", &shapes_signed, CLIENT_SIGNED},
    {"fragments", &shapes_fragments, CLIENT_LIST(CLIENT_FRAGMENT)},
    {"consent", &shapes_consent, CLIENT_CONSENT},
    {"consents", &shapes_consents, CLIENT_LIST(CLIENT_CONSENT)},
    {"suspension", &shapes_suspension, CLIENT_SUSPENSION},
    {"timeline", &shapes_timeline,
     "{\"dossier\":\"dos_1\",\"today\":\"2026-01-02\",\"start\":\"2026-01-01\",\"spells\":["
     "{\"start\":\"2026-01-01\",\"resumed\":null,\"relapses\":0}],\"suspensions\":[" CLIENT_SUSPENSION
     "],\"items\":[" CLIENT_STEP "]}"},
    {"team", &shapes_team,
     "{\"dossier\":\"dos_1\",\"regie\":" CLIENT_PERSON
     ",\"contact\":null,\"alert\":\"no_regie\",\"members\":[{\"actor\":"
     "\"act_1\",\"name\":null,\"role\":\"huisarts\",\"since\":null,\"next\":[" CLIENT_STEP_BRIEF "]}]}"},
    {"explanation", &shapes_explanation,
     "{\"actor\":\"act_1\",\"role\":\"huisarts\",\"permit\":false,\"reason\":\"no_consent\",\"text\":\"T\",\"because_"
     "of\":null,"
     "\"consent\":{\"until\":\"2026-12-31\"},\"sentence\":\"S\"}"},
    {"explanation of all", &shapes_explanation,
     "{\"actor\":\"act_1\",\"role\":\"huisarts\",\"purposes\":{\"rit\":{}},\"never\":{\"read\":[]},\"notes\":[\"N\"]}"},
    {"regie", &shapes_regie, "{\"regie\":null,\"alert\":null}"},
    {"consent act", &shapes_consent_act,
     "{\"items\":[" CLIENT_CONSENT "," CLIENT_CONSENT "],\"sentences\":[\"An and Tom may ...\"]}"},
    {"consent preview", &shapes_consent_preview,
     "{\"items\":[{\"effect\":\"grant\",\"grantee\":{\"role\":\"werkgever\"},\"categories\":[\"gao\"],\"actions\":["
     "\"read\"],\"purposes\":[\"rit\"],\"from\":\"2026-01-01\",\"until\":null,\"latest\":null,\"beyond\":{"
     "\"categories\":[\"gao\"],"
     "\"confer\":false},\"covered_by\":[\"cns_1\"],\"excluded_by\":[]}],\"sentences\":[\"S\"],\"notes\":[\"N\"]}"},
    {"consent presets", &shapes_consent_presets,
     "{\"version\":\"2026-11\",\"items\":[{\"code\":\"c\",\"title\":\"T\",\"explanation\":\"E\",\"grants\":[],"
     "\"sentences\":["
     "\"S\"]}]}"},
    {"measures", &shapes_measures,
     "{\"version\":\"2026-11\",\"items\":[{\"code\":\"c\",\"title\":\"T\",\"explanation\":\"E\",\"for\":[\"employee\"],"
     "\"regions\":[\"brussel\"],\"asked_by\":[],\"offices\":[],\"where\":null,\"cost\":\"C\",\"benefit\":null,"
     "\"status\":\"pilot\",\"as_of\":2021,\"passage\":\"S4:1-2\",\"source\":\"S\"}]}"},
    {"fiche", &shapes_fiche,
     "{" CLIENT_FICHE_OPEN ",\"ref\":\"r\",\"verified_by\":null,\"professional\":{\"contacts\":[{\"name\":\"An\","
     "\"phone\":\"016\"}],\"remarks\":\"R\"}}"},
    {"fiches", &shapes_fiches, CLIENT_LIST(CLIENT_FICHE)},
    {"services", &shapes_services,
     CLIENT_LIST("{\"fiche\":" CLIENT_FICHE ",\"arbeidsartsen\":[" CLIENT_ACTOR "],\"more\":true}")},
    {"referral", &shapes_referral,
     "{\"items\":[{\"rank\":1,\"row\":4,\"party\":\"arbeidsarts\",\"party_text\":\"P\",\"order\":\"eigen_werk\","
     "\"urgent\":"
     "false,\"route\":\"bezoek\",\"text\":\"T\",\"why\":\"W\",\"source\":\"S\",\"consent\":{\"role\":\"arbeidsarts\","
     "\"categories\":[\"fit_note\"],\"actions\":[\"read\"],\"purposes\":[\"bezoek\"]},\"actors\":[{\"actor\":null,"
     "\"fiche\":"
     "\"fic_1\",\"name\":\"N\",\"kind\":\"preventiedienst\",\"place\":null,\"phone\":null,\"email\":null,\"url\":null,"
     "\"stale\":true}]}],\"questions\":[{\"code\":\"possible\",\"question\":\"Q\",\"answer\":\"yes\",\"text\":\"T\","
     "\"source\":\"S\"}],\"facts\":{\"months\":3},\"asks\":[{\"fact\":\"region\",\"question\":\"Q\",\"kind\":\"one\","
     "\"values\":"
     "[{\"code\":\"brussel\",\"text\":\"B\"}]}],\"version\":\"2026-11\"}"},
    {"casus", &shapes_casus,
     "{\"id\":\"cas_1\",\"subject\":\"S\",\"state\":\"closed\",\"opened\":\"O\",\"author\":\"act_1\",\"moment\":\"nwm_"
     "1\",\"messages\":1,"
     "\"members\":[{\"actor\":\"act_1\",\"name\":null}],\"text\":\"T\",\"conclusion\":\"C\",\"closed_by\":\"act_1\","
     "\"closed\":\"W\"}"},
    {"casus list", &shapes_casus_list,
     CLIENT_LIST("{\"id\":\"cas_1\",\"subject\":\"S\",\"state\":\"closed\",\"opened\":\"O\",\"author\":\"act_1\","
                 "\"moment\":null,\"messages\":1}")},
    {"casus message", &shapes_casus_message,
     "{\"id\":\"msg_1\",\"kind\":\"advies\",\"reply_to\":null,\"author\":\"act_1\",\"author_role\":\"huisarts\","
     "\"sent\":\"W\",\"text\":\"T\"}"},
    {"casus messages", &shapes_casus_messages,
     CLIENT_LIST("{\"id\":\"msg_1\",\"kind\":\"advies\",\"reply_to\":null,\"author\":\"act_1\",\"author_role\":"
                 "\"huisarts\",\"sent\":\"W\",\"text\":\"T\"}")},
    {"moment", &shapes_moment,
     "{\"id\":\"nwm_1\",\"date\":\"2027-01-01\",\"time\":null,\"zone\":\"Z\",\"theme\":\"T\",\"place\":\"P\",\"text\":"
     "\"\",\"roles\":[\"huisarts\"],"
     "\"kinds\":[],\"organiser\":\"act_1\",\"name\":\"N\",\"open\":false,\"cancelled\":null,\"guests\":1,\"signed_up\":"
     "true,\"signups\":[{\"actor\":"
     "\"act_2\",\"name\":null,\"at\":\"W\"}]}"},
    {"moments", &shapes_moments,
     CLIENT_LIST("{\"id\":\"nwm_1\",\"date\":\"2027-01-01\",\"time\":null,\"zone\":\"Z\",\"theme\":\"T\",\"place\":"
                 "\"P\",\"text\":\"\",\"roles\":[\"huisarts\"],"
                 "\"kinds\":[],\"organiser\":\"act_1\",\"name\":\"N\",\"open\":false,\"cancelled\":null,\"guests\":1,"
                 "\"signed_up\":true,\"signups\":[{"
                 "\"actor\":\"act_2\",\"name\":null,\"at\":\"W\"}]}")},
    {"knelpunten", &shapes_knelpunten,
     "{\"version\":\"1\",\"items\":[{\"code\":\"c\",\"theme\":\"t\",\"theme_text\":\"T\",\"text\":\"X\"}]}"},
    {"knelpunt counts", &shapes_knelpunt_counts,
     "{\"quarter\":\"2026-Q3\",\"items\":[{\"theme\":\"t\",\"text\":\"T\",\"people\":null}]}"},
    {"knelpunt reported", &shapes_knelpunt_reported, "{\"quarter\":\"2026-Q3\"}"},
    {"thread", &shapes_thread, CLIENT_THREAD},
    {"threads", &shapes_threads, CLIENT_LIST(CLIENT_THREAD)},
    {"statistics", &shapes_statistics,
     "{\"items\":[{\"kind\":\"step\",\"code\":\"m4_contact\",\"employment\":\"employed\",\"route\":\"unknown\","
     "\"region\":\"brussel\",\"reason\":\"illness\",\"count\":120,\"done\":90,\"overdue\":null,"
     "\"median\":{\"days\":3,\"side\":\"before\"}}],\"next\":null,\"quarter\":\"2026-Q2\",\"from\":\"2026-04-01\","
     "\"until\":\"2026-06-30\",\"counted\":\"2026-07-30\",\"released\":\"2026-08-01T00:00:00.000Z\","
     "\"mu_thousandths\":1000,\"guess_percent\":70,\"by\":[\"region\"],\"margin\":{\"due\":72,\"other\":42}}"},
    {"quarters", &shapes_quarters,
     CLIENT_LIST("{\"quarter\":\"2026-Q2\",\"from\":\"2026-04-01\",\"until\":\"2026-06-30\"}")},
    {"message", &shapes_message, CLIENT_MESSAGE},
    {"messages", &shapes_messages, CLIENT_LIST(CLIENT_MESSAGE)},
    {"receipt", &shapes_receipt, "{\"message\":\"msg_1\",\"read\":\"2026-01-02T03:04:05.006Z\"}"},
    {"events", &shapes_events, "{\"items\":[" CLIENT_EVENT "],\"next\":\"7\",\"seen_until\":6}"},
    {"questions", &shapes_questions, CLIENT_LIST(CLIENT_QUESTION)},
    {"dues", &shapes_dues,
     CLIENT_LIST("{\"dossier\":\"dos_1\",\"patient\":{\"actor\":\"act_9\",\"name\":\"Jan\"},\"day\":null,"
                 "\"side\":\"by_me\",\"steps\":[" CLIENT_STEP_BRIEF "],\"questions\":[" CLIENT_QUESTION
                 "],\"consent_requests\":[]}")},
    {"inbox_seen", &shapes_inbox_seen, "{\"seen_until\":7}"},
    {"accesses", &shapes_accesses, CLIENT_LIST(CLIENT_ACCESS)},
    {"audit entry", &shapes_audit_entry, CLIENT_ENTRY},
    {"audit entries", &shapes_audit_entries, CLIENT_LIST(CLIENT_ENTRY)},
};

#define CLIENT_SAMPLE_COUNT (sizeof client_samples / sizeof client_samples[0])

#endif

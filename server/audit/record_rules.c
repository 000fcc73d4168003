#include "audit/record_rules.h"

#include <string.h>

#include "audit/clock_reset.h"
#include "audit/note/key_change.h"
#include "audit/refusal_count.h"

#define PSEUDONYM_DIGITS 16

const struct record_action record_actions[] = {
    {.name = "request.refused"},
    {.name = "me.read"},
    {.name = "actor.list"},
    {.name = "actor.add"},
    {.name = "actor.read"},
    {.name = "actor.change"},
    {.name = "actor.disable"},
    {.name = "certificate.list"},
    {.name = "certificate.ending"},
    {.name = "fiche.list"},
    {.name = "fiche.add"},
    {.name = "fiche.read"},
    {.name = "fiche.change"},
    {.name = "fiche.read_professional"},
    {.name = "fiche.verify"},
    {.name = "fiche.remove"},
    {.name = "service.list"},
    {.name = "dossier.open", .in_dossier = true},
    {.name = "dossier.search", .lists = true},
    {.name = "dossier.list", .lists = true},
    {.name = "dossier.read", .in_dossier = true},
    {.name = "dossier.close", .in_dossier = true},
    {.name = "dossier.reopen", .in_dossier = true},
    {.name = "dossier.erase", .in_dossier = true},
    {.name = "dossier.emptied", .in_dossier = true, .own = true},
    {.name = "dossier.erased", .in_dossier = true, .own = true},
    {.name = "erasure.read", .in_dossier = true},
    {.name = "erasure.receipt", .in_dossier = true},
    {.name = "erasure.list", .lists = true},
    {.name = "participant.add", .in_dossier = true},
    {.name = "participant.remove", .in_dossier = true},
    {.name = "facts.read", .in_dossier = true},
    {.name = "facts.set", .in_dossier = true},
    {.name = "facts.history", .in_dossier = true},
    {.name = "regie.set", .in_dossier = true},
    {.name = "suspension.begin", .in_dossier = true},
    {.name = "suspension.end", .in_dossier = true},
    {.name = "team.read", .in_dossier = true},
    {.name = "timeline.read", .in_dossier = true},
    {.name = "timeline.calendar", .in_dossier = true},
    {.name = "timeline.fiche", .in_dossier = true},
    {.name = "due.list", .lists = true},
    {.name = "referral.ask", .lists = true},
    {.name = "fragment.add", .in_dossier = true},
    {.name = "fragment.list", .in_dossier = true},
    {.name = "fragment.read", .in_dossier = true},
    {.name = "fragment.amend", .in_dossier = true},
    {.name = "fragment.retract", .in_dossier = true},
    {.name = "fragment.sign", .in_dossier = true},
    {.name = "attachment.add", .in_dossier = true, .file = true},
    {.name = "attachment.read", .in_dossier = true, .file = true},
    {.name = "consent.give", .in_dossier = true, .consents = true},
    {.name = "consent.list", .in_dossier = true},
    {.name = "consent.presets", .lists = true},
    {.name = "consent.preview", .in_dossier = true},
    {.name = "consent.ask", .in_dossier = true},
    {.name = "consent.ask_preview", .in_dossier = true},
    {.name = "consent.asked", .in_dossier = true},
    {.name = "consent.answer", .in_dossier = true, .consents = true},
    {.name = "policy.explain", .lists = true},
    {.name = "consent.read", .in_dossier = true},
    {.name = "consent.withdraw", .in_dossier = true, .consents = true},
    {.name = "consent.receipt", .in_dossier = true},
    {.name = "thread.start", .in_dossier = true},
    {.name = "thread.list", .in_dossier = true},
    {.name = "thread.read", .in_dossier = true},
    {.name = "thread.close", .in_dossier = true},
    {.name = "message.send", .in_dossier = true},
    {.name = "message.list", .in_dossier = true},
    {.name = "message.acknowledge", .in_dossier = true},
    {.name = "question.list", .lists = true},
    {.name = "inbox.read"},
    {.name = "inbox.mark_seen"},
    {.name = "access_log.read", .in_dossier = true},
    {.name = "audit.list"},
    {.name = "audit.read"},
    {.name = "audit.checkpoint"},
    {.name = "audit.prove_inclusion"},
    {.name = "audit.prove_consistency"},
    {.name = "audit.note"},
    {.name = "audit.keys"},
    {.name = "audit.entries"},
    {.name = "audit.tile"},
    {.name = "audit.cosign"},
    {.name = "audit.export"},
    {.name = "casus.start"},
    {.name = "casus.list"},
    {.name = "casus.read"},
    {.name = "casus.close"},
    {.name = "casus.say"},
    {.name = "casus.messages"},
    {.name = "moment.add"},
    {.name = "moment.list"},
    {.name = "moment.read"},
    {.name = "moment.change"},
    {.name = "moment.cancel"},
    {.name = "moment.sign_up"},
    {.name = "moment.sign_off"},
    {.name = "knelpunt.report"},
    {.name = "knelpunt.list"},
    {.name = "knelpunt.counts"},
    {.name = "statistics.read"},
    {.name = "statistics.quarters"},
    {.name = "category.list"},
    {.name = "category.read"},
    {.name = "directory.import"},
    {.name = "directory.export"},
    {.name = "directory.employers"},
    {.name = "measure.list"},
    {.name = "api.describe"},
    {.name = "web.page"},
    {.name = "web.file"},
    {.name = MAP_ROOT_ACTION, .own = true},
    {.name = REFUSAL_COUNT_ACTION, .own = true},
    {.name = CLOCK_RESET_ACTION, .own = true},
    {.name = "statistics.release", .own = true},
    {.name = "casus.erase", .own = true},
    {.name = "keys.rotate", .own = true},
    {.name = "keys.destroy", .own = true},
    {.name = "dossier.retention_warned", .in_dossier = true, .own = true},
    {.name = "store.migrate", .own = true},
    {.name = KEY_CHANGE_ACTION, .own = true},
    {.name = KEY_CONTINUE_ACTION, .own = true},
    {.name = NULL},
};

static bool
is_word(struct slice text, const char *word)
{
    return slice_eq(text, slice_str(word));
}

static const struct record_action *
find_action(struct slice name)
{
    const struct record_action *action = record_actions;
    while (action->name != NULL && !is_word(name, action->name)) {
        action++;
    }
    return action->name == NULL ? NULL : action;
}

/* A pseudonym, or one of the words for what has no address. */
static bool
is_origin(struct slice origin)
{
    bool digits = origin.len == PSEUDONYM_DIGITS;
    for (size_t i = 0; i < origin.len; i++) {
        digits = digits && memchr("0123456789abcdef", origin.ptr[i], 16) != NULL;
    }
    return digits || is_word(origin, "local") || is_word(origin, "server") || is_word(origin, "many");
}

static const char *
outcome_broken(const struct record_view *view)
{
    bool permits = is_word(view->decision, "permit");
    if (!permits && !is_word(view->decision, "deny") && !is_word(view->decision, "fail")) {
        return "its decision is none that there is";
    }
    if (view->status < 200 || view->status > 599 || permits != (view->status < 400)) {
        return "its status does not go with its decision";
    }
    return view->ground.len == 0 ? "it rests on nothing" : NULL;
}

/* A medewerker has a registration and acts in the role of the one doctor in whose name they act. */
static bool
acts_for_doctor(const struct record_view *view)
{
    bool doctor = view->role == ROLE_HUISARTS || view->role == ROLE_ADVISEREND_ARTS || view->role == ROLE_ARBEIDSARTS;
    return doctor && !id_is_zero(&view->actor) && !id_eq(&view->actor, &view->acted_for);
}

static const char *
members_broken(const struct record_view *view, const struct record_action *action)
{
    bool permits = is_word(view->decision, "permit");
    if (permits && action->in_dossier && id_is_zero(&view->dossier)) {
        return "its dossier is missing";
    }
    if (view->listed_count > 0 && !action->lists) {
        return "it lists dossiers, which that action does not";
    }
    if (view->content.len > 0 && !(permits && (action->consents || action->file))) {
        return "it has the content of a consent or a file, which that action has not";
    }
    if (view->object_count > 0 && (view->content.len == 0 || action->file)) {
        return "it gives several consents, without what they say";
    }
    if (view->has_map != is_word(view->action, MAP_ROOT_ACTION)) {
        return view->has_map ? "it names a map, which that action does not" : "it names no map";
    }
    bool elsewhere = !action->in_dossier && !id_is_zero(&view->dossier);
    if (action->own && (elsewhere || view->object.len > 0 || view->categories != 0)) {
        return "it is of no request, and about something";
    }
    if (!id_is_zero(&view->acted_for) && !acts_for_doctor(view)) {
        return "it is in somebody's name, and not by a medewerker in that of a doctor";
    }
    return refusal_count_holds(view) ? NULL : "it does not count refusals as it must";
}

const char *
record_rules_broken(const struct record_view *view)
{
    const struct record_action *action = find_action(view->action);
    if (action == NULL) {
        return "its action is none that there is; a newer version may know it";
    }
    if (!is_origin(view->origin)) {
        return "its origin is none that there is";
    }
    if (id_is_zero(&view->request) != is_word(view->origin, "server")) {
        return "it has no request, or one that nobody made";
    }
    const char *broken = outcome_broken(view);
    return broken != NULL ? broken : members_broken(view, action);
}

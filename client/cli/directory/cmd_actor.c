#include <string.h>

#include "cmd.h"
#include "print.h"
#include "resolve/known.h"
#include "show.h"
#include "table.h"
#include "texts/code_word.h"

static void
show_actor(const struct cli *cli, const struct tnw_actor *actor)
{
    show_field(cli, TEXT_ACTOR, actor->id);
    show_field(cli, TEXT_NAME, actor->name);
    show_word(cli, TEXT_KIND, actor->kind);
    show_word(cli, TEXT_STATE, actor->state);
    show_words(cli, TEXT_ROLES, actor->roles);
    show_field(cli, TEXT_NIHII, actor->nihii);
    show_field(cli, TEXT_ORGANISATION, known_name(cli, actor->organisation));
    show_word(cli, TEXT_QUALIFICATION, actor->qualification);
    show_field(cli, TEXT_SERVICE, actor->service);
    show_word(cli, TEXT_FUNCTION, actor->function);
    show_field(cli, TEXT_CBE, actor->cbe);
    for (size_t i = 0; actor->acts_for[i] != NULL; i++) {
        show_field(cli, i == 0 ? TEXT_ACTS_FOR : TEXT_NONE, known_name(cli, actor->acts_for[i]));
    }
    if (actor->quota_factor > 1) {
        show_number(cli, TEXT_QUOTA, actor->quota_factor);
    }
    show_field(cli, TEXT_PHONE, actor->contact.phone);
    show_field(cli, TEXT_EMAIL, actor->contact.email);
    show_field(cli, TEXT_ADDRESS, actor->contact.address);
    show_field(cli, TEXT_ZONE, actor->contact.zone);
    show_field(cli, TEXT_WEB, actor->contact.url);
    if (actor->contact.languages[0] != NULL) {
        show_list(cli, TEXT_LANGUAGES, actor->contact.languages);
    }
}

static enum tnw_err
finish_actor(struct cli *cli, enum tnw_err err, struct tnw_actor *actor)
{
    if (err == TNW_OK && !cli_json(cli)) {
        show_actor(cli, actor);
    }
    tnw_actor_free(&actor);
    return err;
}

static enum text
identity_label(const char *kind)
{
    static const struct {
        const char *kind;
        enum text label;
    } rows[] = {{"niss", TEXT_NISS}, {"cbe", TEXT_CBE}, {"nihii_hospital", TEXT_NIHII_HOSPITAL}, {"ehp", TEXT_EHP}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (strcmp(rows[i].kind, kind) == 0) {
            return rows[i].label;
        }
    }
    return TEXT_NAME;
}

enum tnw_err
cmd_me(struct cli *cli)
{
    struct tnw_me *me = NULL;
    enum tnw_err err = tnw_me_get(cli->client, &me);
    if (err == TNW_OK && !cli_json(cli)) {
        show_field(cli, identity_label(me->identity.kind), me->identity.value);
        show_words(cli, TEXT_ROLES, me->roles);
        show_field(cli, TEXT_ACTING_AS,
                   me->role != NULL ? code_word(cli->language, me->role) : text_of(cli->language, TEXT_CHOOSE_ROLE));
        for (size_t i = 0; i < me->actor_count; i++) {
            fputc('\n', cli->out);
            show_actor(cli, &me->actors[i]);
        }
    }
    tnw_me_free(&me);
    return err;
}

static void
show_actors(const struct cli *cli, const struct tnw_actors *actors)
{
    static const enum text titles[] = {TEXT_ACTOR, TEXT_NAME, TEXT_ROLES, TEXT_ZONE, TEXT_STATE, TEXT_NONE};
    struct table *table = table_new(cli->language, titles);
    table_number_rows(table);
    for (size_t i = 0; i < actors->count; i++) {
        const struct tnw_actor *actor = &actors->items[i];
        table_text(table, actor->id);
        table_text(table, actor->name);
        table_words(table, actor->roles);
        table_text(table, actor->contact.zone);
        table_word(table, actor->state);
    }
    table_end(table, cli->out);
    cli_more(cli, actors->next);
}

enum tnw_err
cmd_actor_list(struct cli *cli)
{
    struct tnw_actors *actors = NULL;
    struct tnw_actor_query query = {
        .role = cli_text(cli, OPTION_FOR_ROLE),
        .zone = cli_text(cli, OPTION_ZONE),
        .organisation = cli_text(cli, OPTION_ORGANISATION),
        .q = cli_text(cli, OPTION_Q),
    };
    enum tnw_err err = cli_page(cli, &query.page);
    if (err == TNW_OK) {
        err = tnw_actor_list(cli->client, &query, &actors);
    }
    if (err == TNW_OK && !cli_json(cli)) {
        show_actors(cli, actors);
    }
    tnw_actors_free(&actors);
    return err;
}

enum tnw_err
cmd_actor_show(struct cli *cli)
{
    struct tnw_actor *actor = NULL;
    enum tnw_err err = tnw_actor_get(cli->client, cli->args[0], &actor);
    return finish_actor(cli, err, actor);
}

/* Returns false when the command line says nothing of it. */
static bool
contact_from(const struct cli *cli, struct tnw_contact *contact)
{
    *contact = (struct tnw_contact){
        .phone = cli_text(cli, OPTION_PHONE),
        .email = cli_text(cli, OPTION_EMAIL),
        .address = cli_text(cli, OPTION_ADDRESS),
        .zone = cli_text(cli, OPTION_ZONE),
        .url = cli_text(cli, OPTION_WEB),
        .languages = cli_texts(cli, OPTION_LANGUAGE),
    };
    return contact->phone != NULL || contact->email != NULL || contact->address != NULL || contact->zone != NULL ||
           contact->url != NULL || contact->languages != NULL;
}

enum tnw_err
cmd_actor_add(struct cli *cli)
{
    char *niss = NULL;
    struct tnw_actor *actor = NULL;
    struct tnw_contact contact;
    bool has_contact = contact_from(cli, &contact);
    enum tnw_err err = cli_niss(cli, &niss);
    struct tnw_actor_new new_actor = {
        .identity = {.niss = niss,
                     .cbe = cli_text(cli, OPTION_CBE),
                     .nihii_hospital = cli_text(cli, OPTION_NIHII_HOSPITAL),
                     .ehp = cli_text(cli, OPTION_EHP)},
        .name = cli_text(cli, OPTION_NAME),
        .roles = cli_texts(cli, OPTION_FOR_ROLE),
        .nihii = cli_text(cli, OPTION_NIHII),
        .organisation = cli_text(cli, OPTION_ORGANISATION),
        .contact = has_contact ? &contact : NULL,
    };
    if (err == TNW_OK) {
        err = tnw_actor_add(cli->client, &new_actor, &actor);
    }
    cli_niss_free(niss);
    return finish_actor(cli, err, actor);
}

/* A contact is replaced as a whole, so what the command line does not say is kept from before. */
static void
fill_contact(struct tnw_contact *contact, const struct tnw_contact *before)
{
    contact->phone = contact->phone != NULL ? contact->phone : before->phone;
    contact->email = contact->email != NULL ? contact->email : before->email;
    contact->address = contact->address != NULL ? contact->address : before->address;
    contact->zone = contact->zone != NULL ? contact->zone : before->zone;
    contact->url = contact->url != NULL ? contact->url : before->url;
    if (contact->languages == NULL && before->languages[0] != NULL) {
        contact->languages = before->languages;
    }
}

static bool
is_own(const struct tnw_me *me, const char *actor)
{
    for (size_t i = 0; i < me->actor_count; i++) {
        if (strcmp(me->actors[i].id, actor) == 0) {
            return true;
        }
    }
    return false;
}

/* Nobody can undo it but another beheerder. */
static enum tnw_err
ask_before_own_end(struct cli *cli, const char *actor)
{
    struct tnw_me *me = NULL;
    char answer[8] = "";
    enum tnw_err err = tnw_me_get(cli->client, &me);
    if (err == TNW_OK && is_own(me, actor)) {
        fputs(text_of(cli->language, TEXT_OWN_END), cli->err);
        bool yes = fgets(answer, sizeof answer, stdin) != NULL && strcmp(answer, "yes\n") == 0;
        fputc('\n', cli->err);
        err = yes ? TNW_OK : cli_usage(cli, TEXT_OWN_END_NOT, NULL);
    }
    tnw_me_free(&me);
    return err;
}

enum tnw_err
cmd_actor_change(struct cli *cli)
{
    struct tnw_actor *before = NULL;
    struct tnw_actor *after = NULL;
    struct tnw_contact contact;
    uint64_t quota_factor = 0;
    bool has_contact = contact_from(cli, &contact);
    if (!options_number(&cli->options, OPTION_QUOTA, 100, &quota_factor)) {
        return cli_usage(cli, TEXT_TAKES_A_NUMBER_UP_TO, FILL("--quota", "100"));
    }
    struct tnw_actor_patch patch = {
        .name = cli_text(cli, OPTION_NAME),
        .roles = cli_texts(cli, OPTION_FOR_ROLE),
        .nihii = cli_text(cli, OPTION_NIHII),
        .organisation = cli_text(cli, OPTION_ORGANISATION),
        .state = cli_text(cli, OPTION_STATE),
        .contact = has_contact ? &contact : NULL,
        .quota_factor = (int64_t)quota_factor,
    };
    enum tnw_err err = TNW_OK;
    if (patch.state != NULL && strcmp(patch.state, "disabled") == 0) {
        err = ask_before_own_end(cli, cli->args[0]);
    }
    if (err == TNW_OK) {
        err = tnw_actor_get(cli->client, cli->args[0], &before);
    }
    if (err == TNW_OK) {
        fill_contact(&contact, &before->contact);
        err = tnw_actor_change(cli->client, cli->args[0], before->etag, &patch, &after);
    }
    tnw_actor_free(&before);
    return finish_actor(cli, err, after);
}

enum tnw_err
cmd_actor_disable(struct cli *cli)
{
    struct tnw_actor *actor = NULL;
    enum tnw_err err = ask_before_own_end(cli, cli->args[0]);
    if (err != TNW_OK) {
        return err;
    }
    err = tnw_actor_disable(cli->client, cli->args[0], &actor);
    return finish_actor(cli, err, actor);
}

enum tnw_err
cmd_actor_certificates(struct cli *cli)
{
    static const enum text titles[] = {TEXT_FINGERPRINT, TEXT_VALID_UNTIL, TEXT_FIRST_USED, TEXT_LAST_USED, TEXT_NONE};
    struct tnw_certificates *certificates = NULL;
    enum tnw_err err = tnw_actor_certificates(cli->client, cli->args[0], &certificates);
    if (err == TNW_OK && !cli_json(cli)) {
        struct table *table = table_new(cli->language, titles);
        for (size_t i = 0; i < certificates->count; i++) {
            const struct tnw_certificate *one = &certificates->items[i];
            table_text(table, one->fingerprint);
            table_time(table, one->valid_until);
            table_text(table, one->first_used);
            table_text(table, one->last_used);
        }
        table_end(table, cli->out);
    }
    tnw_certificates_free(&certificates);
    return err;
}

enum tnw_err
cmd_certificate_ending(struct cli *cli)
{
    static const enum text titles[] = {TEXT_ACTOR,     TEXT_NAME,        TEXT_VALID_UNTIL,
                                       TEXT_LAST_USED, TEXT_FINGERPRINT, TEXT_NONE};
    struct tnw_endings *endings = NULL;
    struct tnw_page page;
    enum tnw_err err = cli_page(cli, &page);
    if (err == TNW_OK) {
        err = tnw_actor_endings(cli->client, cli_text(cli, OPTION_BEFORE), &page, &endings);
    }
    if (err == TNW_OK && !cli_json(cli)) {
        struct table *table = table_new(cli->language, titles);
        for (size_t i = 0; i < endings->count; i++) {
            const struct tnw_ending *one = &endings->items[i];
            table_text(table, one->actor.id);
            table_text(table, one->actor.name);
            table_time(table, one->certificate.valid_until);
            table_text(table, one->certificate.last_used);
            table_text(table, one->certificate.fingerprint);
        }
        table_end(table, cli->out);
        cli_more(cli, endings->next);
    }
    tnw_endings_free(&endings);
    return err;
}

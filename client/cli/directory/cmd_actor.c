#include <string.h>

#include "cmd.h"
#include "print.h"
#include "table.h"

static void
show_actor(const struct cli *cli, const struct tnw_actor *actor)
{
    print_field(cli->out, "actor", actor->id);
    print_field(cli->out, "name", actor->name);
    print_field(cli->out, "kind", actor->kind);
    print_field(cli->out, "state", actor->state);
    print_list(cli->out, "roles", actor->roles);
    print_field(cli->out, "nihii", actor->nihii);
    print_field(cli->out, "organisation", actor->organisation);
    print_field(cli->out, "qualification", actor->qualification);
    print_field(cli->out, "service", actor->service);
    print_field(cli->out, "function", actor->function);
    print_field(cli->out, "cbe", actor->cbe);
    if (actor->acts_for[0] != NULL) {
        print_list(cli->out, "acts for", actor->acts_for);
    }
    if (actor->quota_factor > 1) {
        print_number(cli->out, "quota", actor->quota_factor);
    }
    print_field(cli->out, "phone", actor->contact.phone);
    print_field(cli->out, "email", actor->contact.email);
    print_field(cli->out, "address", actor->contact.address);
    print_field(cli->out, "zone", actor->contact.zone);
    print_field(cli->out, "web", actor->contact.url);
    if (actor->contact.languages[0] != NULL) {
        print_list(cli->out, "languages", actor->contact.languages);
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

enum tnw_err
cmd_me(struct cli *cli)
{
    struct tnw_me *me = NULL;
    enum tnw_err err = tnw_me_get(cli->client, &me);
    if (err == TNW_OK && !cli_json(cli)) {
        print_field(cli->out, me->identity.kind, me->identity.value);
        print_list(cli->out, "roles", me->roles);
        print_field(cli->out, "acting as", me->role != NULL ? me->role : "(choose with --role)");
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
    static const char *const titles[] = {"ACTOR", "NAME", "ROLES", "ZONE", "STATE", NULL};
    struct table *table = table_new(titles);
    for (size_t i = 0; i < actors->count; i++) {
        const struct tnw_actor *actor = &actors->items[i];
        table_text(table, actor->id);
        table_text(table, actor->name);
        table_list(table, actor->roles);
        table_text(table, actor->contact.zone);
        table_text(table, actor->state);
    }
    table_end(table, cli->out);
    cli_more(cli, actors->next);
}

enum tnw_err
cmd_actor_list(struct cli *cli)
{
    struct tnw_actors *actors = NULL;
    struct tnw_actor_query query = {
        .role = cli_text(cli, OPTION_FOR_ROLE), .zone = cli_text(cli, OPTION_ZONE), .q = cli_text(cli, OPTION_Q)};
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
        fputs("This is your own registration: only another beheerder can let you in again. Type yes to end it: ",
              cli->err);
        bool yes = fgets(answer, sizeof answer, stdin) != NULL && strcmp(answer, "yes\n") == 0;
        fputc('\n', cli->err);
        err = yes ? TNW_OK : cli_usage(cli, "your own registration was not ended: you did not say yes");
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
        return cli_usage(cli, "--quota takes a number from 1 to 100");
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

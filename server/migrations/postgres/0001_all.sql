-- The tables of the portal as PostgreSQL keeps them; what each is for stands in the steps of the SQLite file beside. `rowid` is
-- there what SQLite gives by itself: the order in which rows came.
create table session (
    id               bytea  not null primary key,
    sealed           bytea  not null,
    created_at       bigint not null,
    seen_at          bigint not null,
    ends_at          bigint not null,
    person           bytea  not null,
    provider_session bytea,
    certificate      bytea,
    authenticated_at bigint not null,
    browser          text   not null
);
create index session_by_end on session (ends_at);
create index session_by_person on session (person);
create index session_by_provider_session on session (provider_session);

create table sign_in (
    id          bytea  not null primary key,
    sealed      bytea  not null,
    ends_at     bigint not null,
    rowid       bigserial
);
create index sign_in_by_end on sign_in (ends_at);
create index sign_in_by_rowid on sign_in (rowid);

create table visit (
    person      bytea  not null primary key,
    at          bigint not null
);

create table provider_logout (
    id          bytea  not null primary key,
    ends_at     bigint not null
);

create table draft (
    id          bytea  not null primary key,
    browser     bytea  not null,
    person      bytea  not null,
    sealed      bytea  not null,
    ends_at     bigint not null,
    rowid       bigserial
);
create index draft_browser on draft (browser);
create index draft_person on draft (person, ends_at);

create table kept (
    person      bytea  not null,
    kind        text   not null,
    version     bigint not null,
    sealed      bytea  not null,
    primary key (person, kind)
);

create table session_kept (
    session     bytea  not null,
    kind        text   not null,
    version     bigint not null,
    sealed      bytea  not null,
    primary key (session, kind)
);

create function session_is_over() returns trigger language plpgsql as $$
begin
    delete from session_kept where session = old.id;
    return null;
end
$$;
create trigger session_kept_closed after update of sealed on session
    for each row when (length(new.sealed) = 0) execute function session_is_over();
create trigger session_kept_ended after delete on session
    for each row execute function session_is_over();

create table feed (
    token       bytea  not null primary key,
    person      bytea  not null unique
);

create table partner (
    id          text   not null primary key,
    facts       text   not null,
    active      bigint not null,
    changed_at  bigint not null
);

create table partner_consent (
    id          bytea  not null primary key,
    person      bytea  not null,
    partner     text   not null references partner (id),
    facts       text   not null,
    given_at    bigint not null,
    ends_at     bigint not null,
    stopped_at  bigint,
    stopped     text   not null default '',
    sealed      bytea  not null
);
create index partner_consent_person on partner_consent (person, given_at);

create table partner_grant (
    id          bytea  not null primary key,
    role        text   not null,
    consent     bytea  not null references partner_consent (id) on delete cascade,
    sealed      bytea  not null,
    bound       text   not null,
    ends_at     bigint not null,
    used_at     bigint
);
create index partner_grant_consent on partner_grant (consent);

create table partner_use (
    consent     bytea  not null references partner_consent (id) on delete cascade,
    at          bigint not null,
    object      text   not null,
    outcome     text   not null,
    rowid       bigserial
);
create index partner_use_consent on partner_use (consent, at);

create table partner_proof (
    id          bytea  not null primary key,
    ends_at     bigint not null
);

create table audit_entry (
    sequence    bigint not null primary key,
    previous    bytea  not null,
    hash        bytea  not null,
    at          bigint not null,
    person      bytea,
    sitting     bytea,
    act         text   not null,
    object      text   not null,
    outcome     text   not null,
    reason      text   not null,
    browser     text   not null,
    place       bytea,
    request     text   not null
);
create index audit_entry_by_person on audit_entry (person, sequence);
create index audit_entry_of_registration on audit_entry (person, sequence) where act = 'form' and object = '/registration';

create table audit_head (
    number      bigint not null primary key,
    sequence    bigint not null,
    hash        bytea  not null,
    at          bigint not null,
    previous    bytea  not null,
    key         text   not null,
    signature   bytea  not null
);

-- A first hurdle against mistakes; what gets past it is found by `portal audit verify`.
create function record_is_never_changed() returns trigger language plpgsql as $$
begin
    raise exception 'the access record is never changed, and nothing is taken out of it';
end
$$;
create trigger audit_entry_is_not_changed before update or delete or truncate on audit_entry
    for each statement execute function record_is_never_changed();
create trigger audit_head_is_not_changed before update or delete or truncate on audit_head
    for each statement execute function record_is_never_changed();

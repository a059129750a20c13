-- What is known of a session beside its seal: enough to list a person's own, to end them from elsewhere, and to tell how
-- fresh the authentication is. `person`, `provider_session` and `certificate` are digests. Times are Unix seconds.
-- Sessions from before know none of it: people sign in again.
delete from session;

alter table session add column person           blob    not null default x'';
alter table session add column provider_session blob;
alter table session add column certificate      blob;
alter table session add column authenticated_at integer not null default 0;
alter table session add column browser          text    not null default '';

create index session_by_person on session (person);
create index session_by_provider_session on session (provider_session);

-- Messages of the provider that ended sessions: each is good once.
create table provider_logout (
    id          blob    not null primary key,
    ends_at     integer not null
);

-- What was typed into a form that could not be taken yet; at most one for each person. Opened by one browser's cookie.
create table draft (
    id          blob    not null primary key,
    person      blob    not null unique,
    sealed      blob    not null,
    ends_at     integer not null
);

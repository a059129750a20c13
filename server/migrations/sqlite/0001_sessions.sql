-- A session is found by the digest of its cookie and opened with a key made from the cookie itself,
-- so that this file alone reveals neither who is signed in nor any token. Times are Unix seconds.
create table session (
    id          blob    not null primary key,
    sealed      blob    not null,
    created_at  integer not null,
    seen_at     integer not null,
    ends_at     integer not null
);

create index session_by_end on session (ends_at);

-- A sign-in under way: taken out once, whatever comes of it.
create table sign_in (
    id          blob    not null primary key,
    sealed      blob    not null,
    ends_at     integer not null
);

create index sign_in_by_end on sign_in (ends_at);

-- When a person was here last. `person` is a digest of the provider's subject.
create table visit (
    person      blob    not null primary key,
    at          integer not null
);

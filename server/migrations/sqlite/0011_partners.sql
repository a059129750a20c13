-- PHR providers, what people let them have, and the tokens for it. A consent's `sealed` (the hub's token and who the person
-- is) opens only by a secret, and that secret lies sealed in each grant: only whoever holds the grant's token opens it.
create table partner (
    id          text    not null primary key,
    facts       text    not null,
    active      integer not null,
    changed_at  integer not null
);

create table partner_consent (
    id          blob    not null primary key,
    person      blob    not null,
    partner     text    not null references partner (id),
    facts       text    not null,
    given_at    integer not null,
    ends_at     integer not null,
    stopped_at  integer,
    stopped     text    not null default '',
    sealed      blob    not null
);
create index partner_consent_person on partner_consent (person, given_at);

-- Codes, access tokens and refresh tokens, by their digests. A used one stays until its end, so that a second use is known.
create table partner_grant (
    id          blob    not null primary key,
    role        text    not null,
    consent     blob    not null references partner_consent (id) on delete cascade,
    sealed      blob    not null,
    bound       text    not null,
    ends_at     integer not null,
    used_at     integer
);
create index partner_grant_consent on partner_grant (consent);

create table partner_use (
    consent     blob    not null references partner_consent (id) on delete cascade,
    at          integer not null,
    object      text    not null,
    outcome     text    not null
);
create index partner_use_consent on partner_use (consent, at);

-- Names of the providers' proofs of themselves (`jti`), each good once.
create table partner_proof (
    id          blob    not null primary key,
    ends_at     integer not null
);

-- A browser keeps a form for each page, and a person has several such pages open. Forms wait for hours only, so those that
-- wait under the former rule (one for each person) are let go.
drop table draft;
create table draft (
    id          blob    not null primary key,
    browser     blob    not null,
    person      blob    not null,
    sealed      blob    not null,
    ends_at     integer not null
);
create index draft_browser on draft (browser);
create index draft_person on draft (person, ends_at);

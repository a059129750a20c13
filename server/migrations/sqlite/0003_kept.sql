-- What a person asked the portal to keep: one row for each person and kind, sealed with a key of that person's.
-- `person` is a digest of the provider's subject. `version` grows with each change, so that two requests at once cannot
-- undo each other.
create table kept (
    person      blob    not null,
    kind        text    not null,
    version     integer not null,
    sealed      blob    not null,
    primary key (person, kind)
) without rowid;

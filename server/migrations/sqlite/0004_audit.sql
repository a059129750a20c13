-- The access record: who did what, when, from where, and what came of it. No name, no number, no health value, no address:
-- `person` and `sitting` are digests of the provider's subject and of the session, `place` a keyed digest of the network
-- address; act, object, outcome, reason and browser are closed codes. `at` is Unix milliseconds (UTC).
-- `hash` is over all other columns, `previous` among them, which is the hash of the entry before.
create table audit_entry (
    sequence    integer not null primary key,
    previous    blob    not null,
    hash        blob    not null,
    at          integer not null,
    person      blob,
    sitting     blob,
    act         text    not null,
    object      text    not null,
    outcome     text    not null,
    reason      text    not null,
    browser     text    not null,
    place       blob,
    request     text    not null
);

create index audit_entry_by_person on audit_entry (person, sequence);

-- Signed statements about the chain: "entry `sequence` has this `hash`, and so has everything before it".
-- `previous` is the digest of the head before. The same lines stand in a file beside the database.
create table audit_head (
    number      integer not null primary key,
    sequence    integer not null,
    hash        blob    not null,
    at          integer not null,
    previous    blob    not null,
    key         text    not null,
    signature   blob    not null
);

-- A first hurdle against mistakes; what gets past it is found by `portal audit verify`.
create trigger audit_entry_is_not_changed before update on audit_entry
begin select raise(abort, 'the access record is never changed'); end;
create trigger audit_entry_is_not_taken_out before delete on audit_entry
begin select raise(abort, 'nothing is taken out of the access record'); end;
create trigger audit_head_is_not_changed before update on audit_head
begin select raise(abort, 'the access record is never changed'); end;
create trigger audit_head_is_not_taken_out before delete on audit_head
begin select raise(abort, 'nothing is taken out of the access record'); end;

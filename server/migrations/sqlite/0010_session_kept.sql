-- What a person works on while they are signed in: one row for each session and kind, sealed with a key that only the session's
-- cookie yields. It ends with its session, whatever ends that.
create table session_kept (
    session     blob    not null,
    kind        text    not null,
    version     integer not null,
    sealed      blob    not null,
    primary key (session, kind)
) without rowid;

create trigger session_kept_closed after update of sealed on session when new.sealed = x''
begin
    delete from session_kept where session = new.id;
end;

create trigger session_kept_ended after delete on session
begin
    delete from session_kept where session = old.id;
end;

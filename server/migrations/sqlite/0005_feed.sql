-- Private feed addresses: the digest of a token, and whose it is. At most one for each person; neither leads back to the
-- token or to who the person is.
create table feed (
    token       blob    not null primary key,
    person      blob    not null unique
);

-- A person's newest entry about one form is found without reading the others.
create index audit_entry_of_registration on audit_entry (person, sequence) where act = 'form' and object = '/registration';

-- The name by which the organisation's sign-in knows a person. The id stays theirs when this name changes.

create table sign_in_name (
    person varchar not null,
    name varchar not null check (name <> ''),
    known_at timestamp not null
);
comment on table sign_in_name is
'By which name a person is known to the organisation''s sign-in. The latest row of a person counts.';
comment on column sign_in_name.person is 'Id of the person.';
comment on column sign_in_name.name is
'An e-mail address in small letters, or an identifier as the sign-in gives it. It is never another person''s.';
comment on column sign_in_name.known_at is 'When this was recorded, UTC.';

-- migrate:up

-- Who calls may withhold their number: a call, a consultation and its tickets then have none, whole or not at all.
alter table calls
    alter column phone_cipher drop not null,
    alter column phone_hash drop not null,
    alter column phone_tail drop not null,
    add constraint calls_number_whole check (num_nulls(phone_cipher, phone_hash, phone_tail) in (0, 3));
alter table consultations
    alter column phone_cipher drop not null,
    alter column phone_hash drop not null,
    alter column phone_tail drop not null,
    add constraint consultations_number_whole check (num_nulls(phone_cipher, phone_hash, phone_tail) in (0, 3));
alter table tickets alter column phone_hash drop not null;

-- migrate:down

-- migrate:up

-- A talent may have another document than a mainland ID card. Numbers of other documents end in letters, too, and names that
-- are not Chinese are longer.
alter table talents
    add column document_kind text not null default 'id_card'
        check (document_kind in ('id_card', 'passport', 'permanent_residence', 'hk_macao_permit', 'taiwan_permit')),
    add column document_country text check (document_country ~ '^[A-Z]{3}$'),
    add constraint talents_passport_country check ((document_kind = 'passport') = (document_country is not null)),
    drop constraint talents_id_number_tail_check,
    add constraint talents_id_number_tail_check check (id_number_tail ~ '^[0-9A-Z]{4}$'),
    drop constraint talents_name_check,
    add constraint talents_name_check check (length(name) between 1 and 120);

-- Null in rows that were proposed before, of ID cards all.
alter table talent_corrections
    add column document_kind text
        check (document_kind in ('id_card', 'passport', 'permanent_residence', 'hk_macao_permit', 'taiwan_permit')),
    add column document_country text check (document_country ~ '^[A-Z]{3}$'),
    add column birth_date date,
    add constraint talent_corrections_passport_country
        check (document_kind is null or (document_kind = 'passport') = (document_country is not null)),
    drop constraint talent_corrections_id_number_tail_check,
    add constraint talent_corrections_id_number_tail_check check (id_number_tail ~ '^[0-9A-Z]{4}$'),
    drop constraint talent_corrections_name_check,
    add constraint talent_corrections_name_check check (length(name) between 1 and 120);

-- migrate:down

-- All of them are encrypted, those of passkeys as well: one rule is easier to keep than two.
comment on column accounts.challenge.secret is 'Encrypted (AES-256-GCM): what only the next step may read';

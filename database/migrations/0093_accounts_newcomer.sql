-- A link to somebody who has no account yet: the account begins when the link is used.
alter table accounts.challenge drop constraint challenge_kind_check;
alter table accounts.challenge add constraint challenge_kind_check
  check (kind in ('passkey-registration', 'passkey-sign-in', 'oidc', 'link-request', 'newcomer', 'totp-set-up', 'recovery-codes'));

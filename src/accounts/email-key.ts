/** Addresses are compared in lower case and NFC: `Lena.Muster@Example.de` and `lena.muster@example.de` are one mailbox to people. */
export function emailKey(email: string): string {
  return email.normalize('NFC').trim().toLowerCase();
}

import * as v from 'valibot';

/** What the browser's passkey code puts into the form: JSON, whose content the WebAuthn library checks. */
export const credentialField = <Credential>() => v.pipe(
  v.string('passkey-failed'), v.nonEmpty('passkey-failed'), v.maxLength(20_000, 'passkey-failed'),
  v.rawTransform<string, Credential>(({ dataset, addIssue, NEVER }) => {
    try {
      const credential: unknown = JSON.parse(dataset.value);
      if (typeof credential === 'object' && credential !== null && 'id' in credential && typeof credential.id === 'string' && 'response' in credential && typeof credential.response === 'object') return credential as Credential;
    } catch {
      // not JSON
    }
    addIssue({ message: 'passkey-failed' });
    return NEVER;
  }),
);

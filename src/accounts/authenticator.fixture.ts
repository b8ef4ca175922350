import { isoCBOR } from '@simplewebauthn/server/helpers';
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** A device that makes passkeys and signs with them, as the standard says (WebAuthn Level 3, 6 and 7): ES256, no attestation. */
export interface Authenticator {
  create(options: CreationOptions): string;
  /** what went wrong can be chosen: another site, no finger shown, a counter that stands still */
  get(options: RequestOptions, fault?: { origin?: string; verified?: boolean; counter?: number }): string;
  /** its bytes, as another device of a thief would have them */
  credentialId: string;
}

interface CreationOptions {
  challenge: string;
  rp: { id: string };
  user: { id: string };
}

interface RequestOptions {
  challenge: string;
  rpId: string;
}

export function authenticator(origin = 'http://localhost:3000'): Authenticator {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x, y } = publicKey.export({ format: 'jwk' });
  const id = randomBytes(16);
  let counter = 0;
  let userHandle = '';

  const rpHash = (rpId: string) => createHash('sha256').update(rpId).digest();
  const clientData = (type: string, challenge: string, from: string) => Buffer.from(JSON.stringify({ type, challenge, origin: from, crossOrigin: false }));
  const count = (value: number) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return bytes;
  };
  const outside = { id: id.toString('base64url'), rawId: id.toString('base64url'), type: 'public-key', clientExtensionResults: {} };

  return {
    credentialId: id.toString('base64url'),
    create({ challenge, rp, user }) {
      userHandle = user.id;
      const cose = isoCBOR.encode(new Map<number, number | Uint8Array>([
        [1, 2], [3, -7], [-1, 1], [-2, new Uint8Array(Buffer.from(x!, 'base64url'))], [-3, new Uint8Array(Buffer.from(y!, 'base64url'))],
      ]));
      const USER_PRESENT_VERIFIED_WITH_KEY = 0x45;
      const length = Buffer.alloc(2);
      length.writeUInt16BE(id.length);
      const authData = Buffer.concat([rpHash(rp.id), Buffer.from([USER_PRESENT_VERIFIED_WITH_KEY]), count(counter), Buffer.alloc(16), length, id, Buffer.from(cose)]);
      const attestationObject = isoCBOR.encode(new Map<string, unknown>([['fmt', 'none'], ['attStmt', new Map()], ['authData', new Uint8Array(authData)]]) as never);
      return JSON.stringify({
        ...outside,
        response: { clientDataJSON: clientData('webauthn.create', challenge, origin).toString('base64url'), attestationObject: Buffer.from(attestationObject).toString('base64url'), transports: ['internal'] },
      });
    },
    get({ challenge, rpId }, fault = {}) {
      counter = fault.counter ?? counter + 1;
      const data = clientData('webauthn.get', challenge, fault.origin ?? origin);
      const authData = Buffer.concat([rpHash(rpId), Buffer.from([fault.verified === false ? 0x01 : 0x05]), count(counter)]);
      const signature = sign('sha256', Buffer.concat([authData, createHash('sha256').update(data).digest()]), privateKey);
      return JSON.stringify({
        ...outside,
        response: { clientDataJSON: data.toString('base64url'), authenticatorData: authData.toString('base64url'), signature: signature.toString('base64url'), userHandle },
      });
    },
  };
}

/** What the page tells the browser to ask the device. */
export function optionsIn<Options = CreationOptions & RequestOptions>(html: string): Options {
  const text = /data-options="([^"]*)"/.exec(html)?.[1];
  if (!text) throw new Error('This page asks for no passkey');
  return JSON.parse(text.replaceAll('&quot;', '"').replaceAll('&amp;', '&')) as Options;
}

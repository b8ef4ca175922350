import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Claims {
  sub: string;
  email?: string;
  email_verified?: boolean;
  amr?: string[];
  acr?: string;
}

/** An identity provider on the loopback: discovery, keys, authorization, token and userinfo endpoints; RS256, PKCE checked. */
export interface IdentityProvider {
  issuer: string;
  /** who is signed in at the provider's site */
  person: Claims;
  /** what goes wrong with the next answers */
  fault?: 'wrong-nonce' | 'wrong-key' | 'wrong-audience' | 'expired' | undefined;
  /** what the browser does at the provider: looks at the address, agrees, and is sent back to this one */
  authorize(address: string): string;
  requests: string[];
  close(): Promise<void>;
}

export const CLIENT = { id: 'lueckenlos', secret: 'geheim' };

export async function identityProvider(): Promise<IdentityProvider> {
  const key = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const foreignKey = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const codes = new Map<string, { nonce: string; challenge: string; redirect: string; claims: Claims }>();
  const access = new Map<string, Claims>();
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const provider: IdentityProvider = {
    issuer,
    person: { sub: 'p-1' },
    requests: [],
    authorize(address) {
      const { searchParams } = new URL(address);
      if (searchParams.get('client_id') !== CLIENT.id || searchParams.get('response_type') !== 'code' || searchParams.get('code_challenge_method') !== 'S256') throw new Error(`unfit request: ${address}`);
      const code = randomBytes(9).toString('base64url');
      const redirect = searchParams.get('redirect_uri')!;
      codes.set(code, { nonce: searchParams.get('nonce')!, challenge: searchParams.get('code_challenge')!, redirect, claims: { ...provider.person } });
      const back = new URL(redirect);
      back.search = new URLSearchParams({ code, state: searchParams.get('state')!, iss: issuer }).toString();
      return back.href;
    },
    close: () => new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    }),
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url!, issuer);
    provider.requests.push(pathname);
    const send = (body: unknown, status = 200) => response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
    if (pathname === '/.well-known/openid-configuration') {
      return void send({
        issuer, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/keys`, userinfo_endpoint: `${issuer}/userinfo`,
        response_types_supported: ['code'], subject_types_supported: ['public'], id_token_signing_alg_values_supported: ['RS256'],
        code_challenge_methods_supported: ['S256'], authorization_response_iss_parameter_supported: true,
      });
    }
    if (pathname === '/keys') return void send({ keys: [{ ...key.publicKey.export({ format: 'jwk' }), kid: 'one', use: 'sig', alg: 'RS256' }] });
    if (pathname === '/userinfo') {
      const { sub, email, email_verified } = access.get((request.headers.authorization ?? '').replace('Bearer ', ''))!;
      return void send({ sub, email, email_verified });
    }
    if (pathname === '/token') {
      let body = '';
      for await (const chunk of request) body += String(chunk);
      const fields = new URLSearchParams(body);
      const given = codes.get(fields.get('code') ?? '');
      codes.delete(fields.get('code') ?? '');
      const challenge = createHash('sha256').update(fields.get('code_verifier') ?? '').digest('base64url');
      if (!given || given.challenge !== challenge || given.redirect !== fields.get('redirect_uri')) return void send({ error: 'invalid_grant' }, 400);
      const token = randomBytes(9).toString('base64url');
      access.set(token, given.claims);
      return void send({ access_token: token, token_type: 'Bearer', expires_in: 60, id_token: idToken(given.nonce, given.claims) });
    }
    send({}, 404);
  }

  /** The address is left to the userinfo endpoint if the subject says so, as some providers do. */
  function idToken(nonce: string, claims: Claims): string {
    const now = Math.floor(Date.now() / 1000);
    const { fault } = provider;
    const { email, email_verified, ...rest } = claims;
    const payload = {
      iss: issuer, aud: fault === 'wrong-audience' ? 'andere' : CLIENT.id, iat: now - (fault === 'expired' ? 7200 : 0), exp: now + (fault === 'expired' ? -3600 : 60),
      nonce: fault === 'wrong-nonce' ? 'anders' : nonce, ...rest, ...(claims.sub.startsWith('userinfo') ? {} : { email, email_verified }),
    };
    const text = [{ alg: 'RS256', kid: 'one', typ: 'JWT' }, payload].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
    return `${text}.${sign('sha256', Buffer.from(text), (fault === 'wrong-key' ? foreignKey : key).privateKey).toString('base64url')}`;
  }

  return provider;
}

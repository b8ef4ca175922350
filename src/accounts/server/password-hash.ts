import { hash, parseOptions, verify } from '@node-rs/argon2';

/** Argon2id, 19 MiB, two passes, one lane. (OWASP Password Storage Cheat Sheet, first choice; RFC 9106) */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export function hashPassword(password: string): Promise<string> {
  return hash(password, PARAMETERS);
}

let decoy: Promise<string> | undefined;

/** True if it is this person's password. Without a person or without a password the same work is done, for nothing. */
export async function isPassword(passwordHash: string | null | undefined, password: string): Promise<boolean> {
  decoy ??= hashPassword('nobody has this password');
  const matches = await verify(passwordHash ?? await decoy, password);
  return matches && Boolean(passwordHash);
}

/** Made with older parameters: to be made anew while the password is known. */
export function isOutdated(passwordHash: string): boolean {
  const { memoryCost, timeCost, parallelism } = parseOptions(passwordHash);
  return memoryCost !== PARAMETERS.memoryCost || timeCost !== PARAMETERS.timeCost || parallelism !== PARAMETERS.parallelism;
}

import { hash } from 'node:crypto';

/**
 * One lottery per round, which nobody can steer and everybody can repeat.
 *
 * 1. Before the deadline for wishes: the office draws a secret and publishes `commitToSecret(secret)`.
 * 2. After the deadline: public randomness nobody controls (say, the numbers of a named lottery draw on a named day) and the
 *    secret are published; the seed is `revealSeed(secret, publicRandomness, commitment)`.
 * 3. Every child's ticket follows from seed, round and the child's id.
 *
 * Source of the scheme: commit and reveal, e.g. Blum, Coin flipping by telephone, 1981. Each function is one SHA-256.
 */

/** The text to publish before the deadline: 64 hexadecimal digits. */
export function commitToSecret(secret: string): string {
  return sha256(secret);
}

/** The seed of the round. Throws an Error when the secret is not the one committed to, or public randomness is missing. */
export function revealSeed(secret: string, publicRandomness: string, commitment: string): string {
  if (sha256(secret) !== commitment) throw new Error('The secret does not belong to the published commitment.');
  if (publicRandomness === '') throw new Error('Public randomness drawn after the deadline is missing.');
  return sha256(JSON.stringify([secret, publicRandomness]));
}

/** Ticket of a child for all facilities: an integer below 2^52, smaller is luckier. */
export function ticket(seed: string, round: string, child: string): number {
  return firstBits(JSON.stringify([seed, round, child]));
}

/** Ticket of a child at one facility: an integer below 2^52, smaller is luckier. */
export function facilityTicket(seed: string, round: string, facility: string, child: string): number {
  return firstBits(JSON.stringify([seed, round, facility, child]));
}

function firstBits(text: string): number {
  return Number.parseInt(sha256(text).slice(0, 13), 16);
}

function sha256(text: string): string {
  return hash('sha256', text, 'hex');
}

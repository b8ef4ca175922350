import { permit, permitEverybody } from '../accounts/permit.ts';
import type { Role } from '../accounts/role.ts';

const editors: readonly Role[] = ['coordinator', 'planner', 'administrator'];

/** Whoever reads a sticker may know whether it holds. */
export const verifySeal = permitEverybody('offers.seal.verify');
export const listPoints = permit('offers.place-point.list', 'internal', [...editors, 'navigator']);
export const editPoint = permit('offers.place-point.edit', 'internal', editors);
/** Whoever walks past may look: Lotsen as well. */
export const checkPoint = permit('offers.place-point.check', 'internal', [...editors, 'navigator']);
export const listSeals = permit('offers.seal.list', 'internal', [...editors, 'provider-editor']);
/** An organization applies itself; the municipality may write it down for it. */
export const applyForSeal = permit('offers.seal.apply', 'internal', [...editors, 'provider-editor']);
/** Nobody awards a seal to themselves. */
export const awardSeal = permit('offers.seal.award', 'internal', editors);

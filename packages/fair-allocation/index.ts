export { allocate, type AllocateOptions } from './allocate.ts';
export { compile } from './compile-market.ts';
export type { Compiled } from './compiled.ts';
export { run } from './deferred-acceptance.ts';
export { jointOptions, type JointWishRule } from './joint-options.ts';
export { commitToSecret, facilityTicket, revealSeed, ticket } from './lottery.ts';
export * from './model.ts';

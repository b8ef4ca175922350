import type { Uuid } from './id.ts';

/** The municipality a page belongs to; its address begins with the slug. */
export interface Town {
  id: Uuid;
  slug: string;
  name: string;
  kind: 'town' | 'county';
  land: string;
  isDemo: boolean;
  contact: { name?: string; email?: string; phone?: string; website?: string };
}

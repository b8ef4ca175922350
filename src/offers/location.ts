import type { Uuid } from '../platform/id.ts';
import type { Address } from './address.ts';

export const stepFreeAnswers = ['yes', 'partly', 'no', 'unknown'] as const;
export type StepFree = (typeof stepFreeAnswers)[number];

/** A place where offers take place (HSDS location with address and accessibility). Missing values are unknown. */
export interface Location extends Address {
  id: Uuid;
  externalId?: string;
  name: string;
  areaId?: Uuid;
  /** WGS84, degrees */
  longitude?: number;
  latitude?: number;
  stepFree: StepFree;
  accessibilityNote?: string;
  transportNote?: string;
  isDemo: boolean;
}

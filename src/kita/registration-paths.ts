import type { DraftStep } from './registration/draft.ts';

export const BEGIN_PATH = '/kita-anmeldung';
export const OWN_PATH = '/meine-kita';
export const DELIVERY_PATH = `${OWN_PATH}/zustellung`;
export const stepPath = (id: string, step: DraftStep) => `${BEGIN_PATH}/${id}/${step}`;
export const registrationPath = (id: string) => `${OWN_PATH}/anmeldung/${id}`;

import { staffDecisionTexts } from '../decision-texts.ts';

export const t = staffDecisionTexts.in('de');
export const DECISIONS = '/verwaltung/kita/bescheide';
export const POST = `${DECISIONS}/post`;
export const SETTING = `${DECISIONS}/einstellungen`;
export const WAITING = '/verwaltung/kita/wartelisten';
export const EMERGENCIES = '/verwaltung/kita/notfall';

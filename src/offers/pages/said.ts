export { sayDay, sayLanguage, sayWeekday } from '../said.ts';

import * as v from 'valibot';
import { optionalText, text } from '../../platform/field.ts';

/**
 * Names as registers keep them: letters of DIN 91379 (Latin with all their marks), blanks, hyphens, apostrophes, full stops. Other scripts are
 * asked for as in the passport, because office and Kitas must read, search and print them.
 */
const NAME = /^[\p{Script=Latin}\p{M}ʹ-ˮ'’´`·.,\- ]*$/u;
const MOST = 100;

const isName = (typed: string) => NAME.test(typed) && (typed === '' || /\p{L}/u.test(typed));

export const nameField = () => v.pipe(text(MOST), v.check(isName, 'not-a-name'));
export const optionalNameField = () => v.pipe(optionalText(MOST), v.check(isName, 'not-a-name'));

/** A number to call: digits with what people put between them. */
export const phoneField = () => v.pipe(optionalText(40), v.check((typed) => typed === '' || /^\+?[\d\s()/.-]{4,}$/.test(typed), 'not-a-phone'));

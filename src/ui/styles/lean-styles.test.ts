import { compileString } from 'sass';
import { expect, test } from 'vitest';
import { leanStyles } from './lean-styles.ts';

test('a colour keeps its look when it is written for older phones', () => {
  expect(leanStyles('a{color:oklch(100% 0 0)}')).toBe('a{color:#ffffff}');
  expect(leanStyles('a{color:oklch(62.8% 0.2577 29.23)}')).toBe('a{color:#ff0000}');
});

test('a token that only unused tokens read goes with them, a used one stays', () => {
  expect(leanStyles(':root{--kern-a: 1px;--kern-b: var(--kern-a);--kern-c: 2px}p{margin:var(--kern-c)}')).toBe(':root{--kern-c: 2px}p{margin:var(--kern-c)}');
});

test('the dark theme is left out, what stands beside it is not', () => {
  const css = '@media (prefers-color-scheme: dark) { :root { --kern-x: 1; } }\n[data-kern-theme=dark], .kern-dark { --kern-x: 2; }\np { color: red; }';
  expect(leanStyles(css).trim()).toBe('p { color: red; }');
});

const quiet = { warn: () => undefined, debug: () => undefined };

/**
 * KERN sets left and right. Each such rule must be one that our own layer answers, or does not matter; a new one in a newer
 * KERN is found here.
 */
test('every side that KERN sets is known to our right-to-left layer', () => {
  const parts = ['button', 'input', 'check', 'checkbox', 'radio', 'select', 'fieldset', 'table'].map((part) => `@use '@kern-ux/native/src/scss/core/components/${part}';`);
  const { css } = compileString(parts.join('\n'), { loadPaths: ['node_modules'], logger: quiet, quietDeps: true });
  const sided = [...css.matchAll(/([^{}]+)\{([^{}]*)\}/g)]
    .filter(([, , body]) => /(?:^|[\s;])(?:margin-|padding-|border-)?(?:left|right)\s*:|text-align:\s*(?:left|right)|float:\s*(?:left|right)/.test(body!))
    .map(([, selector]) => selector!.replace(/\s+/g, ' ').trim());
  const answered = [
    // click area of small buttons: the same on both sides
    /\.kern-btn--x-small.*::before$/,
    // our .kern-form-input--error, .kern-fieldset--error, .kern-form-check--error set the inline start
    /--error(?:,|$)/,
    // file button: margin-inline-end in our form layer
    /::file-selector-button$/,
    // the tick is drawn by us, without a side
    /\.kern-form-check__checkbox:checked::before$/,
    // labels and grids of checks: padding set by us
    /\.kern-form-check(?: \.kern-label)?$/,
    // the arrow of a select: _direction.scss
    /\.kern-form-input__select-wrapper::after$/,
    // legends do not float here
    /legend$/,
    // tables: text-align start and end in our table layer
    /\.kern-table/,
  ];
  expect(sided.length).toBeGreaterThan(5);
  expect(sided.filter((selector) => !answered.some((pattern) => pattern.test(selector)))).toEqual([]);
});

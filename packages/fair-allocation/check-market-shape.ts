/** What is wrong with an input, and where: a JSON path to the bad field. */
export interface MarketProblem {
  /** e.g. `unknown-facility`; stable, for translations. */
  code: string;
  /** e.g. `$.pools[3].capacity` */
  path: string;
  /** One English sentence. */
  message: string;
}

/** Where a check stands in the document, and what it found; lists of millions are checked without building paths for the good ones. */
export interface Inspection {
  at: (string | number)[];
  problems: MarketProblem[];
  report(code: string, message: string): void;
}

export type ShapeCheck = (value: unknown, inspection: Inspection) => void;

export function inspection(limit: number): Inspection {
  const self: Inspection = {
    at: [],
    problems: [],
    report(code, message) {
      if (self.problems.length < limit) self.problems.push({ code, path: jsonPath(self.at), message });
    },
  };
  return self;
}

export function jsonPath(parts: readonly (string | number)[]): string {
  return parts.reduce<string>((path, part) => {
    if (typeof part === 'number') return `${path}[${part}]`;
    return /^[A-Za-z_]\w*$/.test(part) ? `${path}.${part}` : `${path}[${JSON.stringify(part)}]`;
  }, '$');
}

/** An object with these fields and no others: a mistyped optional field must not be passed over in silence. */
export function record(required: Record<string, ShapeCheck>, optional: Record<string, ShapeCheck> = {}): ShapeCheck {
  const checks = new Map([...Object.entries(required), ...Object.entries(optional)]);
  const needed = Object.keys(required);
  return (value, found) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      found.report('not-an-object', `${shown(value)} where an object should stand.`);
      return;
    }
    const fields = value as Record<string, unknown>;
    for (const key of needed) {
      if (fields[key] !== undefined) continue;
      found.at.push(key);
      found.report('missing', 'This field is missing.');
      found.at.pop();
    }
    for (const key of Object.keys(fields)) {
      const check = checks.get(key);
      if (fields[key] === undefined) continue;
      found.at.push(key);
      if (check) check(fields[key], found);
      else found.report('unknown-field', 'There is no such field; is it mistyped?');
      found.at.pop();
    }
  };
}

export function list(check: ShapeCheck, atLeast = 0): ShapeCheck {
  return (value, found) => {
    if (!Array.isArray(value)) {
      found.report('not-a-list', `${shown(value)} where a list should stand.`);
      return;
    }
    if (value.length < atLeast) found.report('too-few', `At least ${atLeast} needed.`);
    for (let i = 0; i < value.length; i++) {
      found.at.push(i);
      check(value[i], found);
      found.at.pop();
    }
  };
}

export const text: ShapeCheck = (value, found) => {
  if (typeof value !== 'string' || value === '') found.report('not-a-text', `${shown(value)} where a text should stand.`);
  else if (/\p{Surrogate}/u.test(value)) found.report('broken-text', 'The text contains half a character.');
};

export const truth: ShapeCheck = (value, found) => {
  if (typeof value !== 'boolean') found.report('not-a-boolean', `${shown(value)} where true or false should stand.`);
};

export const finite: ShapeCheck = (value, found) => {
  if (typeof value !== 'number' || !Number.isFinite(value)) found.report('not-a-number', `${shown(value)} where a number should stand.`);
};

export const whole: ShapeCheck = (value, found) => {
  if (!Number.isSafeInteger(value)) found.report('not-a-whole-number', `${shown(value)} where a whole number should stand.`);
};

export const count: ShapeCheck = (value, found) => {
  if (!Number.isSafeInteger(value)) found.report('not-a-whole-number', `${shown(value)} where a whole number should stand.`);
  else if ((value as number) < 0) found.report('negative', `${String(value)} is less than 0.`);
  else if ((value as number) > 2_147_483_647) found.report('too-large', `${String(value)} is more than 2,147,483,647.`);
};

export function oneOf(...values: readonly (string | number)[]): ShapeCheck {
  return (value, found) => {
    if (!values.includes(value as string)) found.report('not-allowed', `${shown(value)} is none of ${values.map(shown).join(', ')}.`);
  };
}

export function matching(pattern: RegExp, example: string): ShapeCheck {
  return (value, found) => {
    if (typeof value !== 'string' || !pattern.test(value)) found.report('wrong-form', `${shown(value)} does not look like ${example}.`);
  };
}

export function nullOr(check: ShapeCheck): ShapeCheck {
  return (value, found) => {
    if (value !== null) check(value, found);
  };
}

/** The value as a person would write it, cut short: a message must not be longer than a line. */
export function shown(value: unknown): string {
  if (typeof value !== 'string' && typeof value !== 'object') return String(value);
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'A list' : 'An object';
  const json = JSON.stringify(value);
  return json.length > 60 ? `${json.slice(0, 60)}…` : json;
}

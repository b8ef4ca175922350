/** Linear rows over 0/1 variables, in the LP format. */
export interface Rows {
  readonly variables: ReadonlySet<string>;
  /** A row without variables does not hold. */
  readonly isImpossible: boolean;
  /** `sum` + constant ≥ (≤) `bound`; a row that holds anyway is left out. */
  atLeast(sum: Sum, bound: number): void;
  atMost(sum: Sum, bound: number): void;
  /** The whole program, of at least one variable; `objective` is maximised. */
  text(objective: Sum): string;
}

/** A linear expression: coefficients by variable and a constant. */
export interface Sum {
  readonly factors: Map<string, number>;
  constant: number;
}

export function emptySum(): Sum {
  return { factors: new Map(), constant: 0 };
}

/** Adds `factor` times the other expression. */
export function add(sum: Sum, other: Sum, factor = 1): Sum {
  for (const [name, value] of other.factors) sum.factors.set(name, (sum.factors.get(name) ?? 0) + factor * value);
  sum.constant += factor * other.constant;
  return sum;
}

export function variable(name: string): Sum {
  return { factors: new Map([[name, 1]]), constant: 0 };
}

export function rows(): Rows {
  const variables = new Set<string>();
  const lines: string[] = [];
  let isImpossible = false;
  const keep = ({ factors, constant }: Sum, relation: '>=' | '<=', bound: number) => {
    const used = [...factors].filter(([, factor]) => factor !== 0);
    const least = used.reduce((total, [, factor]) => total + Math.min(0, factor), 0);
    const most = used.reduce((total, [, factor]) => total + Math.max(0, factor), 0);
    const rest = bound - constant;
    if (relation === '>=' ? least >= rest : most <= rest) return;
    if (used.length === 0) {
      isImpossible = true;
      return;
    }
    for (const [name] of used) variables.add(name);
    lines.push(` r${lines.length}: ${written(used)} ${relation} ${rest}`);
  };
  return {
    variables,
    get isImpossible() {
      return isImpossible;
    },
    atLeast: (sum, bound) => keep(sum, '>=', bound),
    atMost: (sum, bound) => keep(sum, '<=', bound),
    text(objective) {
      for (const name of objective.factors.keys()) variables.add(name);
      const aim = new Map([[variables.values().next().value!, 0], ...objective.factors]);
      return `Maximize\n obj: ${written([...aim])}\nSubject To\n${lines.join('\n')}\nBinaries\n ${[...variables].join('\n ')}\nEnd\n`;
    },
  };
}

/** The LP format limits the length of a line. */
function written(terms: readonly (readonly [string, number])[]): string {
  return terms.map(([name, factor], i) => `${factor < 0 ? '-' : '+'} ${Math.abs(factor)} ${name}${i % 12 === 11 ? '\n' : ''}`).join(' ');
}

/** Weights as they travel in a hidden field: `sgb2-under-15:1;unemployed-share:0.5`. What is no weight above 0 is left out. */
export function readWeights(typed: string): Map<string, number> {
  const weights = new Map<string, number>();
  for (const piece of typed.split(';')) {
    const [key = '', weight = ''] = piece.split(':');
    const number = readWeight(weight);
    if (/^[a-z0-9-]+$/.test(key) && number !== undefined) weights.set(key, number);
  }
  return weights;
}

export function writeWeights(weights: ReadonlyMap<string, number>): string {
  return [...weights].map(([key, weight]) => `${key}:${weight}`).join(';');
}

/** A weight as typed, comma or point, above 0 and at most 100; undefined for anything else. */
export function readWeight(typed: string): number | undefined {
  const number = Number(typed.trim().replace(',', '.'));
  return typed.trim() !== '' && Number.isFinite(number) && number > 0 && number <= 100 ? number : undefined;
}

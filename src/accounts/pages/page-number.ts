/** Which page of a list is asked for; the first unless a sensible number is given. */
export function pageNumber(query: URLSearchParams, parameter = 'seite'): number {
  const number = Number(query.get(parameter));
  return Number.isSafeInteger(number) && number > 0 && number < 1_000_000 ? number : 1;
}

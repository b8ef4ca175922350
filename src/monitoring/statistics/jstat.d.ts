/** What we use of jstat; the package brings no types. */
declare module 'jstat' {
  interface Distribution { cdf(value: number, ...parameters: number[]): number; inv(probability: number, ...parameters: number[]): number }
  const jstat: { normal: Distribution; chisquare: Distribution; ibeta(value: number, a: number, b: number): number };
  export default jstat;
}

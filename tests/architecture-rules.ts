/** The house plan as rules for imports. Floors from top to bottom; arrows only go down, parts on one floor never know each other. */
export const floors: readonly (readonly string[])[] = [
  ['site'], ['reports'], ['council'], ['funding'], ['evaluation'], ['office'], ['steering'], ['chain'], ['kita', 'centre'], ['offers'],
  ['monitoring'], ['network'], ['areas'], ['accounts'], ['ui'], ['platform'],
];

/** Files of platform that rules may use: no clock, no database, no request. */
const CALM_PLATFORM = ['day', 'grouped', 'outcome', 'id', 'language', 'texts', 'form', 'permission', 'navigation', 'page-context', 'table-file/[^/]+'];
/** Files in a part's root that are no rules. */
const NOT_RULES = '(routes|job-tasks|permissions|permit|navigation|texts|[^/]*texts|demo-[^/]+)';
const TEST = '\\.test\\.tsx?$|\\.fixture\\.ts$';

interface Rule {
  name: string;
  severity: 'error';
  from: { path?: string; pathNot?: string };
  to: { path?: string; pathNot?: string; circular?: boolean; reachable?: boolean; dependencyTypes?: string[] };
}

const upwards: Rule[] = floors.flatMap((parts, floor) => parts.flatMap((part) => {
  const above = floors.slice(0, floor).flat();
  const beside = parts.filter((other) => other !== part);
  const forbidden = [...above, ...beside];
  return forbidden.length === 0 ? [] : [{
    name: `floor-${part}-knows-nothing-above-it`, severity: 'error' as const,
    from: { path: `^src/${part}/`, pathNot: TEST }, to: { path: `^src/(${forbidden.join('|')})/` },
  }];
}));

export const rules: readonly Rule[] = [
  ...upwards,
  { name: 'parts-know-nothing-of-the-composition', severity: 'error', from: { path: '^src/[^/]+/', pathNot: TEST }, to: { path: '^src/[^/]+\\.tsx?$' } },
  {
    name: 'rules-know-no-server-and-no-pages', severity: 'error',
    from: { path: '^src/(?!platform/|ui/|site/)[^/]+/(?!' + NOT_RULES + '\\.)[^/]+\\.ts$', pathNot: TEST },
    to: { path: `^src/[^/]+/(server|pages)/|^src/platform/(?!(${CALM_PLATFORM.join('|')})\\.ts$)` },
  },
  { name: 'server-knows-no-pages', severity: 'error', from: { path: '^src/[^/]+/server/', pathNot: TEST }, to: { path: '^src/[^/]+/(pages|islands)/|^src/ui/' } },
  { name: 'pages-stay-inside-their-part', severity: 'error', from: { path: '^src/([^/]+)/', pathNot: TEST }, to: { path: '^src/[^/]+/(pages/|routes\\.tsx?$)', pathNot: '^src/$1/' } },
  // § 35 SGB I: whoever is not monitoring itself reads released figures, however long the way to the raw ones.
  { name: 'figures-of-few-people-stay-in-monitoring', severity: 'error', from: { path: '^src/(?!monitoring/)[^/]+/', pathNot: TEST }, to: { path: '^src/monitoring/server/packs\\.ts$', reachable: true } },
  { name: 'islands-run-in-the-browser', severity: 'error', from: { path: '^src/[^/]+/islands/', pathNot: TEST }, to: { path: '^src/', pathNot: '^src/[^/]+/islands/' } },
  { name: 'packages-stand-alone', severity: 'error', from: { path: '^packages/' }, to: { path: '^(src|tests)/' } },
  { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
  { name: 'tests-are-not-imported', severity: 'error', from: { path: '^(src|packages)/', pathNot: TEST + '|test-database' }, to: { path: TEST } },
  { name: 'the-product-needs-no-development-tools', severity: 'error', from: { path: '^src/', pathNot: TEST }, to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], pathNot: '^node_modules/@types/' } },
];

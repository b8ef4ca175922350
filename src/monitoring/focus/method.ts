/** Published ways to sort areas into classes; both standardise each indicator, add the scores up and standardise the sum once more. */
export const focusMethods = ['berlin', 'hamburg'] as const;
export type FocusMethodName = (typeof focusMethods)[number];

interface FocusMethod {
  /** a change is that since so many years before */
  yearsOfDynamics: number;
  /** areas with fewer people are not sorted; 0: all are */
  minimumInhabitants: number;
  /** the indicators the method is made of, by our catalogue; missing: the municipality chooses its own */
  indicators?: readonly string[];
}

/**
 * - `berlin`: Monitoring Soziale Stadtentwicklung (MSS 2021, ch. 2): changes over two years; indicators and weights are the municipality's choice here.
 * - `hamburg`: Sozialmonitoring Integrierte Stadtteilentwicklung (annual reports since 2010): seven attention indicators of equal weight – children and
 *   youths with a migration background, children of single parents, recipients of SGB II (since 2017 also AsylbLG), unemployed, children in minimum
 *   income, minimum income in old age, school leavers without or with the first certificate –, z-scores added up, four classes by the sum's standard
 *   deviation (Sozialbehörde Hamburg, Faktenblatt Sozialindex), only areas of 300 people and more, changes over three years. What Hamburg does not say
 *   in what we could read are the bounds: Berlin's stand in (−1, 1, 1.5 and ±1). They fit its published counts of status (2018: 151/542/79/76 of
 *   848), not those of dynamics, 93 % stable in 2018 and 88 % in 2021, which speak for wider ones. The page says so.
 */
export const focusMethod: Readonly<Record<FocusMethodName, FocusMethod>> = {
  berlin: { yearsOfDynamics: 2, minimumInhabitants: 0 },
  hamburg: {
    yearsOfDynamics: 3, minimumInhabitants: 300,
    indicators: ['under-20-migration-share', 'children-single-parent-share', 'sgb2-share', 'unemployed-share', 'sgb2-under-15', 'minimum-income-old-share', 'leavers-first-share'],
  },
};

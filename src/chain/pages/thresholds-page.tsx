import { listFields, listPhases } from '../../offers/server/phases.ts';
import { emptyForm, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { LinkButton } from '../../ui/button.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Table } from '../../ui/table.tsx';
import { permissions } from '../permissions.ts';
import { listThresholds, type StoredThreshold } from '../server/thresholds.ts';
import { clock, thresholdFor, thresholdNames, thresholds, type ThresholdName } from '../threshold.ts';
import { NeedRules } from './need-rules-section.tsx';
import { paths, staffSheet, t } from './staff-frame.tsx';
import { sayWhere, type ChainWords } from './where-words.ts';

/** All thresholds with their reasons and what the municipality has set itself. */
export async function thresholdsPage(view: View, form: FormState = emptyForm): Promise<Sheet> {
  const settings = await listThresholds(view.tx, view.town.id);
  const words = { phases: await listPhases(view.tx, view.town.id), fields: await listFields(view.tx, view.town.id) };
  return staffSheet(view, {
    title: t('thresholds.title'), tab: 'thresholds',
    content: (
      <>
        <PageHead title={t('thresholds.title')} lead={t('thresholds.lead')} />
        {(['cell', 'town'] as const).map((scope) => (
          <section class="stack">
            <h2>{t(`thresholds.${scope}`)}</h2>
            <ThresholdTable names={thresholdNames.filter((name) => thresholds[name].scope === scope)} settings={settings} words={words} view={view} caption={t(`thresholds.${scope}`)} />
          </section>
        ))}
        {await NeedRules({ view, words, form })}
      </>
    ),
  });
}

interface ThresholdTableProps {
  names: readonly ThresholdName[];
  settings: readonly StoredThreshold[];
  words: ChainWords;
  view: View;
  caption: string;
}

function ThresholdTable({ names, settings, words, view, caption }: ThresholdTableProps) {
  const mayChange = permissions.setThreshold.allows(view.who);
  return (
    <Table
      caption={caption} captionHidden rows={names}
      columns={[
        { header: t('thresholds.name'), rowHeader: true, cell: (name) => <>{t(`threshold.${name}`)}<span class="matrix-notes">{t(`threshold.${name}.why`)}</span></> },
        { header: t('thresholds.value'), cell: (name) => sayValue(name, thresholdFor(settings, name)) },
        { header: t('thresholds.standard'), cell: (name) => sayValue(name, thresholds[name].standard) },
        { header: t('thresholds.own'), cell: (name) => <OwnValues settings={settings.filter((one) => one.name === name)} words={words} /> },
        ...(mayChange ? [{
          header: t('thresholds.change'), headerHidden: true,
          cell: (name: ThresholdName) => <LinkButton look="secondary" small href={view.href(paths.threshold(name))}>{t('thresholds.change')}<span class="visually-hidden">: {t(`threshold.${name}`)}</span></LinkButton>,
        }] : []),
      ]}
    />
  );
}

function OwnValues({ settings, words }: { settings: readonly StoredThreshold[]; words: ChainWords }) {
  const special = settings.filter((one) => one.fieldId !== undefined || one.phaseId !== undefined);
  if (special.length === 0) return <>{t('thresholds.none')}</>;
  return <ul>{special.map((one) => <li>{sayWhere(one, words)}: {sayValue(one.name, one.value)}</li>)}</ul>;
}

/** A value with its unit; 0 is off where it may be. */
export function sayValue(name: ThresholdName, value: number): string {
  const { unit, scope } = thresholds[name];
  if (value === 0 && scope === 'cell') return t('thresholds.off');
  return t(`unit.${unit}`, { value: unit === 'clock' ? clock(value) : value });
}

import { NotFound } from '../../platform/failure.ts';
import type { View } from '../../platform/house.ts';
import type { CellContent } from '../../platform/table-file/cell-content.ts';
import { writeCsv } from '../../platform/table-file/write-csv.ts';
import { writeXlsx } from '../../platform/table-file/write-xlsx.ts';
import { checkGroup, figuresOfGroup } from '../office/group-report.ts';
import { staffRule } from '../office/staff-check.ts';
import { officeReportTexts } from '../office-texts.ts';
import { loadKeyDateReport, type KeyDateReport } from '../server/group-reports.ts';
import { fileNames, keyDateOf, sayFinding, type ReportKind } from './key-date-page.tsx';

const t = officeReportTexts.in('de');

interface Sheet {
  header: string[];
  rows: CellContent[][];
}

/** One file of the key date, as CSV or XLSX; the address names which. */
export async function keyDateFile(view: View): Promise<Response> {
  const [name, ending] = view.param('datei').split('.');
  const kind = (Object.keys(fileNames) as ReportKind[]).find((one) => fileNames[one] === name);
  if (!kind || (ending !== 'csv' && ending !== 'xlsx')) throw new NotFound();
  const on = keyDateOf(view);
  const { header, rows } = sheets[kind](await loadKeyDateReport(view.tx, view.town.id, on));
  const disposition = `attachment; filename="kita-${name}-${on}.${ending}"`;
  if (ending === 'csv') return new Response(writeCsv(header, rows) as Uint8Array<ArrayBuffer>, { headers: { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': disposition } });
  const written = await writeXlsx(t(`file.${kind}`), header, rows);
  if (!written.ok) throw new RangeError(written.refusals[0]!.code);
  return new Response(written.value as Uint8Array<ArrayBuffer>, { headers: { 'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'Content-Disposition': disposition } });
}

const sheets: Record<ReportKind, (report: KeyDateReport) => Sheet> = {
  groups: ({ on, groups }) => ({
    header: ['Stichtag', 'Träger', 'Einrichtung', 'Gruppe', 'Form', 'Plätze', 'davon inklusiv', 'geteilte Plätze', 'Kernzeit von', 'Kernzeit bis', 'offen von', 'offen bis', 'Kinder unter 3', 'Kinder ab 3', 'Schulkinder', 'Kräfte', 'davon Fachkräfte', 'Stunden je Woche', 'Prüfung'],
    rows: groups.map((group) => {
      const rule = staffRule(group.rulePack, on);
      const { people, skilled, hours } = figuresOfGroup(group, rule);
      return [{ day: on }, group.organizationName, group.facilityName, group.name, group.formName, group.licensedPlaces, group.inclusivePlaces, group.sharedPlaces, group.coreFrom, group.coreUntil, group.openFrom, group.openUntil,
        group.children['under-3'], group.children['from-3'], group.children.school, people, skilled, hours, checkGroup(group, rule).map(sayFinding).join('; ')];
    }),
  }),
  children: ({ on, children }) => ({
    header: ['Stichtag', 'Träger', 'Einrichtung', 'Alter', 'Stunden je Woche', 'Kinder', 'davon auf inklusiven Plätzen'],
    rows: children.map((one) => [{ day: on }, one.organizationName, one.facilityName, t(`children.${one.band}`), one.weeklyHours, one.children, one.inclusive]),
  }),
  staff: ({ on, groups }) => ({
    header: ['Stichtag', 'Träger', 'Einrichtung', 'Gruppe', 'Qualifikation', 'Stunden je Woche', 'davon in der Kernzeit', 'davon in der Randzeit'],
    rows: groups.flatMap((group) => group.staff.map(({ qualification, weeklyHours, coreHours, edgeHours }): CellContent[] => [
      { day: on }, group.organizationName, group.facilityName, group.name, staffRule(group.rulePack, on)?.qualifications.find(({ key }) => key === qualification)?.name ?? qualification, weeklyHours, coreHours, edgeHours,
    ])),
  }),
};

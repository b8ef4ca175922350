import * as v from 'valibot';
import { findOrganization } from '../../network/server/organizations.ts';
import { action } from '../../platform/action.ts';
import { addMonths } from '../../platform/day.ts';
import { NotFound } from '../../platform/failure.ts';
import { choice, dayField, list, optionalText, optionalUuid, text, uuidField, wholeNumber } from '../../platform/field.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { stepFreeAnswers } from '../location.ts';
import { checkPoint as mayCheck, editPoint as mayEdit } from '../seal-permissions.ts';
import { checkResults, equipmentCodes, type PlacePoint } from '../seals/place-point.ts';
import { yesNoUnknown } from '../service.ts';
import { optionalNumber, optionalTime } from './event-input.ts';
import { findLocations } from './locations.ts';
import { addCheck, loadPoints, storePoint } from './place-points.ts';

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const hourFields = Object.fromEntries(WEEKDAYS.flatMap((day) => [[`opens${day}`, optionalTime()], [`closes${day}`, optionalTime()]])) as Record<`opens${number}` | `closes${number}`, ReturnType<typeof optionalTime>>;

const pointInput = v.pipe(
  v.object({
    id: v.optional(uuidField()), version: optionalNumber(1e9), name: text(200), locationId: uuidField(), organizationId: optionalUuid(), nursing: choice(yesNoUnknown), changing: choice(yesNoUnknown),
    equipment: list(choice(equipmentCodes)), wheelchair: choice(stepFreeAnswers), wayNote: optionalText(300), hoursNote: optionalText(300), status: choice(['draft', 'active', 'withdrawn']), withdrawnBecause: optionalText(300),
    checkEveryMonths: wholeNumber(1, 60), ...hourFields,
  }),
  v.forward(v.check(({ status, withdrawnBecause }) => status !== 'withdrawn' || withdrawnBecause !== '', 'reason-missing'), ['withdrawnBecause']),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const typed = dataset.value as unknown as Record<string, string | undefined>;
    for (const day of WEEKDAYS) {
      const [opens, closes] = [typed[`opens${day}`], typed[`closes${day}`]];
      if (opens === undefined && closes === undefined) continue;
      if (opens === undefined || closes === undefined || closes <= opens) addIssue({ message: 'times-order', path: [{ type: 'object', origin: 'value', input: dataset.value, key: `closes${day}`, value: closes }] });
    }
  }),
);

/** Makes or changes a point; its sticker keeps its code whatever changes. */
export const savePoint = action({
  may: mayEdit,
  audit: 'offers.place-point.saved',
  input: pointInput,
  async run({ tx, municipalityId, clock, concerns }, input): Promise<Outcome<{ id: Uuid }>> {
    if (input.id) await tx.selectFrom('offers.place_point').select('id').where('municipality_id', '=', municipalityId).where('id', '=', input.id).forUpdate().execute();
    const [stored] = input.id ? await loadPoints(tx, municipalityId, [input.id]) : [];
    if (input.id && !stored) throw new NotFound();
    if (stored && input.version !== stored.version) return refused('stale-form');
    if (!(await findLocations(tx, municipalityId, [input.locationId])).has(input.locationId)) return refused('choose-one', { field: 'locationId' });
    if (input.organizationId && !(await findOrganization(tx, municipalityId, input.organizationId))) return refused('choose-one', { field: 'organizationId' });
    const typed = input as unknown as Record<string, string | undefined>;
    const point: PlacePoint = {
      id: stored?.id ?? newId(), locationId: input.locationId, name: input.name, nursing: input.nursing, changing: input.changing, equipment: [...new Set(input.equipment ?? [])], wheelchair: input.wheelchair, wayNote: input.wayNote,
      hours: WEEKDAYS.flatMap((weekday) => (typed[`opens${weekday}`] ? [{ weekday, opensAt: typed[`opens${weekday}`]!, closesAt: typed[`closes${weekday}`]! }] : [])), hoursNote: input.hoursNote,
      status: input.status, withdrawnBecause: input.status === 'withdrawn' ? input.withdrawnBecause : '', checkEveryMonths: input.checkEveryMonths, checks: [], isDemo: stored?.isDemo ?? false,
      ...(input.organizationId ? { organizationId: input.organizationId } : {}),
    };
    await storePoint(tx, municipalityId, point, clock);
    concerns(point.id, [stored ? 'changed' : 'created']);
    return accepted({ id: point.id });
  },
});

/** Somebody of the municipality looked at a point. Named is the body, never the person. A day to come is refused. */
export const recordCheck = action({
  may: mayCheck,
  audit: 'offers.place-point.checked',
  input: v.object({ id: uuidField(), checkedOn: dayField(), checkedBy: text(200), result: choice(checkResults), found: list(choice(equipmentCodes)), note: optionalText(500) }),
  async run({ tx, municipalityId, clock, concerns }, { id, checkedOn, checkedBy, result, found, note }): Promise<Outcome<{ id: Uuid }>> {
    const [point] = await loadPoints(tx, municipalityId, [id]);
    if (!point) throw new NotFound();
    if (checkedOn > clock.today()) return refused('day-to-come', { field: 'checkedOn' });
    if (result === 'faults' && note === '') return refused('reason-missing', { field: 'note' });
    await addCheck(tx, municipalityId, id, {
      checkedOn, checkedBy, result, equipment: result === 'gone' ? [] : [...new Set(found ?? [])], note, ...(result === 'good' ? { validUntil: addMonths(checkedOn, point.checkEveryMonths) } : {}),
    }, clock);
    concerns(id, ['checks']);
    return accepted({ id });
  },
});

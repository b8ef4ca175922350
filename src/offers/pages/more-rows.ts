import type { MiddlewareHandler } from 'hono';
import type { FormState } from '../../platform/form.ts';
import type { HouseEnv, Sheet, View } from '../../platform/house.ts';
import { page } from '../../platform/page.tsx';
import type { Permission } from '../../platform/permission.ts';
import { ROW_BUTTON } from './service-form-rows.tsx';

/**
 * The button for a further row posts the form like any other, but saves nothing: the form comes back with everything typed and one
 * row more. Any other button goes on to the submit behind this.
 */
export function moreRows(may: Permission, show: (view: View, form: FormState) => Promise<Sheet>): MiddlewareHandler<HouseEnv> {
  return async (context, next) => {
    // The body is read once and kept by the request, so that the submit behind reads the same.
    const raw = await context.req.parseBody({ all: true }).catch(() => ({}) as Record<string, never>);
    if (!(ROW_BUTTON in raw)) return next();
    const values = Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, [value].flat().filter((one): one is string => typeof one === 'string')]));
    return page(may, (view) => show(view, { values, refusals: [] }))(context, next);
  };
}

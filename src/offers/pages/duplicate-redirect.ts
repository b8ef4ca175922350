import { NotFound } from '../../platform/failure.ts';
import type { View } from '../../platform/house.ts';
import { isUuid } from '../../platform/id.ts';
import type { Show } from '../../platform/page.tsx';
import { survivorsOf } from '../server/survivors.ts';

/**
 * What to show at an address with an `id`; where that offer was merged into another, the way there. Lists, sheets and QR codes of then go on
 * to work. Browsers ask again each time: a merge can be taken back.
 */
export function orSurvivor(show: Show, path: (survivor: string) => string): Show {
  return async (view) => {
    try {
      return await show(view);
    } catch (fault) {
      const answer = fault instanceof NotFound ? await wayToSurvivor(view, path) : undefined;
      if (!answer) throw fault;
      return answer;
    }
  };
}

export async function wayToSurvivor(view: View, path: (survivor: string) => string): Promise<Response | undefined> {
  const id = view.param('id').replace(/\.ics$/, '');
  const survivor = isUuid(id) ? (await survivorsOf(view.tx, view.town.id, [id])).get(id) : undefined;
  return survivor && new Response(null, { status: 301, headers: { Location: view.href(path(survivor), view.query), 'Cache-Control': 'no-cache' } });
}

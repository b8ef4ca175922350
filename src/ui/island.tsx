import { usePage } from '../platform/page-context.ts';
import { island } from './assets.ts';

/** Loads the browser code of one custom element; the page works without it. `<Island name="areas/map" />` → src/areas/islands/map.ts */
export function Island({ name }: { name: `${string}/${string}` }) {
  const { nonce } = usePage();
  return <script type="module" src={island(name)} nonce={nonce || undefined}></script>;
}

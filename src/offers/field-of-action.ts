import type { Uuid } from '../platform/id.ts';
import type { Names } from './names.ts';

/** A Handlungsfeld of the municipality (HSDS taxonomy term); to families it is a topic. */
export interface FieldOfAction {
  id: Uuid;
  key: string;
  names: Names;
  /** name of a drawing in src/ui/icon-drawings.ts */
  icon: string;
  position: number;
}

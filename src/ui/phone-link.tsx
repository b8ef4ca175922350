import { Icon } from './icon.tsx';

/** The number as `tel:` wants it, dialled from anywhere: `05181 703-0` → `+4951817030`. Short numbers (112, 116117) stay as they are. */
export function dialled(number: string): string {
  const kept = number.replace(/\(0\)/g, '').replace(/[^\d+]/g, '');
  if (kept.startsWith('+')) return kept;
  if (kept.startsWith('00')) return `+${kept.slice(2)}`;
  return kept.startsWith('0') ? `+49${kept.slice(1)}` : kept;
}

/** A number to call with one touch; read from left to right in every language. */
export function PhoneLink({ number, label, large }: { number: string; label?: string; large?: boolean }) {
  return (
    <a class={large ? 'phone phone--large' : 'phone'} href={`tel:${dialled(number)}`} aria-label={label ? `${label}: ${number}` : undefined}>
      <Icon name="phone" />
      <bdi dir="ltr">{number}</bdi>
    </a>
  );
}

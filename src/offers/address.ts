/** A postal address in Germany; missing parts are unknown. */
export interface Address {
  street?: string;
  houseNumber?: string;
  postalCode?: string;
  city?: string;
}

/** Its lines as on a letter (DIN 5008): „Kirchstraße 3“, „31061 Alfeld“. */
export function addressLines({ street, houseNumber, postalCode, city }: Address): string[] {
  const lines = [[street, houseNumber], [postalCode, city]].map((parts) => parts.filter(Boolean).join(' '));
  return lines.filter((line) => line !== '');
}

export function addressText(address: Address): string {
  return addressLines(address).join(', ');
}

/** A postal address as it is kept, encrypted, with a guardian (`kita.guardian.address_sealed`). */
export interface Address {
  street: string;
  houseNumber: string;
  /** „c/o“, „Hinterhaus“ */
  addition: string;
  postalCode: string;
  city: string;
}

export interface PostalLetter {
  postalCode: string;
  street: string;
  houseNumber: string;
  familyName: string;
}

const collator = new Intl.Collator('de', { numeric: true });

/** The order of a stack for the post: post code, street, house number, name. */
export function comparePost(one: PostalLetter, other: PostalLetter): number {
  return collator.compare(one.postalCode, other.postalCode) || collator.compare(one.street, other.street) || collator.compare(one.houseNumber, other.houseNumber) || collator.compare(one.familyName, other.familyName);
}

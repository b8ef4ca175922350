/**
 * Whether the other person with parental responsibility agrees. Deciding of the first Kita is their common business as a rule (§§ 1627, 1687 BGB); what is
 * said here is a statement, no proof, and stops no registration: the claim to a place is the child's.
 */
export const agreementStatements = ['agrees', 'not-asked', 'sole', 'disagrees'] as const;
export type AgreementStatement = (typeof agreementStatements)[number];

/** Who said it: the guardian who registered, the other one in the own account, the office after speaking to them. */
export type AgreementSpeaker = 'sender' | 'other' | 'office';

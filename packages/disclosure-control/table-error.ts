/** What can be wrong with what was given; every error names the cell, relation, dimension or rule it is about. */
export type TableErrorCode =
  | 'cell-missing' | 'cell-twice' | 'cell-unknown' | 'count-unknown' | 'count-negative' | 'count-fractional' | 'weight-invalid' | 'contributions-invalid'
  | 'relation-twice' | 'relation-unknown-cell' | 'relation-empty' | 'total-does-not-add-up' | 'fact-does-not-hold'
  | 'hierarchy-circle' | 'code-unknown' | 'code-twice' | 'code-invalid'
  | 'rule-invalid' | 'rules-infeasible' | 'release-differs' | 'rate-invalid'
  | 'file-invalid' | 'cancelled' | 'time-limit' | 'memory-bound';

export class TableError extends Error {
  override readonly name = 'TableError';
  readonly code: TableErrorCode;
  /** Ids of the cells concerned, the most important one first. */
  readonly cells: readonly string[];
  /** Id of the relation (or fact) concerned. */
  readonly relation: string | undefined;

  constructor(code: TableErrorCode, message: string, about: { cells?: readonly string[]; relation?: string } = {}) {
    super(message);
    this.code = code;
    this.cells = about.cells ?? [];
    this.relation = about.relation;
  }
}

/**
 * A fault of the set-up an operator can do something about: a full disk, a wrong setting, a folder of somebody else.
 * The message is German, complete and free of secrets; the command lines print it without a stack trace.
 */
export class OperationFault extends Error {
  override name = 'OperationFault';
}

/**
 * A store could not perform an operation. The message says why and what to do; nothing was changed, unless it says so.
 *
 * @example
 * await store.write(changes).catch((error) => {
 *   if (error instanceof StoreError) log(error.message);
 * });
 */
export class StoreError extends Error {
  override readonly name = "StoreError";
  /** Whether a retry may succeed later, such as when the disk has room again. */
  readonly isPassing: boolean;
  /** Whether the change may have been stored. */
  readonly isUnknown: boolean;

  constructor(
    message: string,
    {
      isPassing = false,
      isUnknown = false,
      ...options
    }: ErrorOptions & { isPassing?: boolean; isUnknown?: boolean } = {},
  ) {
    super(message, options);
    this.isPassing = isPassing;
    this.isUnknown = isUnknown;
  }
}

/**
 * Whether a retry may succeed later.
 *
 * @example
 * if (isPassing(error)) setTimeout(tryAgain, 1000);
 */
export const isPassing = (error: unknown): boolean => error instanceof StoreError && error.isPassing;

/**
 * The error for a record whose sequence belongs to another one: both would have the same position in the lists.
 *
 * @example
 * throw sequenceTaken("task", { id: "65f0c1d2e3f4a5b6c7d8e9f0", sequence: 7 });
 */
export const sequenceTaken = (
  kind: "task" | "delivery",
  { id, sequence }: { readonly id: string; readonly sequence: number },
): StoreError =>
  new StoreError(
    `The ${kind} ${id} was not stored: another ${kind} has its sequence, ${sequence}. Give it one above lastSequence().`,
  );

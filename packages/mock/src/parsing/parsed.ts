/** A body that was read and parsed. */
export interface RequestBody {
  readonly mediaType: string;
  readonly value: unknown;
  /** Of a form: the other reading of what may be an array or an object with numbers for names. */
  readonly asObjects?: WeakMap<object, object>;
  /** Whether texts may be JSON, as parts of a form are if the contract has objects there. */
  readonly isMultipart?: boolean;
  /** Of a form: texts that would be rounded as numbers. */
  readonly rounded?: readonly RoundedText[];
}

/** A text that is refused if the contract takes it for a number. */
export interface RoundedText {
  readonly path: readonly string[];
  /** What happened and what to do. */
  readonly message: string;
}

/** A body that was read. */
export interface BodyText {
  readonly mediaType: string;
  readonly text: string;
  /** In bytes. */
  readonly size: number;
}

/** Why the body could not be read or parsed. It counts only if the operation takes a body at all. */
export interface BodyProblem {
  readonly status: 400 | 413 | 415;
  /** What happened and what to do. */
  readonly message: string;
  /** To the field that is wrong, if it is one alone. */
  readonly path?: readonly string[];
}

/** Why a query could not be read as it was meant. */
export interface QueryProblem {
  readonly name: string;
  /** What happened and what to do. */
  readonly message: string;
}

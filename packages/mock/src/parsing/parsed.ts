/** A body that was read and parsed. */
export interface RequestBody {
  readonly mediaType: string;
  readonly value: unknown;
  /** Of a form: the alternative for values that may be an array or an object with numbers as names. */
  readonly asObjects?: WeakMap<object, object>;
  /** Whether texts may be JSON, as parts of a form are if the contract has objects there. */
  readonly isMultipart?: boolean;
  /** Of a form: texts that would be rounded as numbers. */
  readonly rounded?: readonly RoundedText[];
}

/** A text that is rejected if the contract has a number there. */
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

/** Why the body could not be read or parsed. It matters only if the operation takes a body at all. */
export interface BodyProblem {
  readonly status: 400 | 413 | 415;
  /** What happened and what to do. */
  readonly message: string;
  /** The path of the invalid field, if there is only one. */
  readonly path?: readonly string[];
}

/** Why a query could not be parsed. */
export interface QueryProblem {
  readonly name: string;
  /** What happened and what to do. */
  readonly message: string;
}

/** What a validator may change about the value that it checks. */
export interface Mode {
  /** An identifier, under which generated modules import each other. */
  readonly name: string;

  /** Whether strings become what the schema wants, as needed where all values are strings on the wire. */
  readonly coerce: boolean;

  /** Whether absent properties get their default. */
  readonly defaults: boolean;

  /** Whether `"30"` becomes 30 where the schema wants an integer. */
  readonly integerStrings: boolean;

  /** The keyword of properties that values of this mode do not have. */
  readonly excluded: "readOnly" | "writeOnly";

  /** Whether `null` and empty lists are deleted where the contract takes them for absent. */
  readonly absentValues: boolean;
}

/** Paths, queries, headers and forms in requests. */
export const requestText: Mode = {
  name: "requestText",
  coerce: true,
  defaults: true,
  integerStrings: false,
  excluded: "readOnly",
  absentValues: false,
};

/** JSON in requests: typed, except that real clients send integers as strings, and null for what they leave out. */
export const requestJson: Mode = {
  name: "requestJson",
  coerce: false,
  defaults: true,
  integerStrings: true,
  excluded: "readOnly",
  absentValues: true,
};

/** Forms that the service sends: text on the wire, yet nothing is added to what was sent. */
export const sentText: Mode = {
  name: "sentText",
  coerce: true,
  defaults: false,
  integerStrings: false,
  excluded: "writeOnly",
  absentValues: false,
};

/** All else that the service sends: checked and never changed. */
export const sentJson: Mode = {
  name: "sentJson",
  coerce: false,
  defaults: false,
  integerStrings: false,
  excluded: "writeOnly",
  absentValues: false,
};

/** The changes that a validator may make to the value that it checks. */
export interface Mode {
  /** An identifier, under which generated modules import each other. */
  readonly name: string;

  /** Whether strings are converted to the types of the schema, as needed where all values are strings on the wire. */
  readonly coerce: boolean;

  /** Whether absent properties get their default. */
  readonly defaults: boolean;

  /** Whether `"30"` becomes 30 where the schema has an integer. */
  readonly integerStrings: boolean;

  /** The keyword of properties that values of this mode do not have. */
  readonly excluded: "readOnly" | "writeOnly";

  /** Whether `null` and empty lists are deleted where the contract treats them as absent. */
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

/** JSON in requests: typed, except that real clients send integers as strings, and null for absent values. */
export const requestJson: Mode = {
  name: "requestJson",
  coerce: false,
  defaults: true,
  integerStrings: true,
  excluded: "readOnly",
  absentValues: true,
};

/** Forms that the service sends: text on the wire, but nothing is added to what was sent. */
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

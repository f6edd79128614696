import type { Dialect } from "./literal.ts";

const quote = (value: string): string => JSON.stringify(value);

export const json: Dialect = {
  key: (name) => `${quote(name)}: `,
  true: "true",
  false: "false",
  null: "null",
  spacedBraces: true,
  indent: 2,
  trailingComma: false,
  text: quote,
};

export const javascript: Dialect = {
  ...json,
  key: (name) => (/^[a-z_$][\w$]*$/i.test(name) ? `${name}: ` : json.key(name)),
  trailingComma: true,
};

export const python: Dialect = {
  ...json,
  true: "True",
  false: "False",
  null: "None",
  spacedBraces: false,
  indent: 4,
  trailingComma: true,
};

export const ruby: Dialect = {
  ...json,
  key: (name) => (/^[a-z_]\w*$/i.test(name) ? `${name}: ` : `${quote(name)} => `),
  null: "nil",
  // Between double quotes Ruby reads #{…} as code.
  text: (value) => quote(value).replaceAll("#", "\\#"),
};

import { existsSync } from "node:fs";
import { type Command, InvalidArgumentError, type Option } from "commander";
import { nearestName } from "@task-contracts/mock/text/nearest-name";
import { readDataFile } from "../seed/read-data-file.ts";
import { printableStore } from "../store/open-store.ts";
import { CommandError } from "./command-error.ts";

/** Where the value of an option comes from: what comes first here takes precedence. */
export type Source = "command line" | "environment" | "file" | "default";

/** The files that are looked for in the working directory, in this order. */
export const configurationFiles = ["json", "yaml", "ts"].map((ending) => `task-mock.config.${ending}`);

/** Options that only make sense on a command line. */
const notConfigurable = new Set(["config", "help", "printConfig"]);

/**
 * The name of the variable of an option.
 *
 * @example
 * variableOf("allowHost"); // "TASK_MOCK_ALLOW_HOST"
 */
export const variableOf = (name: string): string =>
  `TASK_MOCK_${name.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;

/** The options of a command that can be configured otherwise, by name. */
export const configurable = (command: Command): ReadonlyMap<string, Option> =>
  new Map(
    command.options
      .filter((option) => !option.hidden && !notConfigurable.has(option.attributeName()))
      .map((option) => [option.attributeName(), option]),
  );

/**
 * Sets the options that the command line does not set: from the environment, or else from a file.
 *
 * @returns Where each option comes from, and the files to serve that the configuration names.
 * @throws {CommandError} For a value that the option does not take, and for an unknown name in the file.
 */
export const configure = async (
  command: Command,
): Promise<{ readonly sources: ReadonlyMap<string, Source>; readonly files: readonly string[] }> => {
  const options = configurable(command);
  const { file, values } = await readConfiguration(command.getOptionValue("config") as string | undefined);
  const { files = [], ...named } = values;
  for (const name of Object.keys(named))
    if (!options.has(name)) refuseName(name, file, [...options.keys(), "files"]);
  const sources = new Map<string, Source>();
  for (const [name, option] of options) {
    const source = sourceOf(command, name);
    const variable = process.env[variableOf(name)];
    if (source !== "default") sources.set(name, source);
    else if (variable !== undefined && variable.trim() !== "") {
      set(command, option, { values: wordsOf(option, variable), where: variableOf(name) });
      sources.set(name, "environment");
    } else if (named[name] !== undefined) {
      set(command, option, { values: textsOf(named[name]), where: `${name} in ${file}` });
      sources.set(name, "file");
    } else sources.set(name, "default");
  }
  return { sources, files: textsOf(files) };
};

const sourceOf = (command: Command, name: string): Source => {
  const source = command.getOptionValueSource(name);
  if (source === "cli") return "command line";
  return source === "env" ? "environment" : "default";
};

const isFlag = (option: Option): boolean => !option.required && !option.optional;

/** Values of options that can be repeated are separated by blanks. */
const wordsOf = (option: Option, text: string): string[] =>
  option.description.includes("repeatable") ? text.trim().split(/\s+/) : [text.trim()];

/** The values as they would be on the command line. */
const textsOf = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value !== "object" || value === null) return [String(value)];
  const { accounts, token } = value as { accounts?: unknown; token?: unknown };
  if (typeof token === "string") return [`${token}=${textsOf(accounts).join(",")}`];
  return Object.entries(value).map(([name, each]) => `${name}=${String(each)}`);
};

interface Given {
  readonly values: readonly string[];
  /** For messages. */
  readonly where: string;
}

const set = (command: Command, option: Option, { values, where }: Given): void => {
  const name = option.attributeName();
  let value: unknown;
  try {
    for (const text of values) {
      if (isFlag(option)) value = parseFlag(text);
      else value = option.parseArg ? option.parseArg(text, value as never) : text;
    }
  } catch (error) {
    if (!(error instanceof InvalidArgumentError)) throw error;
    throw new CommandError(`${where} is wrong. ${error.message}`);
  }
  command.setOptionValueWithSource(name, value, "config");
};

const parseFlag = (text: string): boolean => {
  if (/^(?:true|1|yes)$/i.test(text)) return true;
  if (/^(?:false|0|no)$/i.test(text)) return false;
  throw new InvalidArgumentError(`It is "${text}", but must be true or false.`);
};

const refuseName = (name: string, file: string, known: readonly string[]): never => {
  const nearest = nearestName(name, known);
  throw new CommandError(
    `${file} has "${name}", which is no option. ${nearest === undefined ? `There are ${known.join(", ")}.` : `Did you mean ${nearest}?`}`,
  );
};

interface Configuration {
  readonly file: string;
  readonly values: Readonly<Record<string, unknown>>;
}

const readConfiguration = async (given?: string): Promise<Configuration> => {
  const file =
    given ?? process.env["TASK_MOCK_CONFIG"] ?? configurationFiles.find((name) => existsSync(name));
  if (file === undefined) return { file: "", values: {} };
  if (!existsSync(file)) throw new CommandError(`There is no file ${file}. Name one with --config.`);
  const values = await readDataFile(file);
  if (typeof values === "object" && values !== null && !Array.isArray(values))
    return { file, values: values as Configuration["values"] };
  throw new CommandError(`${file} must be an object with options, such as { "port": 4010 }.`);
};

/**
 * The values of all options, and where they come from, without what is secret.
 *
 * @example
 * printableConfiguration(command, sources); // { port: { value: 4010, from: "default" }, … }
 */
export const printableConfiguration = (
  command: Command,
  sources: ReadonlyMap<string, Source>,
): Record<string, { readonly value: unknown; readonly from: Source }> =>
  Object.fromEntries(
    [...sources]
      .map(
        ([name, from]) =>
          [name, { value: withoutSecrets(name, command.getOptionValue(name)), from }] as const,
      )
      .filter(([, { value }]) => value !== undefined),
  );

const hidden = "…";

const withoutSecrets = (name: string, value: unknown): unknown => {
  if (value === undefined) return undefined;
  if (name === "token") return hidden;
  if (name === "apiKey") return (value as readonly string[]).map(() => hidden);
  if (name === "tenant")
    return (value as readonly { accounts: readonly string[] }[]).map(({ accounts }) => ({
      token: hidden,
      accounts,
    }));
  if (typeof value === "string") return printableStore(value);
  return value instanceof URL ? value.href : value;
};

import { stat } from "node:fs/promises";
import { basename, extname, relative, resolve } from "node:path";
import { type ReadContract, readContract } from "@task-contracts/mock/contract/compile-contract";
import type { Flaw } from "@task-contracts/openapi-model";
import { MockError } from "@task-contracts/mock/mock-error";

/** A contract of the user: a file, or a document in memory. */
export interface ContractOption {
  /** The API is served at `/<id>`. Default: the name of the file, or the title of the description. */
  readonly id?: string;
  /** An OpenAPI description, 3.0 to 3.2, in YAML or JSON. It may be split over several files. */
  readonly file?: string;
  /** The description itself, in which every `$ref` is local. */
  readonly document?: object;
  /** Files with OpenAPI Overlays, which are applied in this order: a vendor's file stays as it is. */
  readonly overlays?: readonly string[];
}

/** A contract, and what it was read from. */
export interface LoadedContract extends ReadContract {
  /** All files: those that the first one refers to, and overlays. */
  readonly files: readonly string[];
}

/**
 * Loads a contract: reads and bundles its files, applies overlays, and works around its flaws.
 *
 * @throws {MockError} If a file cannot be read, or is not an OpenAPI description.
 * @example
 * const { contract, flaws } = await loadContract({ file: "openapi.yaml" });
 */
export const loadContract = async (option: ContractOption): Promise<LoadedContract> => {
  const { document, file, overlays = [] } = option;
  if ((file === undefined) === (document === undefined)) {
    throw new MockError("A contract needs a file or a document, and not both.");
  }
  for (const path of [...(file === undefined ? [] : [file]), ...overlays]) await checkFile(path);
  const source = file ?? "The document";
  try {
    const { bundled, files, problems } = await bundleContract(option);
    const { contract, flaws } = readContract(option.id ?? idOf(file, bundled), bundled);
    // A part that could not be read is reported once, with the reason.
    const told = new Set(problems.map(({ pointer }) => pointer.slice(pointer.indexOf("#") + 1)));
    return { contract, files, flaws: [...problems, ...flaws.filter(({ pointer }) => !told.has(pointer))] };
  } catch (error) {
    if (error instanceof MockError) throw error;
    const { message } = error as Error;
    if (error instanceof RangeError) {
      throw new MockError(`${source} cannot be mocked: it is nested too deeply, or contains itself.`, {
        cause: error,
      });
    }
    throw new MockError(
      /^(?:Document must be JSON object|Unsupported specification)/.test(message)
        ? `${source} is no OpenAPI description. Give one of OpenAPI 3.0, 3.1 or 3.2.`
        : `${source} cannot be mocked: ${message}`,
      { cause: error },
    );
  }
};

const checkFile = async (path: string): Promise<void> => {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) throw new MockError(`There is no file ${path}.`);
  if (!found.isFile())
    throw new MockError(`${path} is no file. Give the file that the description begins with.`);
};

interface Bundled {
  readonly bundled: object;
  readonly files: readonly string[];
  readonly problems: readonly Flaw[];
}

/** The bundler is loaded only if it is needed: it is larger than the server. */
const bundleContract = async ({ document, file, overlays = [] }: ContractOption): Promise<Bundled> => {
  if (document !== undefined && overlays.length === 0) return { bundled: document, files: [], problems: [] };
  const { bundle, bundleFromString, createConfig } = await import("@redocly/openapi-core");
  const config = await createConfig({});
  const options = { config, overlays: overlays.map((overlay) => resolve(overlay)) };
  const result =
    file === undefined
      ? await bundleFromString({ source: JSON.stringify(document), ...options })
      : await bundle({ ref: resolve(file), ...options });
  const errors = result.problems.filter(({ severity }) => severity === "error");
  const fatal = errors.find(({ ruleId }) => ruleId !== "bundler");
  if (fatal) throw new MockError(`${file ?? "The document"}: ${fatal.message}`);
  const parsed: unknown = result.bundle.parsed;
  if (typeof parsed !== "object" || parsed === null) {
    throw new MockError(`${file ?? "The document"} is no OpenAPI description.`);
  }
  const unread = errors.map(({ location: [place], message }): Flaw => {
    const from = relative("", place?.source.absoluteRef ?? "");
    return { pointer: `${from}${place?.pointer ?? ""}`, message };
  });
  const missed = await Promise.all(overlays.map((overlay) => missedTargets(overlay, parsed)));
  const files = [
    ...result.fileDependencies,
    ...options.overlays,
    ...(file === undefined ? [] : [resolve(file)]),
  ];
  return { bundled: parsed, files, problems: [...unread, ...missed.flat()] };
};

/** Overlay actions without an effect, such as those with a wrong path: allowed, but rarely intended. */
const missedTargets = async (overlay: string, changed: object): Promise<Flaw[]> => {
  const [{ BaseResolver }, { paths }] = await Promise.all([
    import("@redocly/openapi-core"),
    import("jsonpath-rfc9535"),
  ]);
  const read = await new BaseResolver().resolveDocument(null, resolve(overlay), true);
  const { actions = [] } = ("parsed" in read ? read.parsed : {}) as {
    actions?: readonly { readonly target?: unknown; readonly remove?: unknown }[];
  };
  return actions.flatMap(({ remove, target }, index): Flaw[] => {
    if (
      remove === true ||
      typeof target !== "string" ||
      paths(changed as Parameters<typeof paths>[0], target).length > 0
    )
      return [];
    return [
      {
        pointer: `${overlay}#/actions/${index}`,
        message: `Nothing in the description is at the target ${target}, so that the action changes nothing.`,
      },
    ];
  });
};

/** Generic file names. */
const general = /^(?:openapi|swagger|index|api|spec|description|bundle|bundled|main|root)$/i;

const idOf = (file: string | undefined, document: object): string => {
  const name = file === undefined ? "" : basename(file, extname(file));
  const { info } = document as { info?: { title?: unknown } };
  const title = typeof info?.title === "string" ? info.title : "";
  return slugOf(name === "" || general.test(name) ? title : name) || "api";
};

const slugOf = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^a-z\d]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");

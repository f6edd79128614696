import { basename, extname, resolve } from "node:path";
import { type ReadContract, readContract } from "@task-contracts/mock/contract/compile-contract";
import { MockError } from "@task-contracts/mock/mock-error";

/** A contract of your own: a file, or a document that is there already. */
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

/**
 * Loads a contract: reads and joins its files, applies overlays, and works around what is wrong with it.
 *
 * @throws {MockError} If a file cannot be read, or is no OpenAPI description.
 * @example
 * const { contract, flaws } = await loadContract({ file: "openapi.yaml" });
 */
export const loadContract = async (option: ContractOption): Promise<ReadContract> => {
  const { document, file } = option;
  if ((file === undefined) === (document === undefined)) {
    throw new MockError("A contract needs a file or a document, and not both.");
  }
  const source = file ?? "the document";
  try {
    const bundled = await bundleContract(option);
    return readContract(option.id ?? idOf(file, bundled), bundled);
  } catch (error) {
    if (error instanceof MockError) throw error;
    throw new MockError(`${source} cannot be mocked: ${(error as Error).message}`, { cause: error });
  }
};

/** The reader of descriptions is loaded for those who bring some: it is larger than the server. */
const bundleContract = async ({ document, file, overlays = [] }: ContractOption): Promise<object> => {
  if (document !== undefined && overlays.length === 0) return document;
  const { bundle, bundleFromString, createConfig } = await import("@redocly/openapi-core");
  const config = await createConfig({});
  const options = { config, overlays: overlays.map((overlay) => resolve(overlay)) };
  const result =
    file === undefined
      ? await bundleFromString({ source: JSON.stringify(document), ...options })
      : await bundle({ ref: resolve(file), ...options });
  const problem = result.problems.find(
    ({ ruleId, severity }) => severity === "error" && ruleId !== "bundler",
  );
  if (problem) throw new MockError(`${file ?? "The document"}: ${problem.message}`);
  const parsed: unknown = result.bundle.parsed;
  if (typeof parsed === "object" && parsed !== null) return parsed;
  throw new MockError(`${file ?? "The document"} is no OpenAPI description.`);
};

/** Names of files that say nothing. */
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

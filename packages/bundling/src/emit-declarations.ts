import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type Plugin, rolldown } from "rolldown";
import { dts } from "rolldown-plugin-dts";

// Not by its name alone, which on Windows is that of a script that only a shell can start.
const tsc = fileURLToPath(new URL("bin/tsc", import.meta.resolve("typescript/package.json")));

/** What is to be declared. */
export interface DeclarationOptions {
  /** The folder of the package, with a slash at its end. */
  readonly root: string;
  /** The same, from the folder of the repository. */
  readonly own: string;
  /** The public entries: files below `src`, without `.ts`. */
  readonly entries: readonly string[];
  /** Peers, whose types are there for those who use the entry. */
  readonly peers: readonly string[];
}

/**
 * Writes the types of the public entries into `dist/types`, with all that they use and nothing else: whoever installs the
 * package has none of the packages that the rest of our types come from.
 */
export const emitDeclarations = async (options: DeclarationOptions): Promise<void> => {
  const { root } = options;
  const folder = await mkdtemp(join(tmpdir(), "types-"));
  try {
    await compile(root, folder);
    await bundle(folder, options);
  } finally {
    await rm(folder, { recursive: true });
  }
};

/** One file of types per module, of other packages as well. The compiler's messages are the error, if there is one. */
const compile = async (root: string, folder: string): Promise<void> => {
  try {
    const args = [tsc, "--project", "tsconfig.build.json", "--outDir", folder];
    await promisify(execFile)(process.execPath, args, { cwd: root });
  } catch (error) {
    const { stdout = "" } = error as { stdout?: string };
    throw new Error(`The declarations could not be written. The compiler says:\n${stdout}`, { cause: error });
  }
};

/** The package that becomes a part of those that are published. */
const inner = /^@task-contracts\/mock(?:\/(.+))?$/;

/** Finds the types of the other package, which is a part of this one for those who install it. */
const innerTypes = (folder: string): Plugin => ({
  name: "inner-types",
  resolveId: (name) =>
    inner.test(name) ? `${folder}/packages/mock/src/${inner.exec(name)?.[1] ?? "index"}.d.ts` : undefined,
});

const bundle = async (folder: string, { entries, own, peers, root }: DeclarationOptions): Promise<void> => {
  const build = await rolldown({
    cwd: folder,
    input: Object.fromEntries(entries.map((entry) => [entry, `${own}/src/${entry}.d.ts`])),
    platform: "node",
    external: (name) => /^[^./]/.test(name) && !inner.test(name),
    checks: { bundlerTimings: false },
    plugins: [innerTypes(folder), dts({ dtsInput: true, tsconfig: false })],
  });
  const { output } = await build.write({
    dir: `${root}dist/types`,
    format: "esm",
    chunkFileNames: "[name].d.ts",
  });
  await build.close();
  // From the code: the list of imports has those of all modules.
  const code = output.map((chunk) => (chunk.type === "chunk" ? chunk.code : "")).join("\n");
  // Of statements and of types: the word may also end a text.
  const foreign = [...code.matchAll(/^(?:import|export)\b[^;"]*?"([^"]+)"|\bimport\("([^"]+)"\)/gm)]
    .map(([, statement, type]) => statement ?? type ?? "")
    .filter((name) => !/^(?:\.|node:)/.test(name) && !peers.includes(name));
  if (foreign.length > 0) {
    throw new Error(
      `The public types use ${foreign.join(", ")}, which is not installed with the package. Write the type out, or do not export what uses it.`,
    );
  }
};

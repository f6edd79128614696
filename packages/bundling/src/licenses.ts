import { readdir, readFile, writeFile } from "node:fs/promises";

/** What a package calls the file with its licence. */
const licenseFile = /^(licen[cs]e|copying)/i;

/**
 * Collects the licences of all packages that went into the bundle: most ask for it, and a bundle has none of the files
 * that a package manager would install.
 */
export const licensesOf = async (moduleIds: readonly string[], dist: string): Promise<void> => {
  const folders = new Set(
    moduleIds.flatMap((id) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id.replaceAll("\\", "/")) ?? []),
  );
  const entries = await Promise.all([...folders].map(describe));
  await writeFile(
    `${dist}/THIRD-PARTY-LICENSES.txt`,
    [...new Set(entries)].toSorted().join(`\n${"-".repeat(78)}\n`),
  );
};

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  /** How packages said it before 2015. */
  readonly licenses?: readonly { readonly type: string }[];
}

const describe = async (folder: string): Promise<string> => {
  const manifest = JSON.parse(await readFile(`${folder}/package.json`, "utf8")) as Manifest;
  const files = (await readdir(folder)).filter((file) => licenseFile.test(file) || /^notice/i.test(file));
  const texts = await Promise.all(files.map((file) => readFile(`${folder}/${file}`, "utf8")));
  const license = manifest.license ?? manifest.licenses?.map(({ type }) => type).join(" or ");
  if (license === undefined)
    throw new Error(`${folder} does not say its licence. Find out and name it here.`);
  return [`${manifest.name} ${manifest.version} (${license})`, ...texts].join("\n\n");
};

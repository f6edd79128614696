import { readFileSync } from "node:fs";

const read = (file: string): unknown => JSON.parse(readFileSync(new URL(file, import.meta.url), "utf8"));

const { repository } = read("../../../../package.json") as { repository: { url: string } };

/** Where the source is, as the root `package.json` says. */
export const repositoryUrl: string = repository.url.replace(/^git\+/, "").replace(/\.git$/, "");

/**
 * The address at which a file of the repository can be edited.
 *
 * @example
 * editUrl("openapi/scale-v1/paths/tasks.yaml");
 */
export const editUrl = (file: string): string => `${repositoryUrl}/edit/main/${file}`;

/** The commands that install the client from a clone, since no registry has it yet. */
export const installClient: string = `# in a clone of the repository
npx -y pnpm@12.21.0 build
npx -y pnpm@12.21.0 --filter @task-contracts/client pack --pack-destination ~

# in your project
npm install ~/task-contracts-client-[0-9]*.tgz`;

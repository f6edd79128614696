import { parse } from "yaml";

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
}

interface Job {
  readonly permissions?: unknown;
  readonly steps?: readonly Step[];
  readonly defaults?: { readonly run?: { readonly shell?: string } };
  /** Of a reusable workflow. */
  readonly uses?: string;
}

interface Workflow {
  readonly permissions?: unknown;
  readonly jobs?: Readonly<Record<string, Job>>;
}

/** What a job that may write can run: tools of the runner, and words of the shell. None of them runs a file. */
const safeCommands = new Set([
  ..."if then else elif fi for in do done while until ! { } [ [[ test true false exit set".split(" "),
  ..."echo printf cd mkdir cat grep head tail sort tar jq gh git npm".split(" "),
]);

/** Programs in the list that run more than themselves, unless they are called like this. */
const safeCalls: Readonly<Record<string, RegExp>> = {
  // No alias, no hook of the repository, and nothing that a configuration names.
  git: /^git (?:config user\.|add|apply|commit|diff|push|switch|tag)/,
  gh: /^gh (?:api|pr|release|issue) /,
  npm: /^npm (?:view |publish (?=.*--ignore-scripts))/,
  tar: /^(?!.*--(?:to-command|checkpoint-action|use-compress-program))/,
};

/** Actions that only carry files, or set up the runner. Others run code of their own. */
const safeActions =
  /^actions\/(?:checkout|setup-node|download-artifact|upload-artifact|deploy-pages|configure-pages)@/;

/**
 * Finds jobs of a workflow that may write and run code of the repository or of a dependency, which could use their token.
 *
 * @example
 * findOverreach("jobs: { tag: { permissions: { contents: write }, steps: [{ run: make }] } }");
 * // ["the job tag may write, and runs make"]
 */
export const findOverreach = (text: string): string[] => {
  const { permissions, jobs = {} } = (parse(text) ?? {}) as Workflow;
  return [
    // Without permissions, the settings of the repository apply, which may let every job write.
    ...(permissions === undefined || mayWrite(permissions)
      ? ["all jobs may write. Give the right to the job that needs it"]
      : []),
    ...Object.entries(jobs)
      .filter(([, job]) => mayWrite(job.permissions))
      .flatMap(([name, job]) =>
        foreignCode(job).map((code) => `the job ${name} may write, and runs ${code}`),
      ),
  ];
};

const mayWrite = (permissions: unknown): boolean =>
  permissions === "write-all" ||
  (typeof permissions === "object" && permissions !== null && Object.values(permissions).includes("write"));

const foreignCode = ({ uses, steps = [], defaults }: Job): string[] => [
  // What another shell runs cannot be told from its words.
  ...[defaults?.run?.shell, ...steps.map(({ shell }) => shell)]
    .filter((shell) => shell !== undefined && shell !== "bash" && shell !== "sh")
    .map(String),
  ...(uses === undefined ? [] : [uses]),
  ...steps.flatMap((step) => (step.uses === undefined || safeActions.test(step.uses) ? [] : [step.uses])),
  ...steps.flatMap(({ run = "" }) => callsOf(run).filter((call) => !isSafe(call))),
];

const isSafe = (call: string): boolean => {
  const [command = ""] = call.split(/\s/, 1);
  return safeCommands.has(command) && (safeCalls[command]?.test(call) ?? true);
};

/** Words of the shell before a command. */
const before = /^(?:(?:if|elif|then|else|do|while|until|!|\{|\w+=\S*)(?:\s+|$))+/;

/**
 * The simple commands of a script, substitutions included. It is no shell: what it cannot take apart is a command that is
 * not in the list, and so refused.
 */
const callsOf = (script: string): string[] => {
  const calls: string[] = [];
  let rest = script.replaceAll(quoted, inert);
  // The innermost first.
  for (let found = substitution.exec(rest); found; found = substitution.exec(rest)) {
    calls.push(...simpleCommands(found[1] ?? found[2] ?? ""));
    rest = rest.slice(0, found.index) + "_" + rest.slice(found.index + found[0].length);
  }
  return [...calls, ...simpleCommands(rest)];
};

/** In one go: each of these may hold what begins another. */
const quoted = /\\[\s\S]|"(?:[^"\\]|\\[\s\S])*"|'[^']*'|(?<=^|\s)#.*$/gm;

/** What is quoted is one word, except what "…" substitutes. */
const inert = (text: string): string => {
  if (text.startsWith('"')) return /[$`]/.test(text) ? text.replaceAll(/\\[\s\S]/g, "_") : '""';
  if (text === "\\\n" || text.startsWith("#")) return " ";
  return "_";
};

const substitution = /[$<>]\(([^()]*)\)|`([^`]*)`/;

const simpleCommands = (text: string): string[] =>
  text
    .replaceAll(/"[^"]*"/g, '""')
    .replaceAll(/\d*>&\d|&>/g, " > ")
    .split(/\n|;|&&?|\|\|?|[()]/)
    .map((part) => part.trim().replace(before, "").trim())
    .filter((part) => part !== "" && !/^for \w+ in /.test(part));

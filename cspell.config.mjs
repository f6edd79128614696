import { readdirSync } from "node:fs";

/** Types of tasks are words here: `task_audiotranscription.yaml` describes one. */
const taskTypes = readdirSync(new URL("openapi/scale-v1/paths/", import.meta.url)).flatMap(
  (file) => /^task_(\w+)\.yaml$/.exec(file)?.[1] ?? [],
);

// Names and words that are right, and that no dictionary has, stand in cspell-words.txt.
export default {
  version: "0.2",
  language: "en,en-GB",
  files: ["**/*.{md,ts,js,css,yaml,yml,json,jsonc}", "**/Dockerfile"],
  enableGlobDot: true,
  useGitignore: true,
  ignorePaths: ["pnpm-lock.yaml", ".git"],
  dictionaryDefinitions: [{ name: "project", path: "./cspell-words.txt", addWords: true }],
  dictionaries: ["project"],
  words: taskTypes,
  ignoreRegExpList: [
    // Percent-encoded text runs into what follows.
    /%[0-9A-F]{2}\w+/g,
    // Regular expressions cut words.
    /(?<![\w/])\/[^/\n*]+\[[^/\n]+\/[a-z]*/g,
    // Words of other languages.
    /\w*[äöüßⁿ]\w*|[а-я]+/g,
  ],
  overrides: [
    {
      // Mistakes that tests make on purpose, and the errors that quote them.
      filename: "**/*.{test,test-d}.ts",
      ignoreWords: [
        "accont",
        "acount",
        "acounts",
        "anotation",
        "apikey",
        "choises",
        "complet",
        "completoin",
        "dynamc",
        "exmaple",
        "imgae",
        "metdata",
        "mutliple",
        "reponse",
        "statuss",
        "staus",
        "stauts",
        "taks",
        "tpye",
        "tsak",
        "untill",
      ],
    },
  ],
};

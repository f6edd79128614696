import type { Call } from "./call.ts";
import { clientSample } from "./client-typescript.ts";
import { curlSample } from "./curl.ts";
import { fetchSample } from "./fetch.ts";
import { pythonSample } from "./python.ts";
import { rubySample } from "./ruby.ts";

/** The languages of samples, in the order in which they are offered. */
export const sampleLanguages = [
  { lang: "bash", label: "cURL" },
  { lang: "typescript", label: "TypeScript" },
  { lang: "javascript", label: "JavaScript" },
  { lang: "python", label: "Python" },
  { lang: "ruby", label: "Ruby" },
] as const;

type Language = (typeof sampleLanguages)[number]["lang"];

/** A call in one language, as `x-codeSamples` wants it. */
export interface Sample {
  /** The name by which highlighters know the language. */
  readonly lang: Language;
  readonly label: string;
  readonly source: string;
}

/**
 * Writes a call in five languages: with our client in TypeScript, with `requests` in Python, and otherwise with what a
 * language has built in.
 *
 * @example
 * samplesOf(callOf(api, operation)).map(({ label }) => label); // ["cURL", "TypeScript", "JavaScript", "Python", "Ruby"]
 */
export function samplesOf(call: Call): Sample[] {
  const sources: Record<Language, string> = {
    bash: curlSample(call),
    typescript: call.api.client ? clientSample(call) : fetchSample(call, "typescript"),
    javascript: fetchSample(call, "javascript"),
    python: pythonSample(call),
    ruby: rubySample(call),
  };
  return sampleLanguages.map(({ lang, label }) => ({ lang, label, source: sources[lang] }));
}

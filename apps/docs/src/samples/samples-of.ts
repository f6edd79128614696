import type { Call } from "./call.ts";
import { clientSample } from "./client-typescript.ts";
import { curlSample } from "./curl.ts";
import { fetchSample } from "./fetch.ts";
import { hasScaleapi } from "./has-scaleapi.ts";
import { pythonSample } from "./python.ts";
import { rubySample } from "./ruby.ts";
import { scaleapiJavascriptSample } from "./scaleapi-javascript.ts";
import { scaleapiPythonSample } from "./scaleapi-python.ts";
import { scaleapiRubySample } from "./scaleapi-ruby.ts";

/** The languages of samples, in the order in which they are offered. */
export const sampleLanguages = [
  { lang: "bash", label: "cURL" },
  { lang: "typescript", label: "TypeScript" },
  { lang: "javascript", label: "JavaScript" },
  { lang: "python", label: "Python" },
  { lang: "ruby", label: "Ruby" },
] as const;

/** A call in one language, as `x-codeSamples` wants it. */
export interface Sample {
  /** The name by which highlighters know the language. */
  readonly lang: (typeof sampleLanguages)[number]["lang"];
  readonly label: string;
  readonly source: string;
}

/**
 * Writes a call in five languages: with our client in TypeScript, with the `scaleapi` packages where they speak the API,
 * and otherwise with what a language has built in.
 *
 * @example
 * samplesOf(callOf(api, operation)).map(({ label }) => label); // ["cURL", "TypeScript", "JavaScript", "Python", "Ruby"]
 */
export function samplesOf(call: Call): Sample[] {
  const { client } = call.api;
  const isInScaleapi = hasScaleapi(call.api, call.operation.id);
  const sources: Record<Sample["lang"], string> = {
    bash: curlSample(call),
    typescript: client ? clientSample(call) : fetchSample(call, "typescript"),
    javascript: isInScaleapi ? scaleapiJavascriptSample(call) : fetchSample(call, "javascript"),
    python: isInScaleapi ? scaleapiPythonSample(call) : pythonSample(call),
    ruby: isInScaleapi ? scaleapiRubySample(call) : rubySample(call),
  };
  return sampleLanguages.map(({ lang, label }) => ({ lang, label, source: sources[lang] }));
}

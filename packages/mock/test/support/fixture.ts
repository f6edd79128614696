import { parse } from "yaml";
import exportsSource from "../fixtures/exports.yaml?raw";
import librarySource from "../fixtures/library.yaml?raw";
import moderationSource from "../fixtures/moderation.yaml?raw";
import rendersSource from "../fixtures/renders.yaml?raw";
import transcriptsSource from "../fixtures/transcripts.yaml?raw";

const sources: Readonly<Record<string, string>> = {
  exports: exportsSource,
  library: librarySource,
  moderation: moderationSource,
  renders: rendersSource,
  transcripts: transcriptsSource,
};

/**
 * The document of a fixture, an API that nothing in the mock was written for.
 *
 * @example
 * fixture("moderation");
 */
export const fixture = (name: string): object => parse(sources[name] ?? "") as object;

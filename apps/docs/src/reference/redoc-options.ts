import type { Api } from "../contract/load-api.ts";
import { sampleLanguages } from "../samples/samples-of.ts";

/** How high the header of the site is, in pixels; `site.css` has the same number. */
const HEADER_HEIGHT = 56;

/** How Redoc is to show a contract. */
export function redocOptions(api: Api): object {
  return {
    disableTelemetry: true,
    downloadUrls: ["yaml", "json"].map((format) => ({
      title: `OpenAPI description as ${format.toUpperCase()}`,
      url: `openapi.${format}`,
    })),
    // Languages that are not listed here are not shown. The payload alone is there for those who need no sample.
    codeSamples: { languages: [...sampleLanguages, { lang: "payload", label: "Payload" }] },
    scrollYOffset: HEADER_HEIGHT,
    jsonSamplesExpandLevel: "all",
    // Patterns and names of schemas are noise beside a description.
    hideSchemaPattern: true,
    hideSchemaTitles: true,
    metadata: { title: api.contract.info.title },
  };
}

import type { Api } from "../engine/extension.ts";
import { contracts } from "./contracts.ts";
import { dataflowkitV1 } from "./dataflowkit/extension.ts";
import { scaleBeta, scaleV1 } from "./scale/extension.ts";

/** The APIs that come with the mock. */
export const builtInApis: readonly Api[] = [
  { contract: contracts["scale-v1"], extension: scaleV1 },
  { contract: contracts["scale-beta"], extension: scaleBeta },
  { contract: contracts["dataflowkit-v1"], extension: dataflowkitV1 },
];

import type { Api } from "../../engine/extension.ts";
import { scaleBetaContract } from "./beta-contract.ts";
import { scaleBeta } from "./beta-extension.ts";

export const scaleBetaApi: Api = { contract: scaleBetaContract, extension: scaleBeta };

import type { Difference } from "@task-contracts/openapi-model/redocly";
import { addingRules, unionMemberAdded } from "./adding-rules.ts";
import { breakingRules } from "./breaking-rules.ts";
import { type Impact, isLess } from "./impact.ts";
import { reasonFor } from "./reasons.ts";
import type { Contracts } from "./rule.ts";

/** What a difference is worth, by which rule, and why. Without a rule it is what it looks like. */
export interface Judgement {
  readonly impact: Impact;
  readonly rule?: string;
  readonly why?: string;
}

/** Rates a difference: as `redocly diff` does, except where our rules know better. */
export function judge(difference: Difference, contracts: Contracts): Judgement {
  const [verdict] = difference.verdicts;
  const ours = [unionMemberAdded, ...(verdict ? [] : [...breakingRules, ...addingRules])];
  const rule = ours.find((candidate) => candidate.appliesTo(difference, contracts));
  if (rule === unionMemberAdded || (rule && isLess(difference.impact, rule.impact))) {
    return { impact: rule.impact, rule: rule.id, why: rule.why };
  }
  if (!verdict) return { impact: difference.impact };
  return { impact: difference.impact, rule: verdict.ruleId, why: reasonFor(verdict.ruleId) };
}

/** What one run found out about one thing. */
export interface Row {
  /** Unique in a run. */
  readonly id: string;
  readonly what: string;
  readonly unit: Unit;
  readonly measured: readonly Measured[];
  readonly verdicts: readonly Verdict[];
  /** What must hold for the numbers to mean anything. */
  readonly checks: readonly Check[];
}

export type Unit = "/s" | "ms" | "MB" | "B";

/** How one of the contenders did. */
export interface Measured {
  readonly who: string;
  /** One value per round. */
  readonly samples: readonly number[];
  /** Time on a core per request, in microseconds, one value per round. */
  readonly cpuMicros?: readonly number[];
  /** Which part of the time the server was on a core, one value per round. */
  readonly busy?: readonly number[];
  readonly note?: string;
}

/** A comparison, or a number that stands for itself. */
export interface Verdict {
  /** What is divided by; absent if the value stands for itself. */
  readonly against?: string;
  /** Of each round, so that all rounds weigh the same. */
  readonly values: readonly number[];
  readonly unit: Unit | "×";
  readonly goal?: Goal;
  /** The same by time on a core, which a busy machine changes less. */
  readonly byCpu?: number;
}

export type Goal = { readonly atLeast: number } | { readonly atMost: number };

export interface Check {
  readonly what: string;
  readonly ok: boolean;
}

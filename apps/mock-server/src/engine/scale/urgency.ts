const HOUR = 3_600_000;

/** How long an urgency allows, in milliseconds. `express` and `standard` are later names (scale-v1, schema Urgency). */
const durations: Readonly<Record<string, number>> = {
  immediate: HOUR,
  express: HOUR,
  day: 24 * HOUR,
  standard: 24 * HOUR,
  week: 7 * 24 * HOUR,
};

/**
 * How long a task of an urgency may take, in milliseconds. The beta has no urgency; a day is meant.
 *
 * @example
 * urgencyDuration("immediate"); // 3600000
 */
export const urgencyDuration = (urgency: unknown): number => durations[String(urgency)] ?? 24 * HOUR;

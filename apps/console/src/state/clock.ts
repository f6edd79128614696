import { useEffect, useState } from "preact/hooks";
import type { Schemas } from "../api/client.ts";

/** The time on a clock, which goes on unless it is frozen. In milliseconds since 1970. */
export const useNow = (clock: Schemas["Clock"] | undefined): number | undefined => {
  const [elapsed, setElapsed] = useState(0);
  useEffect(() => {
    setElapsed(0);
    if (!clock || clock.frozen) return undefined;
    const start = Date.now();
    const timer = setInterval(() => setElapsed(Date.now() - start), 1000);
    return () => clearInterval(timer);
  }, [clock]);
  return clock && Date.parse(clock.now) + elapsed;
};

/**
 * To be loaded into a process before its program: makes the clock of the machine, as the program sees it, one that a parent
 * process sets by messages `{ setBy: <milliseconds> }`. `CLOCK_SET_BY` is where it starts from. Timers are left alone, as
 * they are when a real clock is set.
 */
const { now } = Date;
let lead = Number(process.env["CLOCK_SET_BY"] ?? 0);

Date.now = () => now() + lead;
globalThis.Date = new Proxy(Date, {
  construct: (target, args: [], newTarget) =>
    Reflect.construct(target, args.length === 0 ? [Date.now()] : args, newTarget) as Date,
});

process.on("message", ({ setBy }: { readonly setBy: number }) => {
  lead += setBy;
  process.send?.("set");
});

import Queue from "yocto-queue";

export interface LaneOptions {
  /** The maximum number of concurrent jobs of one receiver. Default: 64. */
  readonly perReceiver?: number;
  /** The maximum number of concurrent jobs. Default: 1024. One job of each receiver may exceed it. */
  readonly overall?: number;
}

export interface DeliveryLimiter {
  /**
   * Runs a job when it is its turn, and settles as the job does. Jobs of the same `orderKey` run one after the other in
   * the order of the calls, whatever their receiver. A job lasts until its promise is settled, so it must include whatever
   * has to be done before the next one begins.
   */
  readonly run: <T>(receiverKey: string, orderKey: string, job: () => Promise<T>) => Promise<T>;
  /** Waits until no job is left, including those that are added meanwhile. */
  readonly idle: () => Promise<void>;
}

interface Job {
  readonly receiverKey: string;
  readonly orderKey: string;
  /** Never rejects. */
  readonly run: () => Promise<void>;
  /** The next one in its order. */
  next?: Job;
}

interface Receiver {
  readonly key: string;
  /** Jobs whose turn it is in their order. */
  readonly ready: Queue<Job>;
  running: number;
}

/**
 * Creates a queue that keeps the order of jobs where it matters, and otherwise runs them independently: a receiver that
 * is down or slow delays only its own jobs.
 *
 * A limit per receiver alone would let a thousand dead receivers hold 64,000 sockets. A total limit alone would let
 * one of them take every slot. So one job of each receiver may always run, and a free slot goes to the
 * receiver with the fewest: dead receivers hold their slots for long, and in turn they would soon have them all.
 *
 * @example
 * const lanes = createDeliveryLimiter();
 * await lanes.run("https://shop.example", "task 7", () => sender.send(callback));
 */
export const createDeliveryLimiter = ({
  perReceiver = 64,
  overall = 1024,
}: LaneOptions = {}): DeliveryLimiter => {
  const receivers = new Map<string, Receiver>();
  /** The last job of each order that has one. */
  const lastJobs = new Map<string, Job>();
  /** The receivers that could use another slot. Empty while fewer than `overall` are taken. */
  const waiting = new Set<Receiver>();
  const whenIdle: (() => void)[] = [];
  let running = 0;

  const run = <T>(receiverKey: string, orderKey: string, job: () => Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      const settle = async (): Promise<void> => {
        try {
          resolve(await job());
        } catch (error) {
          reject(error);
        }
      };
      add({ receiverKey, orderKey, run: settle });
    });

  const add = (job: Job): void => {
    const before = lastJobs.get(job.orderKey);
    lastJobs.set(job.orderKey, job);
    if (before) before.next = job;
    else offer(job);
  };

  const offer = (job: Job): void => {
    const receiver = receivers.get(job.receiverKey) ?? {
      key: job.receiverKey,
      ready: new Queue(),
      running: 0,
    };
    receivers.set(job.receiverKey, receiver);
    receiver.ready.enqueue(job);
    admit(receiver);
  };

  const canUsePlace = ({ ready, running: taken }: Receiver): boolean => ready.size > 0 && taken < perReceiver;

  const nextReceiver = (): Receiver | undefined =>
    running < overall ? withFewestPlaces(waiting) : undefined;

  const admit = (receiver: Receiver): void => {
    if (receiver.running === 0) start(receiver);
    if (canUsePlace(receiver)) waiting.add(receiver);
    else waiting.delete(receiver);
    for (let next = nextReceiver(); next; next = nextReceiver()) {
      start(next);
      if (!canUsePlace(next)) waiting.delete(next);
    }
  };

  const start = (receiver: Receiver): void => {
    const job = receiver.ready.dequeue();
    if (!job) return;
    receiver.running += 1;
    running += 1;
    void job.run().then(() => finish(receiver, job));
  };

  const finish = (receiver: Receiver, job: Job): void => {
    receiver.running -= 1;
    running -= 1;
    if (job.next) offer(job.next);
    else lastJobs.delete(job.orderKey);
    admit(receiver);
    if (receiver.running === 0) receivers.delete(receiver.key);
    if (lastJobs.size === 0) for (const resolve of whenIdle.splice(0)) resolve();
  };

  const idle = (): Promise<void> =>
    new Promise((resolve) => {
      if (lastJobs.size === 0) resolve();
      else whenIdle.push(resolve);
    });

  return { run, idle };
};

const withFewestPlaces = (receivers: Iterable<Receiver>): Receiver | undefined => {
  let found: Receiver | undefined;
  for (const receiver of receivers)
    if (found === undefined || receiver.running < found.running) found = receiver;
  return found;
};

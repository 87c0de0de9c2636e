// What the bench makes of its measurements: for every network, mode and peer the median of ours and of the peer's best variant
// (threads, memory layout), and their ratio.
import { z } from 'zod';
import { median } from './median.ts';

export const lineSchema = z.object({
  peer: z.string(),
  network: z.string(),
  layout: z.string().optional(),
  threads: z.number().optional(),
  train_images_per_s: z.number().optional(),
  infer_images_per_s: z.number(),
  infer_1_images_per_s: z.number(),
});
/** One run of one network in one program. */
export type Line = z.infer<typeof lineSchema>;

export const modes = {
  training: 'train_images_per_s',
  'inference-32': 'infer_images_per_s',
  'inference-1': 'infer_1_images_per_s',
} as const;
export type Mode = keyof typeof modes;

export interface Row {
  readonly network: string;
  readonly mode: Mode;
  /** Images a second. */
  readonly ours: number;
  readonly peer: number;
  readonly peerName: string;
  readonly ratio: number;
}

function rateOf(lines: readonly Line[], mode: Mode): number | undefined {
  const rates = lines.flatMap((line) => line[modes[mode]] ?? []);
  return rates.length === 0 ? undefined : median(rates);
}

function groupBy(lines: readonly Line[], key: (line: Line) => string): Map<string, Line[]> {
  const groups = new Map<string, Line[]>();
  for (const line of lines) groups.set(key(line), [...(groups.get(key(line)) ?? []), line]);
  return groups;
}

const variantOf = ({ peer, threads, layout }: Line): string =>
  [
    peer,
    ...(threads === undefined ? [] : [`${threads} ${threads === 1 ? 'thread' : 'threads'}`]),
    ...(layout === undefined ? [] : [layout]),
  ].join(', ');

function bestOf(lines: readonly Line[], mode: Mode): { readonly name: string; readonly rate: number } | undefined {
  const rates = [...groupBy(lines, variantOf)].flatMap(([name, variant]) => {
    const rate = rateOf(variant, mode);
    return rate === undefined ? [] : [{ name, rate }];
  });
  return rates.sort((first, second) => second.rate - first.rate)[0];
}

/** A row for each network, mode and peer that was measured, in the order of `networks`. */
export function makeRows(networks: readonly string[], ours: readonly Line[], peers: readonly Line[]): Row[] {
  return networks.flatMap((network) => {
    const own = ours.filter((line) => line.network === network);
    const others = groupBy(
      peers.filter((line) => line.network === network),
      (line) => line.peer,
    );
    return (Object.keys(modes) as Mode[]).flatMap((mode) =>
      [...others.values()].flatMap((lines): Row[] => {
        const rate = rateOf(own, mode);
        const best = bestOf(lines, mode);
        return rate === undefined || best === undefined
          ? []
          : [{ network, mode, ours: rate, peer: best.rate, peerName: best.name, ratio: rate / best.rate }];
      }),
    );
  });
}

/** A rate with as many digits as it deserves. */
const formatRate = (rate: number): string => (rate < 10 ? rate.toFixed(2) : rate.toFixed(0));

export function formatRow({ network, mode, ours, peer, peerName, ratio }: Row): string {
  return `${network.padEnd(6)} ${mode.padEnd(13)} ours ${formatRate(ours).padStart(7)}  peer ${formatRate(peer).padStart(7)}  ratio ${ratio.toFixed(2).padStart(7)}  (${peerName})`;
}

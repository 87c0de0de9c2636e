// A feature map as it leaves the arena: a copy of what one layer gave for one image, with no more channels than somebody looks
// at. The validator defines the type, because maps cross processes.
import { z } from 'zod';

const count = z.int().min(0);

/** One layer's output for one image: f32[height,width,channels], at most the channels that were asked for. */
export const featureMapSchema = z.object({
  node: z.string().min(1).max(64),
  height: count,
  width: count,
  /** Channels sent. */
  channels: count,
  /** Channels the layer has. */
  totalChannels: count,
  values: z.instanceof(Float32Array),
});
export type FeatureMap = z.infer<typeof featureMapSchema>;

// The pixels of one image as they come from the data set: u8[height,width,channels], one channel for grey.
import { useEffect, useRef } from 'react';
import styles from './Pixels.module.css';

interface PixelsProperties {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly bytes: Uint8Array;
  /** Said to who can't see it, where nothing around it does. */
  readonly name?: string;
}

export function Pixels({ height, width, channels, bytes, name }: PixelsProperties) {
  const reference = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = reference.current?.getContext('2d');
    if (context === null || context === undefined) return;
    const pixels = context.createImageData(width, height);
    for (let pixel = 0; pixel < width * height; pixel++) {
      for (let channel = 0; channel < 3; channel++) {
        pixels.data[pixel * 4 + channel] = bytes[pixel * channels + Math.min(channel, channels - 1)] ?? 0;
      }
      pixels.data[pixel * 4 + 3] = 255;
    }
    context.putImageData(pixels, 0, 0);
  }, [height, width, channels, bytes]);
  const role = name === undefined ? {} : { role: 'img', 'aria-label': name };
  return <canvas ref={reference} className={styles.pixels} width={width} height={height} {...role} />;
}

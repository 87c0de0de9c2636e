// Images a second of anything that can be repeated: three rounds to warm up, then as many as fit into the time.

export async function throughput(step: () => Promise<unknown> | unknown, batch: number, seconds: number, warm = 3): Promise<number> {
  for (let round = 0; round < warm; round++) await step();
  const started = performance.now();
  let images = 0;
  do {
    await step();
    images += batch;
  } while (performance.now() - started < seconds * 1000);
  return (images * 1000) / (performance.now() - started);
}

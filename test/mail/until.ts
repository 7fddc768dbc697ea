/** Waits until something is so. Throws, with what was logged meanwhile, where that takes too long. */
export async function until(
  condition: () => boolean,
  { seconds, logged }: { seconds: number; logged: readonly string[] },
): Promise<void> {
  const end = Date.now() + seconds * 1_000;
  while (!condition()) {
    if (Date.now() > end) throw new Error(`It did not come to pass in ${seconds} seconds: ${logged.join()}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

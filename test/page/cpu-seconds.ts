/**
 * Processor time that `run` takes, in seconds: other programs on the machine do not lengthen it. Tests compare it with what
 * only work that grows with the square of its input can reach.
 */
export function cpuSecondsOf(run: () => void): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000_000;
}

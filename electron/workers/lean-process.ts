/** How much memory a process of ours may take for its V8 heap. */
export interface HeapLimits {
  /** Old generation in MiB; past it the process ends. */
  readonly heapMib: number;
  /** Half of the young generation in MiB: larger is faster, and stays in memory. */
  readonly semiSpaceMib: number;
}

/** Arguments for Node that make a child process keep little more memory than it uses. */
export function leanArguments({ heapMib, semiSpaceMib }: HeapLimits): string[] {
  return [`--max-old-space-size=${heapMib}`, `--max-semi-space-size=${semiSpaceMib}`, "--heap-growing-percent=20"];
}

/**
 * The environment for such a child. glibc keeps an arena for each thread and gives large blocks back late; for a program
 * that turns over many bodies that is some 30 MiB a process. Other systems ignore these.
 */
export function leanEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, MALLOC_ARENA_MAX: "1", MALLOC_TRIM_THRESHOLD_: "131072", MALLOC_MMAP_THRESHOLD_: "131072" };
}

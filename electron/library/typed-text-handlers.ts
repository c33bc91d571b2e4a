import type { Handlers, hostQuestions } from "#contract/questions.ts";
import { compilePattern } from "#url/pattern.ts";
import { parseAddressList, parseStartAddress } from "#url/start-address.ts";

/** More bad lines than this are only counted. */
const MAX_PROBLEMS = 100;

/** Answers about what a person is typing, before anything is made of it: addresses and patterns. */
export const typedTextHandlers: Pick<Handlers<typeof hostQuestions>, "addresses.read" | "pattern.test"> = {
  "addresses.read"({ text }) {
    const { urls, problems, duplicates } = parseAddressList(text);
    const first = problems.slice(0, MAX_PROBLEMS).map(({ line, problem }) => ({ line, problem }));
    return { urls, problems: first, problemCount: problems.length, duplicates };
  },
  "pattern.test"({ pattern, urls }) {
    const compiled = compilePattern(pattern);
    if ("problem" in compiled) return { problem: compiled.problem, hits: urls.map(() => false) };
    const hits = urls.map((typed) => {
      const address = parseStartAddress(typed);
      return "url" in address && compiled.test(address.url);
    });
    return { problem: null, hits };
  },
};

import { Switch, TextInput } from "@mantine/core";
import { useLayoutEffect, useMemo, useRef, useState } from "react";
import { useLiveQuestion } from "../connection/use-live-question.ts";
import { Choice } from "../setup/choice.tsx";
import { formatTimestamp } from "../shell/format.ts";
import { SentenceLine } from "../shell/sentence-line.tsx";
import { helpTexts } from "../texts/help.ts";
import { texts } from "../texts.ts";
import { CopyButton } from "./copy-button.tsx";
import { HelpPage } from "./help-page.tsx";
import styles from "./help.module.css";
import { filterLog, readLogLine, type LogEntry, type LogFilter } from "./log-entry.ts";
import { PathLine } from "./path-line.tsx";

const words = helpTexts.log;
const LINES = 1000;
const READ_EVERY_MS = 1500;
const FILTERS: readonly LogFilter[] = ["all", "warning", "error"];

/** The newest entries of the log, to be followed, narrowed, read and copied. */
export function LogScreen() {
  const [follows, setFollows] = useState(true);
  const [level, setLevel] = useState<LogFilter>("all");
  const [search, setSearch] = useState("");
  const { value, error, again } = useLiveQuestion("app.log", { lines: LINES }, { everyMs: READ_EVERY_MS, isLive: follows });
  const entries = useMemo(() => (value?.lines ?? []).map(readLogLine), [value]);
  const shown = filterLog(entries, level, search);
  return (
    <HelpPage title={words.title} isWide>
      <div className={styles.tools} role="group" aria-label={words.title}>
        <Choice label={words.level} values={FILTERS} value={level} words={(one) => words.levels[one]} onChange={setLevel} />
        <TextInput
          type="search"
          className={styles.search}
          aria-label={words.search}
          placeholder={words.search}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <Switch
          label={words.follow}
          title={words.followHint}
          checked={follows}
          onChange={(event) => setFollows(event.currentTarget.checked)}
        />
        <CopyButton disabled={shown.length === 0} text={shown.map(({ line }) => line).join("\n")} label={words.copy} />
        <span className={styles.count} role="status">
          {value !== null && words.entries(shown.length, entries.length)}
        </span>
      </div>
      {error !== null && <SentenceLine level="error" message={error.message} actions={[{ label: texts.tryAgain, run: again }]} />}
      {value === null && error === null && <p role="status">{words.loading}</p>}
      {value !== null && shown.length === 0 && <p className={styles.empty}>{emptySentence(value.path, entries.length)}</p>}
      {shown.length > 0 && <Entries entries={shown} follows={follows} />}
      {value !== null && value.path !== "" && (
        <dl className={styles.facts}>
          <PathLine what={words.title} path={value.path} />
        </dl>
      )}
    </HelpPage>
  );
}

function emptySentence(path: string, entries: number): string {
  if (entries > 0) return words.noMatch;
  return path === "" ? words.notKept : words.empty;
}

/** The entries, the newest at the end, where the list stays while it follows. */
function Entries({ entries, follows }: { readonly entries: readonly LogEntry[]; readonly follows: boolean }) {
  const list = useRef<HTMLDivElement>(null);
  const newest = entries.at(-1)?.line;
  useLayoutEffect(() => {
    if (follows) list.current?.scrollTo(0, list.current.scrollHeight);
  }, [follows, newest]);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard has to reach it
    <div ref={list} className={styles.entries} role="region" aria-label={words.title} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{words.columns.time}</th>
            <th scope="col">{words.columns.level}</th>
            <th scope="col">{words.columns.crawl}</th>
            <th scope="col">{words.columns.message}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map(({ line, atMs, level, crawl, message }, position) => (
            <tr key={`${position} ${line}`}>
              <td className={styles.time}>{atMs === null ? "" : formatTimestamp(atMs)}</td>
              <td data-level={level}>{words.words[level]}</td>
              <td className={styles.crawl} title={crawl}>
                {crawl}
              </td>
              <td className={styles.message}>{message}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

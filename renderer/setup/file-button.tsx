import { Button } from "@mantine/core";
import { useRef } from "react";

interface FileButtonProps {
  readonly label: string;
  /** Kinds of files to offer, as the attribute `accept` says them. */
  readonly accept: string;
  readonly onFile: (file: File) => void;
}

/** Lets the person choose one file of this computer. The same file can be chosen again. */
export function FileButton({ label, accept, onFile }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button onClick={() => input.current?.click()}>{label}</Button>
      <input
        ref={input}
        type="file"
        accept={accept}
        hidden
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = "";
          if (file !== undefined) onFile(file);
        }}
      />
    </>
  );
}

import { Button, Menu } from "@mantine/core";
import { useState } from "react";
import { MenuDropdown } from "../shell/menu-dropdown.tsx";
import { saveFile } from "../shell/save-file.ts";
import { SentenceLine } from "../shell/sentence-line.tsx";
import { siteMapTexts as texts } from "../texts/site-map.ts";
import { pictureName } from "./picture-name.ts";
import styles from "./site-map.module.css";

interface SaveMenuProps {
  readonly prefix: string;
  readonly kind: string;
  readonly disabled: boolean;
  readonly png: () => Promise<Blob | null>;
  readonly svg: () => string;
}

/** Saves the picture that is shown. */
export function SaveMenu({ prefix, kind, disabled, png, svg }: SaveMenuProps) {
  const [failed, setFailed] = useState(false);
  const savePng = async (): Promise<void> => {
    const picture = await png().catch(() => null);
    setFailed(picture === null);
    if (picture !== null) saveFile(pictureName(prefix, kind, "png"), picture);
  };
  const saveSvg = (): void => saveFile(pictureName(prefix, kind, "svg"), new Blob([svg()], { type: "image/svg+xml" }));
  return (
    <>
      <Menu position="bottom-end" disabled={disabled}>
        <Menu.Target>
          <Button disabled={disabled}>{texts.save}</Button>
        </Menu.Target>
        <MenuDropdown>
          <Menu.Item onClick={() => void savePng()}>{texts.savePng}</Menu.Item>
          <Menu.Item onClick={saveSvg}>{texts.saveSvg}</Menu.Item>
        </MenuDropdown>
      </Menu>
      {failed && (
        <div className={styles.failed}>
          <SentenceLine level="error" message={texts.saveFailed} onDismiss={() => setFailed(false)} />
        </div>
      )}
    </>
  );
}

import { ImageUp } from "lucide-react";
import { type DragEvent, type ReactNode, useState } from "react";

/** A page that takes files which are dropped anywhere on it. The same can be done with the keyboard, by the file's button. */
export function DropPage({ onDrop, children }: { onDrop: (files: readonly File[]) => void; children: ReactNode }) {
  // Children enter and leave on their own: the page is left when all were.
  const [depth, setDepth] = useState(0);
  const brings = (event: DragEvent): boolean => event.dataTransfer.types.includes("Files");
  return (
    <div
      className="page drop-page"
      onDragEnter={(event) => brings(event) && setDepth((now) => now + 1)}
      onDragLeave={(event) => brings(event) && setDepth((now) => Math.max(0, now - 1))}
      onDragOver={(event) => brings(event) && event.preventDefault()}
      onDrop={(event) => {
        if (!brings(event)) return;
        event.preventDefault();
        setDepth(0);
        onDrop([...event.dataTransfer.files]);
      }}
    >
      {children}
      {depth > 0 && (
        <div className="drop-here">
          <ImageUp className="icon" aria-hidden />
          <b>Drop pictures to add them</b>
        </div>
      )}
    </div>
  );
}
